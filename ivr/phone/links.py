"""A call's place as the query of a URL, and the URLs themselves.

Knows which URL means what; nothing of the menus. Reading is total: any query gives a place, and the engine has an answer for a place
that makes no sense. What is written keeps to unreserved ASCII, which nothing on the way re-encodes (contract 2.10), and holds node
names and small counts only: never a number, never a typed digit.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from ivr.call.turn import Doing, Place


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

# Twilio tries a webhook again only if it could not connect; asked so, it also tries again when a worker of ours has just died
# (contract 1.9, 1.10). Every turn can be told twice. The fragment is no part of what is signed (contract 2.3).
RETRY = "#rc=1&rp=5xx,ct,rt&rt=5000"

_DEFAULT = Place()
_COUNT = re.compile(r"-?[0-9]{1,9}")
_ESCAPE = re.compile(r"~([0-9a-f]{0,6})~")
_PLAIN = re.compile(r"[^A-Za-z0-9_.]")
_LAST = 0x10FFFF


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

    def take(self, id: str) -> str:
        """Where a take is served that nobody has kept yet."""
        return f"{self.public}{TAKES}/{id}.wav"


def write(place: Place) -> str:
    """The place as a query; what is as at the start of a call is left out."""
    return "&".join([f"{name}={_write(value)}" for name, unsaid in _UNSAID if (value := getattr(place, name)) != unsaid])


def read(query: str) -> Place:
    """The place of a query. What is missing, unknown or garbled reads as it is at the start of a call."""
    found: dict[str, str] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        found.setdefault(name, value)
    return Place(**{name: _READ[type(unsaid)](found[name]) for name, unsaid in _UNSAID if name in found})


def _write(value: object) -> str:
    match value:
        case Doing():
            return value.value
        case tuple():
            return "-".join(_escape(item) for item in value)
        case int():
            return str(value)
    return _escape(str(value))


def _escape(text: str) -> str:
    # An empty name needs a mark of its own: a list of one empty name is not an empty list.
    if text.isalnum() and text.isascii():
        return text
    return _PLAIN.sub(lambda found: f"~{ord(found[0]):x}~", text) or "~~"


def _text(value: str) -> str:
    return _ESCAPE.sub(lambda found: _character(found[1]), value)


def _character(code: str) -> str:
    number = int(code or "0", 16)
    return chr(number) if code and number <= _LAST else ""


def _texts(value: str) -> tuple[str, ...]:
    return tuple(_text(item) for item in value.split("-")) if value else ()


def _count(value: str) -> int:
    return int(value) if _COUNT.fullmatch(value) else 0


def _doing(value: str) -> Doing:
    return next((doing for doing in Doing if doing.value == value), Doing.CHOOSING)


_UNSAID = tuple((field.name, getattr(_DEFAULT, field.name)) for field in fields(Place))
_READ: dict[type, Callable[[str], Any]] = {str: _text, tuple: _texts, int: _count, Doing: _doing}
