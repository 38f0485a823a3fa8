"""A person's take: made fit for the telephone as a voice that is made is, or refused with a reason that they can act on.

Knows what spoils a take for good: no mastering mends words that were cut off, or drowned in a room's noise. What the telephone itself
would not bear is known in `ivr.clips.judging`. Sound comes in as samples; who spoke is nothing to it.
"""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

import numpy as np

from ivr.clips import judging, mastering, measure, sound
from ivr.clips.catalogue import RATE_HZ
from ivr.clips.measure import Measured
from ivr.clips.sound import Samples
from ivr.clips.takes import TakeError, Why
from ivr.menu.reader import words_of
from ivr.menu.repertoire import Reading

_FLAT: Final = 1e-4  # of the highest value: a sine is as near to its top for less than three samples
_FLAT_SAMPLES: Final = 3
_MOST_FLAT: Final = 3
_EDGE_S: Final = 0.04
_WINDOW_S: Final = 0.1
_QUIETEST_DBFS: Final = -50.0  # speech below it comes with all the noise of what amplifies it
_LEAST_OVER_NOISE_DB: Final = 26.0  # then what is left of the noise in pauses can be taken away whole
_FEWEST_WORDS: Final = 4  # of fewer, the pace says nothing
_PACE_WPM: Final = (90.0, 215.0)  # of a few: words are missing, or others are among them
_SAID_S: Final = 0.15


@dataclass(frozen=True, slots=True)
class Mastered:
    """A take as callers would hear it: a whole WAV file, what was measured of it, and what could be better, each a sentence."""

    wav: bytes = field(repr=False)
    measured: Measured
    remarks: tuple[str, ...] = ()


def take(reading: Reading, samples: Samples, rate: int) -> Mastered:
    """Make these samples a recording of this reading. Raises `TakeError` for a take that has to be read again."""
    raw = samples - samples.mean() if samples.size else samples
    _look(raw, rate)
    made = mastering.mastered(raw, rate, mastering.edges(reading))
    measured = measure.measure(made, words_of(reading.spoken))
    _look_at_length(reading, measured)
    verdicts = list(judging.verdicts(reading, measured))
    if errors := [verdict.plain for verdict in verdicts if verdict.is_error]:
        raise TakeError(Why.UNFIT, " ".join(errors))
    return Mastered(sound.encoded(made), measured, tuple(verdict.plain for verdict in verdicts))


def _look(raw: Samples, rate: int) -> None:
    """Refuse what is spoilt already. The clipping is looked for before anything else is done, for resampling hides it."""
    if not raw.size or not np.abs(raw).max() or raw.size < rate * _SAID_S:
        raise TakeError(Why.SILENT)
    if _flats(raw) > _MOST_FLAT:
        raise TakeError(Why.CLIPPED)
    heard = sound.resampled(mastering.high_passed(raw, rate), rate)
    level = measure.level_dbfs(heard)
    if level < _QUIETEST_DBFS:
        raise TakeError(Why.FAINT)
    if level - _noise_dbfs(heard) < _LEAST_OVER_NOISE_DB:
        raise TakeError(Why.NOISY)
    if _cut_off(heard, level):
        raise TakeError(Why.CUT_OFF)


def _flats(raw: Samples) -> int:
    """How often the sound stays at its very top for a while, as it does where a microphone can follow no further."""
    size = np.abs(raw)
    return sum(1 for is_top, run in groupby(size >= size.max() * (1 - _FLAT)) if is_top and len(list(run)) >= _FLAT_SAMPLES)


def _noise_dbfs(heard: Samples) -> float:
    """The level of the quietest tenth of a second."""
    frames = 10 ** (measure.frames_db(heard) / 10)
    size = min(frames.size, round(_WINDOW_S / measure.FRAME_S))
    quietest = np.convolve(frames, np.ones(size) / size, mode="valid").min()
    return float(10 * np.log10(quietest))


def _cut_off(heard: Samples, level: float) -> bool:
    edge, quiet = int(_EDGE_S * RATE_HZ), level - _LEAST_OVER_NOISE_DB + 6
    return any(measure.frames_db(part).min() > quiet for part in (heard[:edge], heard[-edge:]))


def _look_at_length(reading: Reading, found: Measured) -> None:
    """Refuse what cannot be these words, and what is read too fast or too slowly for a caller: the reader can mend both alike."""
    is_paced = judging.is_paced(reading)
    slowest, fastest = judging.PACE_LIMIT_WPM if is_paced else _PACE_WPM
    detail = f"It is read at {found.wpm:.0f} words a minute, not 140 to 160." if is_paced else ""
    says_much, said_s = words_of(reading.spoken) >= _FEWEST_WORDS, found.seconds - found.lead_s - found.tail_s
    if said_s < _SAID_S or (says_much and found.wpm > fastest):
        raise TakeError(Why.SHORT, detail)
    if found.seconds > judging.LONGEST_S or (says_much and found.wpm < slowest):
        raise TakeError(Why.LONG, detail)
