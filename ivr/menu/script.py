"""What is said, word for word, made from the menus: no key is said that does not work, no number counted by hand.

Knows English and the menus; nothing of how words become sound. A prompt is made of pieces so that each can have a
recording of its own and a call never changes voice half-way: what varies (a day, a place in the queue) is its own piece.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from ivr.menu.model import Guidance, Helpline, Menu, Page, Text

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NOON = 12
_SLOT = re.compile(r"\{(\w+)\}([.,]?)")
_TONES = {"": "", ",": ".comma", ".": ".end"}


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest thing with a recording of its own.

    The voice rises within a sentence, waits at a comma and falls at the end, so a word that can stand in all three places is three
    pieces: `number.3`, `number.3.comma`, `number.3.end`.
    """

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said in one go. With `interrupt` false, keys are not heard until it has ended."""

    id: str
    pieces: tuple[Piece, ...]
    interrupt: bool = True

    @property
    def words(self) -> str:
        """The whole prompt as it is said."""
        return " ".join(piece.words for piece in self.pieces)


def line(helpline: Helpline, id: str, **slots: tuple[Piece, ...]) -> Prompt:
    """A line of the helpline's own, its `{slots}` filled with pieces."""
    found = helpline.lines[id]
    return Prompt(id, tuple(_filled(id, found.say, slots)), found.interrupt) if slots else _plain(id, found.say, found.interrupt)


def menu(helpline: Helpline, node: Menu, *, is_open: bool) -> Prompt:
    """A menu: its name, how many choices there are, and each choice before its key."""
    opening = f"{_sentence(node.intro or node.title)} {_how_many(len(node.choices))}"
    choices = " ".join(f"{choice.lead}, press {choice.key}." for choice in node.choices)
    if node.id != helpline.start:
        return Prompt(node.id, (Piece(node.id, f"{opening} {choices}"),))
    any_time = line(helpline, "person.any_time" if is_open else "message.any_time").pieces
    first, rest = Piece(f"{node.id}.opening", opening), Piece(f"{node.id}.choices", choices)
    return Prompt(node.id, (first, *any_time, rest))


def page(node: Guidance, at: Page) -> Prompt:
    """One page of guidance; its id counts pages from 1 as the author does."""
    id = f"{node.id}.{at.number}"
    return Prompt(id, (Piece(id, at.say),))


def about(text: Text) -> tuple[Prompt, ...]:
    """What a text will say, for whoever is offered it; nothing where its author wrote nothing."""
    id = f"text.about.{text.id}"
    return (Prompt(id, (Piece(id, _sentence(text.about)),)),) if text.about else ()


def page_end(helpline: Helpline, node: Guidance, index: int, *, is_open: bool, brief: bool) -> Prompt:
    """The keys that work after page `index` (from 0): only those that do something there."""
    keys = [
        *(["key.more"] if index + 1 < len(node.pages) else []),
        *(["key.text"] if node.texts else []),
        "key.again",
        "key.back",
        "key.person" if is_open else "key.message",
    ]
    named = [f"{key}.short" if brief else key for key in keys]
    pieces = tuple(piece for key in named for piece in line(helpline, key).pieces)
    return Prompt(f"{node.id}.{node.pages[index].number}.end", pieces)


def closure(first: date, say: str) -> Prompt:
    """The words of a closure of its own, which begins on this day."""
    return Prompt("closed.closure", (Piece(f"closed.closure.{first}", say),))


def emergency(say: str) -> Prompt:
    """The words of the switch that closes the line."""
    return Prompt("closed.emergency", (Piece("closed.emergency", say),))


def number(n: int) -> tuple[Piece, ...]:
    """A whole number, as a piece of its own: a place in the queue."""
    return (Piece(f"number.{n}", str(n)),)


def digits(text: str, *pauses: int) -> tuple[Piece, ...]:
    """Digits one by one, with a pause after each of the counts in `pauses`, so that they can be written down."""
    return tuple(_toned(Piece(f"digit.{d}", d), "," if n in pauses else "") for n, d in enumerate(text, 1))


def moment(then: datetime, now: datetime) -> tuple[Piece, ...]:
    """A time to come as it is said today: "tomorrow at 9am", "on Monday the 4th of January at 9am"."""
    return (*day(then.date(), now.date()), clock(then.time()))


def day(then: date, today: date) -> tuple[Piece, ...]:
    """A day to come as it is said today: "tomorrow", "on Friday", "on Monday the 4th of January"."""
    away = (then - today).days
    if away in (0, 1):
        words = ("today", "tomorrow")[away]
        return (Piece(f"day.{words}", words),)
    name = _DAYS[then.weekday()]
    week_day = Piece(f"day.{name.lower()}", f"on {name}")
    if away < len(_DAYS):
        return (week_day,)
    month = _MONTHS[then.month - 1]
    return (week_day, Piece(f"date.{then.day}", f"the {_ordinal(then.day)}"), Piece(f"month.{month.lower()}", f"of {month}"))


def clock(at: time) -> Piece:
    """A time of day: "at 9am", "at 1:15pm"."""
    hour, half = at.hour % _NOON or _NOON, "am" if at.hour < _NOON else "pm"
    words = f"{hour}{half}" if not at.minute else f"{hour}:{at.minute:02}{half}"
    return Piece(f"time.{at:%H%M}", f"at {words}")


@lru_cache(maxsize=256)  # most prompts are lines without slots, said in every call
def _plain(id: str, say: str, interrupt: bool) -> Prompt:  # noqa: FBT001 - a fact of the line
    return Prompt(id, (Piece(id, say),), interrupt)


def _filled(id: str, say: str, slots: dict[str, tuple[Piece, ...]]) -> Iterable[Piece]:
    start, part = 0, 1
    for found in _SLOT.finditer(say):
        if before := say[start : found.start()].strip():
            yield Piece(f"{id}.{part}", before)
            part += 1
        *most, last = slots[found[1]]
        yield from most
        yield _toned(last, found[2])
        start = found.end()
    if after := say[start:].strip():
        yield Piece(f"{id}.{part}", after)


def _toned(piece: Piece, mark: str) -> Piece:
    return Piece(piece.id + _TONES[mark], piece.words + mark)


def _ordinal(n: int) -> str:
    teen = n % 100 in (11, 12, 13)
    return f"{n}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _how_many(count: int) -> str:
    if count == 1:
        return "There is one choice."
    return f"There are {_COUNTS[count] if count < len(_COUNTS) else count} choices."
