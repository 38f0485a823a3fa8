"""What a recording is like, told from its samples alone."""

import numpy as np
import pytest

from ivr.clips.measure import level_dbfs, measure
from tests.clips.speech import silence, tone, words


def test_the_pace_counts_from_the_first_sound_to_the_last() -> None:
    """L28."""
    for wpm in (110, 150, 190):
        found = measure(np.concatenate([silence(2), words(30, wpm=wpm), silence(3)]), 30)
        assert found.wpm == pytest.approx(wpm, rel=0.03)


def test_the_level_is_that_of_the_speech_and_not_of_the_pauses() -> None:
    """L32."""
    speech = tone(2, level=0.1)
    assert level_dbfs(np.concatenate([speech, silence(8)])) == pytest.approx(level_dbfs(speech), abs=0.1)
    assert level_dbfs(speech * 2) == pytest.approx(level_dbfs(speech) + 6.02, abs=0.01)


def test_silences_are_measured_before_within_and_after() -> None:
    found = measure(np.concatenate([silence(0.5), tone(1), silence(1.5), tone(1), silence(0.3)]), 4)
    assert found.seconds == pytest.approx(4.3, abs=0.01)
    assert found.lead_s == pytest.approx(0.5, abs=0.03)
    assert found.longest_silence_s == pytest.approx(1.5, abs=0.03)
    assert found.tail_s == pytest.approx(0.3, abs=0.03)


def test_noise_in_the_pauses_is_told_by_how_far_it_lies_below_the_speech() -> None:
    """L21."""
    noise = np.random.default_rng(7).normal(0, 0.002, 8000)
    found = measure(np.concatenate([tone(1), noise, tone(1)]), 4)
    assert found.pauses_db == pytest.approx(level_dbfs(tone(1)) - level_dbfs(noise), abs=1)
    assert measure(np.concatenate([tone(1), silence(1), tone(1)]), 4).pauses_db == np.inf


def test_the_closure_of_a_consonant_is_no_pause() -> None:
    hush = np.random.default_rng(7).normal(0, 0.004, 8000)
    assert measure(np.concatenate([tone(1), hush[:1000], tone(1)]), 4).pauses_db == np.inf
    assert measure(np.concatenate([tone(1), hush[:2400], tone(1)]), 4).pauses_db < 35


def test_what_a_telephone_does_not_carry_is_told() -> None:
    """L33."""
    at = np.arange(8000) / 8000
    assert measure(tone(1), 2).in_band > 0.99
    assert measure(0.2 * np.sin(2 * np.pi * 120 * at), 2).in_band < 0.05


def test_silence_has_no_pace_and_no_level() -> None:
    found = measure(silence(1), 3)
    assert (found.wpm, found.lead_s) == (0, 1)
    assert found.level_dbfs < -100
