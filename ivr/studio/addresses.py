"""Where the recording line is told what, and where each call on it is, as the query of a URL.

They are addresses of their own, so that a caller's call never comes here and staff never among callers. Nothing typed is in any.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from ivr.phone.links import RETRY
from ivr.phone.queries import Query
from ivr.studio.place import At


class Kind(Enum):
    """What an address is told; the value is its word in the path."""

    CALL = "call"
    KEYS = "keys"
    SILENCE = "silence"
    RECORDED = "recorded"
    MOMENT = "moment"
    FAILED = "failed"


_PLACES: Final = Query(At())


def path(kind: Kind) -> str:
    """The path that is told this."""
    return "/studio/call" if kind is Kind.CALL else f"/studio/call/{kind.value}"


def read(query: str) -> At:
    """Where a call is that is told at an address with this query."""
    return _PLACES.read(query)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Absolute URLs below `public`, as `ivr.phone.links.Links` has those of callers."""

    public: str

    def turn(self, kind: Kind, at: At) -> str:
        """Where this is told of a call that is there."""
        query = _PLACES.write(at)
        return f"{self.public}{path(kind)}{'?' if query else ''}{query}"

    def action(self, kind: Kind, at: At) -> str:
        """The same for an attribute of a verb, which may ask for a second try."""
        return self.turn(kind, at) + RETRY
