"""How a sentence of the synthetic voice begins."""

import numpy as np
import pytest

from ivr.clips.measure import FRAME_S, frames_db, measure
from ivr.clips.sound import Samples
from ivr.clips.voice.onset import weakened
from tests.clips.speech import silence, tone, words

FULL = 0.2


def hum(level_db: float = -8.0, seconds: float = 0.08) -> Samples:
    """What the voice hums before its first sound, so much below it, and how it dies away."""
    return np.concatenate([tone(seconds, level=FULL * 10 ** (level_db / 20)), tone(0.06, level=FULL * 10 ** (-24 / 20))])


def begun(*sounds: Samples, lead_s: float = 0.2) -> Samples:
    return np.concatenate([silence(lead_s), *sounds, silence(0.3)])


def loudest_db(samples: Samples, start_s: float, end_s: float) -> float:
    return float(frames_db(samples)[int(start_s / FRAME_S) : int(end_s / FRAME_S)].max())


def test_a_hum_before_the_first_sound_is_brought_down_and_the_words_are_left_as_they_were() -> None:
    said = words(10, level=FULL)
    before = begun(hum(), said)
    after = weakened(before, 0.2)
    cut = before.size - after.size
    assert loudest_db(after, 0, 0.2 + 0.08 - cut / 8000) < loudest_db(before, 0.2, 0.28) - 7
    assert np.array_equal(after[-said.size - 2400 :], before[-said.size - 2400 :])


def test_a_hum_before_a_later_sentence_is_brought_down_too() -> None:
    before = begun(words(5, level=FULL), silence(0.5), hum(), words(5, level=FULL))
    start = 0.2 + words(5).size / 8000 + 0.5
    after = weakened(before, 0.2)
    assert loudest_db(after, start, start + 0.08) < loudest_db(before, start, start + 0.08) - 7


@pytest.mark.parametrize(
    "first",
    [
        words(10, level=FULL),  # at once
        np.concatenate([tone(0.08, level=FULL / 30), words(10, level=FULL)]),  # an f, an h: faint, and it does not die away
        np.concatenate([tone(0.3, level=FULL / 3), words(10, level=FULL)]),  # softly, for longer than any hum
        np.concatenate([tone(0.1, level=FULL / 4), words(10, level=FULL)]),  # as a hum does, but it does not die away
        np.concatenate([hum(-20), words(10, level=FULL)]),  # with a hum that is too faint to be heard as a word
    ],
)
def test_a_sentence_that_begins_without_a_hum_is_left_as_it_is(first: Samples) -> None:
    assert np.array_equal(weakened(begun(first), 0.2), begun(first))


def test_the_first_sound_still_comes_when_it_should() -> None:
    """L30, though what came first is now too weak to be heard as the beginning."""
    after = weakened(begun(hum(-14, 0.16), words(10, level=FULL), lead_s=0.5), 0.5)
    assert measure(after, 10).lead_s == pytest.approx(0.5, abs=0.1)


def test_silence_stays_silence() -> None:
    assert not weakened(silence(1), 0.2).any()
