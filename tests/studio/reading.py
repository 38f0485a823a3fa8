"""Somebody who reads at a microphone: sound that is shaped like speech, as many words as there are, at a given pace, in a quiet room."""

import io

import numpy as np
import soundfile

from ivr.menu.aloud import aloud
from ivr.menu.reader import words_of
from tests.clips.speech import silence, words

RATE = 48_000


def read(said: str, wpm: float = 150) -> bytes:
    """These words, as a WAV file of a microphone, with a second of quiet before and after."""
    count = words_of(aloud(said, {}))
    samples = np.concatenate([silence(1, RATE), words(count, RATE, wpm), silence(1, RATE)])
    samples = samples + np.random.default_rng(1).normal(0, 0.0002, samples.size)
    file = io.BytesIO()
    soundfile.write(file, samples, RATE, format="WAV", subtype="PCM_16")
    return file.getvalue()
