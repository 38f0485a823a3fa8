"""Sound that is shaped like speech, made here: bursts of a voice's notes with pauses between them. And a voice that speaks so."""

from dataclasses import dataclass

import numpy as np

from ivr.clips.sound import Samples

RATE = 24_000
PHONEME_S = 0.075


def tone(seconds: float, rate: int = 8000, level: float = 0.2) -> Samples:
    """A voice's note, with some of its harmonics, all of them within a telephone's band."""
    at = np.arange(int(seconds * rate)) / rate
    notes: Samples = np.sum([np.sin(2 * np.pi * 220 * n * at) / n for n in (2, 3, 4, 5)], axis=0)
    return level * notes


def silence(seconds: float, rate: int = 8000) -> Samples:
    return np.zeros(int(seconds * rate))


def words(count: int, rate: int = 8000, wpm: float = 150, level: float = 0.2) -> Samples:
    """So many words of two thirds sound and one third silence, at this pace."""
    each = 60 / wpm
    spoken = np.concatenate([np.concatenate([tone(each * 2 / 3, rate, level), silence(each / 3, rate)]) for _ in range(count)])
    return spoken[: spoken.size - int(each / 3 * rate)]


@dataclass(frozen=True)
class Uttered:
    samples: Samples
    ends: tuple[int, ...]


class Tones:
    """A voice that hums: a note for each sound, and quiet for a space or a comma."""

    def __init__(self) -> None:
        self.uttered: list[tuple[str, float]] = []

    def utter(self, phonemes: str, speed: float) -> Uttered:
        self.uttered.append((phonemes, speed))
        each = int(PHONEME_S * RATE / speed)
        parts = [silence(1, RATE)[:each] if phoneme in " ,." else tone(each / RATE, RATE)[:each] for phoneme in phonemes]
        return Uttered(np.concatenate(parts), tuple(each * n for n in range(1, len(phonemes) + 1)))


def letters(words: str) -> str:
    """A reader who takes every letter for a sound, and what is marked with its sounds for those."""
    return words
