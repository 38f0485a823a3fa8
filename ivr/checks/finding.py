"""What a check reports: one thing about the menus, where it is written, how much it matters, and the mend.

Knows nothing of how a finding is shown.
"""

from dataclasses import dataclass
from enum import Enum

from ivr.errors import Where


class Level(Enum):
    """How much a finding matters. A confirm is an open question for the content owner; it stops a launch, not a start."""

    ERROR = "error"
    WARNING = "warning"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `rule` is the id of the check that made it (its manual: `ivr check --explain RULE`)."""

    rule: str
    level: Level
    where: Where
    problem: str
    mend: str
    waived: str | None = None
