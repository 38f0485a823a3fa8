"""A reading, spoken: sentence by sentence, at the pace that callers follow best, or as a piece cut out of its sentence.

Knows what the guidance asks of pace and pauses (L28, L29); the voice itself is given to it, so that a test can speak with another.
"""

import re
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from ivr.clips import measure
from ivr.clips.mastering import edges, mastered
from ivr.clips.sound import Samples
from ivr.clips.voice.phonemes import Reader, Sentence, sentences
from ivr.menu.aloud import NOTHING, Spoken
from ivr.menu.repertoire import Reading

SPEED: Final = 0.85
GAP_S: Final = 0.55
AFTER_NUMBER_S: Final = 0.8  # it is being written down
BEFORE_KEY_S: Final = 0.35  # between a choice and its "press" (L29)
_PACE_WPM: Final = (144, 156)  # well within the 140 to 160 that are asked for
_AIM_WPM: Final = 150
_SPEEDS: Final = (0.55, 1.15)
_GAPS_S: Final = (0.4, 0.75)
_TRIES: Final = 5
_JUDGED_WORDS: Final = 8  # of fewer words the pace says nothing
_PRESS: Final = re.compile(r",(?= pɹˈɛs)")
_CUT_S: Final = 0.01


class Uttering(Protocol):
    """What a voice gives back: samples, and where each phoneme ends among them."""

    @property
    def samples(self) -> Samples:
        """The sound."""

    @property
    def ends(self) -> tuple[int, ...]:
        """For each phoneme, the sample at which it ends."""


class Voice(Protocol):
    """Whoever says phonemes."""

    def utter(self, phonemes: str, speed: float) -> Uttering:
        """Say them."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice, the rate of its sound in Hz, and how it reads."""

    voice: Voice
    rate: int
    read: Reader

    def speak(self, reading: Reading) -> Samples:
        """The reading, mastered. Of eight words or more it has the pace that is asked for, as far as the voice can."""
        if reading.before or reading.after:
            return mastered(self._cut(reading), self.rate, edges(reading))
        said, words = sentences(reading.spoken, self.read), measure.words_of(reading.spoken)
        speed, gap_s, best = SPEED, GAP_S, np.zeros(0)
        missed = np.inf
        for _ in range(_TRIES if words >= _JUDGED_WORDS else 1):
            made = mastered(self._in_turn(said, speed, gap_s), self.rate, edges(reading))
            wpm = measure.measure(made, words).wpm
            if abs(wpm - _AIM_WPM) < missed:
                best, missed = made, abs(wpm - _AIM_WPM)
            if words < _JUDGED_WORDS or _PACE_WPM[0] <= wpm <= _PACE_WPM[1]:
                break
            speed, gap_s = _nearer(speed, gap_s, wpm)
        return best

    def _in_turn(self, said: tuple[Sentence, ...], speed: float, gap_s: float) -> Samples:
        parts: list[Samples] = []
        for n, sentence in enumerate(said):
            parts.append(self._sentence(sentence, speed))
            if n + 1 < len(said):
                parts.append(np.zeros(int((AFTER_NUMBER_S if sentence.number else gap_s) * self.rate)))
        return np.concatenate(parts) if parts else np.zeros(0)

    def _sentence(self, sentence: Sentence, speed: float) -> Samples:
        uttered = self.voice.utter(sentence.phonemes, speed)
        parts, start = [], 0
        for comma in _PRESS.finditer(sentence.phonemes):
            begins, ends = uttered.ends[comma.start() - 1], uttered.ends[comma.start()]
            middle = (begins + ends) // 2
            parts += [uttered.samples[start:middle], np.zeros(max(0, int(BEFORE_KEY_S * self.rate) - (ends - begins)))]
            start = middle
        return _tight(np.concatenate([*parts, uttered.samples[start:]]), self.rate)

    def _cut(self, reading: Reading) -> Samples:
        """The piece, cut out of its sentence. Whole sentences before or after are spoken as they are."""
        own = sentences(reading.spoken, self.read)
        before, after = self._around(reading.before), self._around(reading.after)
        parts: list[Samples] = []
        for n, sentence in enumerate(own):
            left = before if n == 0 else ""
            right = after if n + 1 == len(own) else ""
            parts.append(_tight(self._between(left, sentence.phonemes, right), self.rate))
            if n + 1 < len(own):
                parts.append(np.zeros(int(GAP_S * self.rate)))
        return np.concatenate(parts)

    def _around(self, spoken: Spoken) -> str:
        return " ".join(sentence.phonemes for sentence in sentences(spoken, self.read)) if spoken != NOTHING else ""

    def _between(self, before: str, own: str, after: str) -> Samples:
        whole = " ".join(part for part in (before, own, after) if part)
        uttered = self.voice.utter(whole, SPEED)
        first = len(before) + 1 if before else 0
        start = uttered.ends[first - 1] if before else 0
        last = first + len(own) - (2 if own.endswith(",") else 1)  # what the voice does at a comma belongs to the next words
        end = uttered.ends[last] if after else uttered.samples.size
        around = int(_CUT_S * self.rate)
        return uttered.samples[max(0, start - around) : end + around]


def _nearer(speed: float, gap_s: float, wpm: float) -> tuple[float, float]:
    """A pace nearer to the one that is wanted, of the voice and of its pauses."""
    off = (_AIM_WPM / wpm) ** 0.6  # both together; more would overshoot
    return min(max(speed * off, _SPEEDS[0]), _SPEEDS[1]), min(max(gap_s / off, _GAPS_S[0]), _GAPS_S[1])


def _tight(samples: Samples, rate: int) -> Samples:
    """Without the quiet around a sentence, so that the pauses between them are those that are meant."""
    size = int(measure.FRAME_S * rate)
    powers = np.sqrt((np.pad(samples, (0, -samples.size % size)).reshape(-1, size) ** 2).mean(axis=1))
    heard = np.flatnonzero(powers > powers.max(initial=0) * 10 ** (-40 / 20))
    if not heard.size:
        return samples[:0]
    return samples[max(0, (int(heard[0]) - 1) * size) : (int(heard[-1]) + 2) * size]
