"""How it stands with a recording that the menus want."""

from enum import Enum


class State(Enum):
    """All but CURRENT are read by the voice meanwhile."""

    CURRENT = "current"
    MISSING = "missing"
    STALE = "stale"  # it says other words than the menu does
    FAULTY = "faulty"  # its file is missing, cannot be read, or is not the one described
