"""What SQLite and PostgreSQL both can, and plain SQL cannot say: insert, or do as told where the row is there already.

Knows the two dialects, by name, and nothing of what is inserted.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy.dialects import postgresql, sqlite

# Any: the two Inserts have the same methods and no class in common that has them.
INSERTS: Final[Mapping[str, Callable[..., Any]]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
