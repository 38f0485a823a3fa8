"""Kinds of value that an author can write, and the reading of one: the text that was typed, or a fault with its mend.

Knows the shape of a date, a time, yes and no; nothing of what they are for. A room makes kinds of its own for what only it
knows: a telephone number, a fact, a span of hours.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Generic, TypeVar

from ivr.reading.tree import Faults, Scalar, Tree

T = TypeVar("T")
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What may be written. `what` ends the sentence "Write ..."; `understand` gives None for text that is not of the kind.

    `stand_in` is returned where there was a fault, so that the reading goes on. With `secret` the text is never repeated in a
    fault: a telephone number belongs in no message.
    """

    what: str
    understand: Callable[[str], T | None]
    stand_in: T
    secret: bool = False


def taken(tree: Tree, kind: Kind[T], faults: Faults, name: str = "This") -> T:
    """The value of a scalar; where it is not one of the kind, a fault, and the kind's stand-in. `name` begins the fault."""
    if not isinstance(tree, Scalar):
        faults.add(tree.where, f"{name} holds a list or a mapping.", f"Write {kind.what}.")
        return kind.stand_in
    if tree.faulty:
        return kind.stand_in
    value = kind.understand(tree.text)
    if value is None:
        faults.add(tree.where, f"{name} {_shown(tree.text, kind)}", f"Write {kind.what}.")
        return kind.stand_in
    return value


def nearest(word: str, known: Iterable[str]) -> str:
    """A question to end a mend with, " Did you mean `x`?", or nothing where no known word is near."""
    lowered = {one.lower(): one for one in known}
    found = difflib.get_close_matches(word.lower(), lowered, n=1)
    return f" Did you mean `{lowered[found[0]]}`?" if found else ""


def whole(least: int, most: int) -> Kind[int]:
    """A whole number from `least` to `most`, written in digits alone."""

    def understand(text: str) -> int | None:
        if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
            return None
        return number if least <= (number := int(text)) <= most else None

    return Kind(f"a whole number from {least} to {most}", understand, least)


def _words(text: str) -> str | None:
    return " ".join(text.split()) or None


def _yes_no(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    return time(int(found[1]), int(found[2])) if found else None


def _shown(text: str, kind: Kind[T]) -> str:
    if kind.secret:
        return "cannot be read."
    if not text.strip():
        return "is empty."
    short = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
    return f"is `{' '.join(short.split())}`."


TEXT = Kind("words", _words, "")
YES_NO = Kind("`yes` or `no`", _yes_no, False)  # noqa: FBT003 - the stand-in of a kind of booleans
DAY = Kind("a date such as 2026-11-23", _day, date.min)
CLOCK = Kind("a time such as 9:00 or 16:30", _clock, time.min)
