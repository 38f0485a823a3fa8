"""A few facts of a call as the query of a URL, and back.

Reading is total: any query gives facts, for whoever decides has an answer to facts that make no sense. What is written keeps to
unreserved ASCII, which nothing on the way re-encodes (contract 2.10). Knows nothing of what the facts mean.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_COUNT = re.compile(r"-?[0-9]{1,9}")
_ESCAPE = re.compile(r"~([0-9a-f]{0,6})~")
_PLAIN = re.compile(r"[^A-Za-z0-9_.]")
_LAST = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Query(Generic[T]):
    """Writes and reads facts of one kind: a dataclass of words, counts, lists of words and enums with a word for each value.

    `start` is how they are at the start of a call; what is still so is left out.
    """

    start: T
    _unsaid: tuple[tuple[str, Any], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Any: the fields of a dataclass, whichever it is.
        named: Any = self.start
        object.__setattr__(self, "_unsaid", tuple((one.name, getattr(named, one.name)) for one in fields(named)))

    def write(self, facts: T) -> str:
        """The facts as a query."""
        return "&".join([f"{name}={_write(value)}" for name, unsaid in self._unsaid if (value := getattr(facts, name)) != unsaid])

    def read(self, query: str) -> T:
        """The facts of a query. What is missing, unknown or garbled reads as it is at the start of a call."""
        found: dict[str, str] = {}
        for part in query.split("&"):
            name, _, value = part.partition("=")
            found.setdefault(name, value)
        return type(self.start)(**{name: _read(unsaid, found[name]) for name, unsaid in self._unsaid if name in found})


def _write(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case tuple():
            return "-".join(_escape(item) for item in value)
        case int():
            return str(value)
    return _escape(str(value))


def _read(unsaid: Any, value: str) -> Any:
    if isinstance(unsaid, Enum):
        return next((one for one in type(unsaid) if one.value == value), unsaid)
    return _READ[type(unsaid)](value)


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


_READ: dict[type, Callable[[str], Any]] = {str: _text, tuple: _texts, int: _count}
