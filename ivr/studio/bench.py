"""The bench at which a take is mastered and kept: the part of the studio that handles sound.

Knows files and samples. Whatever runs without handling sound need not load what handles it, so this is imported when it is needed.
"""

from dataclasses import replace

from ivr.clips import judging, keeping, measure, sound, taking
from ivr.clips.keeping import NotUndoneError, Speaker
from ivr.clips.takes import Delivery, Take, TakeError, TakeState, Why
from ivr.errors import OperatorError
from ivr.menu.reader import words_of
from ivr.menu.repertoire import Reading

__all__ = ["NotUndoneError", "Speaker", "delivered", "keep", "mastered", "take_back", "undo"]

keep, undo, take_back = keeping.keep, keeping.undo, keeping.take_back


def mastered(take: Take, reading: Reading, file: bytes) -> Take:
    """What becomes of a take of this reading when this is its sound: READY, or REFUSED with what the reader is to do."""
    try:
        made = taking.take(reading, *_read(file))
    except TakeError as error:
        return replace(take, state=TakeState.REFUSED, why=error.why, remarks=error.says)
    return replace(take, state=TakeState.READY, remarks=" ".join(made.remarks), wav=made.wav)


def delivered(take: Take, reading: Reading) -> Delivery:
    """How a take that is ready was read."""
    count = words_of(reading.spoken)
    found = measure.measure(sound.decoded(take.wav), count)
    says = count >= judging.JUDGED_WORDS and not reading.before and not reading.after
    return Delivery(found.seconds, round(found.wpm) if says else None)


def _read(file: bytes) -> tuple[sound.Samples, int]:
    try:
        return sound.opened(file)
    except sound.TooLongError:
        raise TakeError(Why.LONG) from None
    except OperatorError:
        raise TakeError(Why.NO_SOUND) from None
