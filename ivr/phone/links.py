"""A call's place as the query of a URL, and the URLs themselves.

Knows which URL means what; nothing of the menus. Reading is total: any query gives a place, and the engine has an answer for a place
that makes no sense. What is written holds node names and small counts only: never a number, never a typed digit.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from ivr.call.turn import Place
from ivr.phone.queries import Query


class Kind(Enum):
    """What a voice URL tells; the value is its word in the path and in the name of a step."""

    ARRIVED = "arrived"
    KEYS = "keys"
    SILENCE = "silence"
    WAITING = "waiting"
    LEFT_QUEUE = "left-queue"
    RECORDED = "recorded"
    ADVISER = "adviser"
    ADVISER_LEFT = "adviser-left"
    FAILED = "failed"


RECORDING = "/voice/recording"
STATUS = "/voice/status"
INBOUND = "/sms"
RECEIPTS = "/sms/status"
CLIPS = "/clips"
TAKES = "/takes"
SHORT = "/t"

# Twilio tries a webhook again only if it could not connect; asked so, it also tries again when a worker of ours has just died
# (contract 1.9, 1.10). Every turn can be told twice. The fragment is no part of what is signed (contract 2.3).
RETRY = "#rc=1&rp=5xx,ct,rt&rt=5000"

_PLACES: Final = Query(Place())


def path(kind: Kind) -> str:
    """The path of this kind of turn: exact, for a redirect would lose the keys (contract 1.16)."""
    return "/voice" if kind is Kind.ARRIVED else f"/voice/{kind.value}"


@dataclass(frozen=True, slots=True)
class Links:
    """Absolute URLs (contract 1.25) below `public`, the address that Twilio knows us by, without a slash at its end."""

    public: str

    def turn(self, kind: Kind, place: Place) -> str:
        """Where a turn of this kind, at this place, is told."""
        query = write(place)
        return f"{self.public}{path(kind)}{'?' if query else ''}{query}"

    def action(self, kind: Kind, place: Place) -> str:
        """The same for an attribute of a verb, which may ask for a second try."""
        return self.turn(kind, place) + RETRY

    @property
    def recording(self) -> str:
        """Where Twilio says that a recording can be fetched."""
        return self.public + RECORDING + RETRY

    def receipts(self, text: str) -> str:
        """Where Twilio says what became of our text of this id."""
        return f"{self.public}{RECEIPTS}?text={text}{RETRY}"

    def clip(self, name: str) -> str:
        """Where a recording of ours is served."""
        return f"{self.public}{CLIPS}/{name}"

    @property
    def short(self) -> str:
        """Where links of our own are, as a text writes an address: a slash and a code of `ivr.menu.short` follow."""
        return (self.public + SHORT).removeprefix("https://")

    def take(self, id: str) -> str:
        """Where a take that waits to be kept can be heard, by whoever knows its id."""
        return f"{self.public}{TAKES}/{id}.wav"


def write(place: Place) -> str:
    """The place as a query; what is as at the start of a call is left out."""
    return _PLACES.write(place)


def read(query: str) -> Place:
    """The place of a query. What is missing, unknown or garbled reads as it is at the start of a call."""
    return _PLACES.read(query)
