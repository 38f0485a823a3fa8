"""A reading, spoken: sentence by sentence, at the pace that callers follow best, or as a piece cut out of its sentence.

Knows what the guidance asks of pace and pauses (L28, L29); the voice itself is given to it, so that a test can speak with another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from ivr.clips import measure
from ivr.clips.mastering import edges, mastered
from ivr.clips.sound import Samples
from ivr.clips.voice.onset import weakened
from ivr.clips.voice.phonemes import GROUP, KEY, Reader, Sentence, sentences
from ivr.menu.aloud import Plain, Spoken
from ivr.menu.reader import words_of
from ivr.menu.repertoire import Reading

SPEED: Final = 0.85
GAP_S: Final = 0.55
AFTER_NUMBER_S: Final = 0.8  # it is being written down
BEFORE_KEY_S: Final = 0.35  # between a choice and its "press" (L29)
BETWEEN_GROUPS_S: Final = 0.65  # of a number
JUDGED_WORDS: Final = 8  # of fewer words the pace says nothing
_PACE_WPM: Final = (140.5, 159.0)  # within the 140 to 160 that are asked for
_MARGIN_WPM: Final = 1.0
_SPEEDS: Final = (0.58, 1.1)  # slower it drawls, faster it swallows an "oh" of a number
_GAPS_S: Final = (0.5, 0.9)  # a sentence ends softly, and so as measured they are a tenth longer
_OPTIONS_GAP_S: Final = 0.62  # between options, so that it is 0.5 to 0.75 as measured (L29)
_COMMA_S: Final = 0.25
_LACKING_S: Final = 0.3  # as much is breathed at commas before the voice is made to drawl
_TRIES: Final = 6
_COMMA: Final = re.compile(rf"[,{KEY}{GROUP}]")
_CUT_S: Final = 0.01
_REACH_S: Final = 0.06
_SPACE: Final = Plain(" ")


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
class Told:
    """A sentence to be said, and the sounds around it that are said with it and cut off."""

    sentence: Sentence
    before: str = ""
    after: str = ""

    @property
    def phonemes(self) -> str:
        """All of it."""
        return " ".join(part for part in (self.before, self.sentence.phonemes, self.after) if part)

    @property
    def first(self) -> int:
        """Where its own sounds begin."""
        return len(self.before) + 1 if self.before else 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the voice speaks, and for how long it waits between sentences, and at commas beyond what it does itself.

    A `steady` one keeps its speed, and changes its pauses alone.
    """

    speed: float = SPEED
    gap_s: float = GAP_S
    comma_s: float = 0.0
    steady: bool = False

    def nearer(self, wpm: float, words: int, said_s: float, pauses: tuple[int, float]) -> "Pace":
        """A pace nearer to the one that is asked for: first the pauses change, as little as will do, then the voice.

        So many words were said, in `said_s` seconds without the pauses; of these there are so many, of so many seconds at most.
        """
        gaps, most_s = pauses
        aim = _PACE_WPM[0] + _MARGIN_WPM if wpm < _PACE_WPM[0] else _PACE_WPM[1] - _MARGIN_WPM
        lacking_s = words * 60 * (1 / aim - 1 / wpm)
        gap_s = min(max(self.gap_s + lacking_s / gaps, _GAPS_S[0]), most_s) if gaps else self.gap_s
        if self.steady:
            return replace(self, gap_s=gap_s)
        lacking_s -= (gap_s - self.gap_s) * gaps
        comma_s = _COMMA_S if lacking_s > _LACKING_S else self.comma_s
        speed = self.speed if comma_s != self.comma_s else self.speed * said_s / (said_s + lacking_s)
        return Pace(min(max(speed, _SPEEDS[0]), _SPEEDS[1]), gap_s, comma_s)


