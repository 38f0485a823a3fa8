"""Any voice, made fit for the telephone."""

import numpy as np
import pytest

from ivr.clips import mastering, measure
from ivr.clips.mastering import Edges, edges, mastered
from ivr.clips.sound import Samples, true_peak
from ivr.menu.aloud import NOTHING, Spoken, aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests.clips.speech import silence, tone, words


def measured(samples: Samples) -> measure.Measured:
    return measure.measure(samples, 10)


def reading(*, before: Spoken = NOTHING, after: Spoken = NOTHING, after_key: bool = False, pause_after: bool = False) -> Reading:
    piece = Piece("a", "Some words.")
    spoken = aloud(piece.words, {})
    return Reading(piece=piece, spoken=spoken, before=before, after=after, after_key=after_key, pause_after=pause_after)


@pytest.mark.parametrize("level", [0.002, 0.02, 0.2, 0.5])
@pytest.mark.parametrize("rate", [8000, 24_000, 44_100, 48_000])
def test_quiet_or_loud_at_any_rate_it_comes_out_at_one_level_below_the_peak(level: float, rate: int) -> None:
    """L32: -22 dBFS within 1 dB; peaks at most -3 dBTP."""
    found = measured(mastered(words(10, rate, level=level), rate, Edges()))
    assert abs(found.level_dbfs + 22) < 0.3
    assert found.peak_dbtp <= -3


def test_a_plosive_is_held_back_and_the_rest_is_left_as_loud_as_it_was() -> None:
    take = words(10)
    take[4000:4040] += 0.95
    plain, struck = mastered(words(10), 8000, Edges()), mastered(take, 8000, Edges())
    assert true_peak(struck) <= 10 ** (-3 / 20)
    assert abs(measured(struck).level_dbfs + 22) < 0.5
    far = slice(20_000, 24_000)
    assert np.abs(struck[far]).max() == pytest.approx(np.abs(plain[far]).max(), rel=0.15)


def test_hum_below_the_voice_is_taken_out() -> None:
    at = np.arange(8000 * 4) / 8000
    take = words(10)
    take += 0.2 * np.sin(2 * np.pi * 50 * at[: take.size])
    clean = mastered(take, 8000, Edges())
    power = np.abs(np.fft.rfft(clean)) ** 2
    hertz = np.fft.rfftfreq(clean.size, 1 / 8000)
    assert power[hertz < 100].sum() / power.sum() < 0.001


def test_silence_around_the_words_becomes_what_belongs_there() -> None:
    take = np.concatenate([silence(2.5), words(10), silence(4)])
    found = measured(mastered(take, 8000, Edges(0.5, 0.3)))
    assert found.lead_s == pytest.approx(0.5, abs=0.05)
    assert found.tail_s == pytest.approx(0.3, abs=0.05)


def test_no_silence_within_is_longer_than_a_caller_bears() -> None:
    """L31."""
    take = np.concatenate([words(5), silence(6), words(5), silence(2), words(5)])
    found = measured(mastered(take, 8000, Edges()))
    assert 1.5 < found.longest_silence_s < 3


def test_pauses_are_far_below_the_speech() -> None:
    """L21."""
    assert measured(mastered(words(10), 8000, Edges())).pauses_db > 30


def test_breath_in_the_pauses_is_taken_out_and_the_words_keep_their_ends() -> None:
    breath = np.random.default_rng(7).normal(0, 0.004, 3200)
    take = np.concatenate([tone(1), breath, tone(1)])
    made = mastered(take, 8000, Edges(0, 0))
    assert measured(made).pauses_db > 50
    assert measured(made).longest_silence_s == pytest.approx(0.4, abs=0.08)


def test_silence_alone_stays_silence() -> None:
    assert not mastered(silence(2), 8000, Edges()).any()
    assert not mastered(silence(0), 8000, Edges()).any()


def test_it_begins_and_ends_without_a_click() -> None:
    made = mastered(tone(1), 8000, Edges(0, 0))
    assert abs(made[0]) < 0.001
    assert abs(made[-1]) < 0.001


def test_mastering_twice_changes_little() -> None:
    once = mastered(words(10), 8000, Edges())
    twice = mastered(once, 8000, Edges())
    assert abs(once.size - twice.size) < 800  # a tenth of a second
    assert abs(measured(once).level_dbfs - measured(twice).level_dbfs) < 0.3


def test_the_silence_around_the_words_follows_from_where_they_are_heard() -> None:
    """L30, and a sentence that goes on in another recording."""
    part = aloud("You are number", {})
    assert edges(reading()) == Edges(0.2, 0.3)
    assert edges(reading(after_key=True)) == Edges(0.5, 0.3)
    assert edges(reading(before=part)) == Edges(mastering.JOINT_S, 0.3)
    assert edges(reading(after=part, after_key=True)) == Edges(0.5, mastering.JOINT_S)
    assert edges(reading(before=part, after=part, pause_after=True)) == Edges(mastering.JOINT_S, mastering.PAUSE_S)


def test_a_soft_sound_at_the_ends_is_kept_and_one_that_dies_away_for_long_is_not() -> None:
    """L30: the silence before and after the words is what it should be, though a voice begins and ends softly."""
    soft = tone(0.3, level=0.2 * 10 ** (-30 / 20))
    found = measured(mastered(np.concatenate([silence(1), soft, words(10), soft, silence(1)]), 8000, Edges()))
    assert found.lead_s == pytest.approx(0.28, abs=0.04)
    assert found.tail_s == pytest.approx(0.38, abs=0.04)
