"""Two real databases for the tests of the store: SQLite in a file, and a PostgreSQL server that is started once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from ivr.store import Store, connect
from ivr.store.tables import METADATA
from tests.databases import another


@pytest.fixture(scope="session")
def migrated(postgres: str) -> str:
    """The URI of a PostgreSQL database that has our tables."""
    uri = another(postgres, "helpline")
    store = connect(uri)
    store.migrate()
    store.close()
    return uri


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with our tables and nothing in them."""
    if request.param == "sqlite":
        found = f"sqlite:///{tmp_path / 'data' / 'helpline.db'}"
        store = connect(found)
        store.migrate()
    else:
        found = request.getfixturevalue("migrated")
        store = connect(found)
        with store.database.writing("emptying the tables") as connection:
            connection.execute(text(f"TRUNCATE {', '.join(METADATA.tables)}"))
    store.close()
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store with nothing in it."""
    found = connect(url)
    yield found
    found.close()