_USUAL: Final = Pace()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice, the rate of its sound in Hz, and how it reads."""

    voice: Voice
    rate: int
    read: Reader

    def speak(self, reading: Reading, pace: Pace = _USUAL) -> Samples:
        """The reading, mastered. Of eight words or more it has the pace that is asked for, as far as the voice can; it begins at `pace`."""
        told, words = tuple(self._told(reading)), words_of(reading.spoken)
        best, missed = np.zeros(0), np.inf
        for _ in range(_TRIES):
            said = [self._sentence(one, pace) for one in told]
            made = self._mastered(self._in_turn(told, said, pace), reading)
            wpm = measure.measure(made, words).wpm
            if words < JUDGED_WORDS:
                return made
            if (off := max(_PACE_WPM[0] - wpm, wpm - _PACE_WPM[1])) < missed:
                best, missed = made, off
            if missed <= 0:
                break
            most = _OPTIONS_GAP_S if any(KEY in one.phonemes for one in told) else _GAPS_S[1]
            before, pace = pace, pace.nearer(wpm, words, sum(one.size for one in said) / self.rate, (len(said) - 1, most))
            if pace == before:  # it would be the same sound again
                break
        return best

    def _mastered(self, samples: Samples, reading: Reading) -> Samples:
        around = edges(reading)
        made = mastered(samples, self.rate, around)
        return made if reading.before else weakened(made, around.lead_s)

    def _told(self, reading: Reading) -> Iterator[Told]:
        """Its sentences, with what is said around them; each in the sounds that it has there: "in" is weak before a number.

        A digit is said by itself, for one that is cut out of a row has lost its first sound to the one before it.
        """
        own = sentences(reading.spoken, self.read)
        if reading.piece.id.startswith("digit."):
            yield from (Told(sentence) for sentence in own)
            return
        apart = [self._sounds(reading.before), *(one.phonemes for one in own), self._sounds(reading.after)]
        whole = self._sounds(Spoken((*reading.before.stretches, _SPACE, *reading.spoken.stretches, _SPACE, *reading.after.stretches)))
        before, *told, after = _parted(whole, apart) if reading.before or reading.after else apart
        for n, (sentence, phonemes) in enumerate(zip(own, told, strict=True)):
            yield Told(replace(sentence, phonemes=phonemes), before if n == 0 else "", after if n + 1 == len(own) else "")

    def _sounds(self, spoken: Spoken) -> str:
        return " ".join(sentence.phonemes for sentence in sentences(spoken, self.read))

    def _in_turn(self, told: Sequence[Told], said: Sequence[Samples], pace: Pace) -> Samples:
        parts: list[Samples] = []
        for one, samples in zip(told, said, strict=True):
            parts += [samples, np.zeros(int((AFTER_NUMBER_S if one.sentence.number else pace.gap_s) * self.rate))]
        return np.concatenate(parts[:-1]) if parts else np.zeros(0)

    def _sentence(self, told: Told, pace: Pace) -> Samples:
        """A sentence, or the piece of it that is told, with a breath before each key, and at each comma where the pace asks for it."""
        uttered = self.voice.utter(told.phonemes, pace.speed)
        first, last = told.first, told.first + len(told.sentence.phonemes)
        start = self._quietest(uttered, first - 1) if told.before else 0
        end = self._quietest(uttered, last - 1) if told.after else uttered.samples.size
        parts: list[Samples] = []
        for comma in _COMMA.finditer(told.phonemes, first, last):
            if (breath := {KEY: BEFORE_KEY_S, GROUP: BETWEEN_GROUPS_S}.get(comma[0], pace.comma_s)) and comma.start() + 1 < last:
                middle = self._quietest(uttered, comma.start())
                parts += [_eased(uttered.samples[start:middle], self.rate), np.zeros(int(breath * self.rate))]
                start = middle
        return _tight(np.concatenate([*parts, _eased(uttered.samples[start:end], self.rate)]), self.rate)

    def _quietest(self, uttered: Uttering, phoneme: int) -> int:
        """Where it is quietest about the end of this phoneme: there a word can be parted from the next without a crack."""
        size, reach = int(_CUT_S * self.rate), int(_REACH_S * self.rate)
        around = uttered.samples[max(0, uttered.ends[phoneme] - reach) : uttered.ends[phoneme] + reach]
        powers = [float((around[n : n + size] ** 2).sum()) for n in range(0, max(1, around.size - size), size // 4)]
        return max(0, uttered.ends[phoneme] - reach) + int(np.argmin(powers)) * (size // 4) + size // 2


def _parted(whole: str, apart: Sequence[str]) -> Sequence[str]:
    """The whole, in parts of as many words as these; these themselves where it has other words than they."""
    words = whole.split()
    counts = [len(part.split()) for part in apart]
    if sum(counts) != len(words):
        return apart
    starts = [sum(counts[:n]) for n in range(len(counts))]
    return [" ".join(words[start : start + count]) for start, count in zip(starts, counts, strict=True)]


def _eased(samples: Samples, rate: int) -> Samples:
    """With edges that do not crack."""
    size = min(int(_CUT_S / 2 * rate), samples.size // 2)
    ramp = np.ones(samples.size)
    if size:
        ramp[:size], ramp[-size:] = np.linspace(0, 1, size), np.linspace(1, 0, size)
    return samples * ramp


def _tight(samples: Samples, rate: int) -> Samples:
    """Without the quiet around a sentence, so that the pauses between them are those that are meant."""
    size = int(measure.FRAME_S * rate)
    powers = np.sqrt((np.pad(samples, (0, -samples.size % size)).reshape(-1, size) ** 2).mean(axis=1))
    heard = np.flatnonzero(powers > powers.max(initial=0) * 10 ** (-40 / 20))
    if not heard.size:
        return samples[:0]
    return samples[max(0, (int(heard[0]) - 1) * size) : (int(heard[-1]) + 2) * size]
