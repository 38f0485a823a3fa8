"""The recording line: what is said to whoever rings it.

One rings, says who one is, types the number of a recording, hears its words, reads them after a tone, hears oneself as callers will, and
keeps it or not. Knows nothing of Twilio, of rows or of the clock: what has to be looked up or done is an `Errand`, and what came of it is
`News`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, assert_never

from ivr.clips.takes import Why
from ivr.menu.script import Piece
from ivr.studio.errands import (
    Admit,
    Changed,
    Errand,
    Expect,
    Expected,
    Found,
    Keep,
    Kept,
    KeptOut,
    LetIn,
    Look,
    LookAgain,
    LookFor,
    Lost,
    News,
    NotFound,
    NotYet,
    Out,
    Ready,
    Spoilt,
    TakeBack,
    TakenBack,
    Trouble,
)
from ivr.studio.place import At, Failed, Rang, Read, Silent, Step, Told, Typed, Waited
from ivr.studio.turn import Playback, Says, Then, Turn

MOST_MISSES: Final = 3  # in a row; the last ends the call
MOST_POLLS: Final = 30

_WHO: Final = re.compile(r"([0-9]{3})([0-9]{6})")  # staff number and PIN
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


_ASKS: Final[Mapping[Step, tuple[tuple[str, ...], Then]]] = {
    Step.WHO: (("studio.ask",), Then.DIGITS),
    Step.NUMBER: (("studio.number",), Then.DIGITS),
    Step.WORDS: (("studio.begin",), Then.KEY),
    Step.READING: (("studio.read",), Then.RECORD),
    Step.MOMENT: ((), Then.WAIT),
    Step.CHECK: (("studio.keys",), Then.KEY),
    Step.KEPT: (("studio.kept",), Then.KEY),
    Step.UNDONE: (("studio.undone",), Then.KEY),
}


def hear(at: At, told: Told) -> Turn | Errand:
    """What is said to this, or what has to be done first. Total."""
    match told:
        case Rang():
            return _asks(At())
        case Typed(keys):
            return _typed(at, keys) if keys else _missed(at)
        case Silent():
            return _missed(at)
        case Read(_, _, hung_up=True):
            return Turn((), Then.HANG_UP, at)
        case Read(recording, seconds):
            return Expect(at.prompt, at.words, recording) if recording and seconds else _again(at, "studio.refused.silent")
        case Waited():
            return LookFor(at.take)
        case Failed():
            return over(at, "sorry")
        case _:
            assert_never(told)


def conclude(at: At, news: News) -> Turn:
    """What is said to what came of an errand. Total."""
    match news:
        case LetIn(staff):
            return _asks(At(step=Step.NUMBER, staff=staff), "studio.consent")
        case KeptOut(why):
            return _kept_out(at, why)
        case Found(piece, words):
            return _words(at, piece, words)
        case NotFound():
            return _missed(_number(at), "studio.unknown")
        case Expected(take):
            return _asks(replace(at, step=Step.MOMENT, take=take, polls=0, misses=0), "studio.moment")
        case NotYet():
            return _not_yet(at)
        case Ready():
            return _check(at)
        case Spoilt(why):
            return _again(at, f"studio.refused.{Why.UNFIT.value if why is Why.NO_SOUND else why.value}")
        case Lost():
            return _again(at, "studio.lost")
        case Changed(piece, words):
            return _words(at, piece, words, "studio.changed")
        case Kept(sound):
            return _asks(replace(at, step=Step.KEPT, sound=sound, misses=0))
        case TakenBack():
            return _asks(replace(at, step=Step.UNDONE, sound="", misses=0))
        case Trouble():
            return _trouble(at)
        case _:
            assert_never(news)


def over(at: At, *says: str) -> Turn:
    """Say this, and end the call."""
    return Turn((*says, "adviser.goodbye"), Then.HANG_UP, at)


def _typed(at: At, keys: str) -> Turn | Errand:
    match at.step:
        case Step.WHO:
            found = _WHO.fullmatch(keys)
            return Admit(found[1], found[2]) if found else _kept_out(at, Out.WRONG)
        case Step.NUMBER:
            return Look(int(keys)) if _NUMBER.fullmatch(keys) else conclude(at, NotFound())
        case Step.WORDS | Step.READING | Step.MOMENT | Step.CHECK | Step.KEPT | Step.UNDONE:
            does = _KEYS.get((at.step, keys))
            return does(at) if does else _missed(at)
        case _:
            assert_never(at.step)


def _kept_out(at: At, why: Out) -> Turn:
    match why:
        case Out.WRONG:
            return _missed(at, "studio.wrong") if at.misses + 1 < MOST_MISSES else over(at)
        case Out.LOCKED | Out.NOT_YOURS:
            return over(at, f"studio.{why.value}")
        case _:
            assert_never(why)


def _trouble(at: At) -> Turn:
    match at.step:
        case Step.WHO | Step.NUMBER | Step.WORDS | Step.UNDONE:
            return over(at, "sorry")
        case Step.READING:
            return _again(at, "studio.failed")
        case Step.MOMENT:
            return _not_yet(at)
        case Step.CHECK:
            return _missed(at, "studio.failed")
        case Step.KEPT:
            return _missed(at, "sorry")
        case _:
            assert_never(at.step)


def _asks(at: At, *first: Says) -> Turn:
    """Say this, then ask what this step asks."""
    says, then = _ASKS[at.step]
    return Turn((*first, *says), then, at)


def _missed(at: At, *first: str) -> Turn:
    """Ask again, unless this was once too often."""
    missed = replace(at, misses=at.misses + 1)
    return _asks(missed, *first) if missed.misses < MOST_MISSES else over(at, *first)


def _words(at: At, piece: Piece, words: str, *first: str) -> Turn:
    there = At(step=Step.WORDS, staff=at.staff, prompt=piece.id, words=words)
    return _asks(there, *first, "studio.words", piece)


def _again(at: At, why: str) -> Turn:
    """Offer to read the same words again."""
    return _asks(replace(at, step=Step.WORDS, take="", polls=0, misses=0), why)


def _not_yet(at: At) -> Turn:
    waiting = replace(at, step=Step.MOMENT, polls=at.polls + 1)
    return _asks(waiting) if waiting.polls < MOST_POLLS else _again(at, "studio.lost")


def _number(at: At) -> At:
    """Back to which recording it is to be. What was missed there so far still counts."""
    return At(step=Step.NUMBER, staff=at.staff, misses=at.misses if at.step is Step.NUMBER else 0)


def _another(at: At) -> Turn:
    return _asks(_number(at))


def _read(at: At) -> Turn:
    return _asks(replace(at, step=Step.READING, take="", misses=0))


def _check(at: At) -> Turn:
    return _asks(replace(at, step=Step.CHECK, polls=0, misses=0), "studio.check", Playback(at.take))


_KEYS: Final[Mapping[tuple[Step, str], Callable[[At], Turn | Errand]]] = {
    (Step.WORDS, "1"): _read,
    (Step.WORDS, "9"): lambda at: LookAgain(at.prompt),
    (Step.WORDS, "*"): _another,
    (Step.CHECK, "1"): lambda at: Keep(at.take),
    (Step.CHECK, "2"): _read,
    (Step.CHECK, "9"): _check,
    (Step.CHECK, "*"): _another,
    (Step.KEPT, "2"): lambda at: TakeBack(at.prompt, at.sound),
    (Step.KEPT, "*"): _another,
    (Step.UNDONE, "*"): _another,
}
