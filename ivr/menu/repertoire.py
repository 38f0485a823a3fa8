"""All that can be said, piece by piece: what there is to record.

Knows every prompt that the engine can make of these menus, and in which sentence a piece stands; nothing of who records it. A piece
that is part of a sentence is recorded within one, and cut out of it, so that the sentence it is put into later keeps its tone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from ivr.errors import OurError
from ivr.menu import script
from ivr.menu.aloud import NOTHING, Digits, Spoken, aloud
from ivr.menu.lines import SLOTS
from ivr.menu.model import Guidance, Helpline, Menu
from ivr.menu.script import Piece, Prompt
from ivr.menu.service import Hours

LAST_PLACE = 100  # in the queue; whoever is further back hears the sentence from the voice
NOT_RECORDED = frozenset({"fallback"})  # said by Twilio alone, when there is no server to fetch a recording from

# What is only ever heard after something else, and so needs no time for the telephone to come back to the ear.
_FOLLOWS = re.compile(
    r"welcome|promise|closed\.(keys|opens)|goodbye|key\.(back|person|message)(\.short)?|(person|message)\.any_time"
    r"|queue\.(join|hold|thanks)|adviser\.join|trouble"
)
_ENDS = re.compile(r"(?<=[.?!]) ")
_TODAY = date(2026, 11, 23)  # a Monday; any will do
_WEEK = 7
_DAYS_IN_A_MONTH, _MONTHS_IN_A_YEAR = 31, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One recording to be made. `before` and `after` are the words around it in its sentence; empty where it begins or ends one.

    With `after_key` it is the first thing heard after a key press, when the telephone is still on its way back to the ear (L30). With
    `pause_after` a group of digits ends with it, and there is time to write it down. `within` names the pieces of a prompt that it is part
    of, itself among them, in the order in which they are heard; empty where it is heard by itself.
    """

    piece: Piece
    spoken: Spoken
    before: Spoken = NOTHING
    after: Spoken = NOTHING
    after_key: bool = False
    pause_after: bool = False
    within: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name of the recording: the piece's own."""
        return self.piece.id


def repertoire(helpline: Helpline) -> tuple[Reading, ...]:
    """Every recording that these menus want, drafts included where the helpline has them, each once. Raises `OurError` if two differ."""
    found: dict[str, Reading] = {}
    for reading in _readings(helpline):
        known = found.setdefault(reading.id, reading)
        if known.spoken.sha256 != reading.spoken.sha256:
            message = f"Two pieces of other words have the name {reading.id}."
            raise OurError(message)
    return tuple(found.values())


def _readings(helpline: Helpline) -> Iterator[Reading]:
    for prompt in _prompts(helpline):
        joined = bool(SLOTS.get(prompt.id))
        for n, piece in enumerate(prompt.pieces):
            first = n == 0 and not _FOLLOWS.fullmatch(prompt.id)
            before, after = _around(prompt.pieces, n) if joined else ("", "")
            yield Reading(
                piece=piece,
                spoken=_spoken(helpline, piece),
                before=aloud(before, helpline.speech),
                after=aloud(after, helpline.speech),
                after_key=first,
                pause_after=piece.id.startswith("digit.") and piece.words.endswith(","),
                within=tuple(one.id for one in prompt.pieces) if joined else (),
            )


def _spoken(helpline: Helpline, piece: Piece) -> Spoken:
    if piece.id.startswith("digit."):  # "oh" in a telephone number, where any other nought is "zero"
        return Spoken((Digits(piece.words[0]), *aloud(piece.words[1:], {}).stretches))
    return aloud(piece.words, helpline.speech)


def _prompts(helpline: Helpline) -> Iterator[Prompt]:
    for id in helpline.lines:
        if id not in NOT_RECORDED:
            yield from _lines(helpline, id)
    for closure in helpline.hours.closures:
        yield script.closure(closure.first, closure.say)
    yield script.emergency(helpline.hours.emergency.say)
    for node in helpline.nodes.values():
        match node:
            case Menu():
                yield script.menu(helpline, node, is_open=True)
                yield script.menu(helpline, node, is_open=False)
            case Guidance():
                yield from (script.page(node, page) for page in node.pages)
    for text in helpline.texts.values():
        yield from script.about(text)


def _lines(helpline: Helpline, id: str) -> Iterator[Prompt]:
    slots = SLOTS.get(id, ())
    if not slots:
        yield script.line(helpline, id)
    for slot in slots:
        for filled in _fillings(helpline.hours, slot):
            yield script.line(helpline, id, **{slot: filled})


def _fillings(hours: Hours, slot: str) -> Iterator[tuple[Piece, ...]]:
    """Whatever a slot can hold, so that each piece comes in every place where it can stand."""
    match slot:
        case "place":
            yield from (script.number(n) for n in range(1, LAST_PLACE + 1))
        case "ends":
            yield from (script.digits(f"{n}{(n + 7) % 10}{(n + 4) % 10}") for n in range(10))
        case "number":
            yield from (script.digits(_mobile(n), 5, 8) for n in range(10))
        case "opens":
            yield from ((*day, script.clock(at)) for day in _days() for at in _openings(hours))
        case "by":
            yield from _days()
        case _ as unknown:
            message = f"There is no telling what fills {unknown}."
            raise OurError(message)


def _mobile(n: int) -> str:
    """Eleven digits, with `n` wherever the voice waits or ends. No two that follow each other are the same: a listener tells them apart."""
    a, b, c = ((n + step) % 10 for step in (3, 6, 8))
    return f"07{a}{b}{n}{c}{a}{n}{b}{c}{n}"


def _days() -> Iterator[tuple[Piece, ...]]:
    yield from (script.day(_TODAY + timedelta(away), _TODAY) for away in range(2))
    yield from (script.day(date(2027, 3, day), _TODAY) for day in range(1, _DAYS_IN_A_MONTH + 1))  # every date and week day
    yield from (script.day(date(2027, month, 1), _TODAY) for month in range(1, _MONTHS_IN_A_YEAR + 1))
    yield from (script.day(_TODAY + timedelta(away + 2), _TODAY + timedelta(away)) for away in range(_WEEK))  # every week day by itself


def _openings(hours: Hours) -> list[time]:
    spans = [span.opens for spans in hours.week.values() for span in spans]
    return sorted({*spans, *([hours.lunch.closes] if hours.lunch else [])})


def _around(pieces: Sequence[Piece], n: int) -> tuple[str, str]:
    """The words of its sentence before and after a piece."""
    before = " ".join(piece.words for piece in pieces[:n])
    after = " ".join(piece.words for piece in pieces[n + 1 :])
    started = "" if before.endswith((".", "?", "!")) else _ENDS.split(before)[-1]
    ended = "" if pieces[n].words.endswith((".", "?", "!")) else _ENDS.split(after)[0]
    return started, ended
