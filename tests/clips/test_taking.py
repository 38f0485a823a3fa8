"""A person's take: mastered as a synthetic voice is, or refused with a reason."""

import re
from dataclasses import replace

import numpy as np
import pytest

from ivr.clips import sound
from ivr.clips.sound import Samples
from ivr.clips.takes import TakeError, Why
from ivr.clips.taking import Mastered, take
from ivr.menu.aloud import aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests.clips.speech import silence, words

RATE = 48_000
WORDS = "We can listen to you, and help you decide what to do next."  # thirteen
COUNT = 13


def reading(said: str = WORDS) -> Reading:
    piece = Piece("about_us.1", said)
    return Reading(piece=piece, spoken=aloud(said, {}))


def read(wpm: float = 150, level: float = 0.2, rate: int = RATE, count: int = COUNT) -> Samples:
    """Somebody who reads the words in a quiet room, with a second before and after."""
    said = np.concatenate([silence(1, rate), words(count, rate, wpm, level), silence(1, rate)])
    return said + np.random.default_rng(1).normal(0, 0.0002, said.size)


def taken(samples: Samples, rate: int = RATE, said: str = WORDS) -> Mastered:
    return take(reading(said), samples, rate)


def why(samples: Samples, rate: int = RATE, said: str = WORDS) -> Why:
    with pytest.raises(TakeError) as refused:
        taken(samples, rate, said)
    assert len(refused.value.says) > 20
    return refused.value.why


@pytest.mark.parametrize(("rate", "level"), [(8000, 0.2), (44_100, 0.05), (48_000, 0.01), (48_000, 0.3)])
def test_a_good_take_at_any_rate_and_level_becomes_a_recording_as_the_telephone_wants_it(rate: int, level: float) -> None:
    found = taken(read(level=level, rate=rate), rate)
    assert abs(found.measured.level_dbfs + 22) < 1
    assert found.measured.peak_dbtp <= -3
    assert found.measured.lead_s == pytest.approx(0.2, abs=0.1)
    assert found.measured.tail_s == pytest.approx(0.3, abs=0.1)
    assert sound.decoded(found.wav).size == pytest.approx(found.measured.seconds * 8000)
    assert found.remarks == ()


def test_a_take_that_is_a_little_slow_is_taken_with_a_remark() -> None:
    (remark,) = taken(read(wpm=125)).remarks
    assert re.fullmatch(r"It is read at 12\d words a minute, not 140 to 160\.", remark)


def test_a_microphone_that_adds_a_constant_does_no_harm() -> None:
    assert abs(taken(read() + 0.1).measured.level_dbfs + 22) < 1


def test_nothing_at_all_is_told_as_silence() -> None:
    assert why(silence(3, RATE)) is Why.SILENT
    assert why(np.zeros(0)) is Why.SILENT


@pytest.mark.parametrize("turned_down", [1.0, 0.4])
def test_a_take_that_went_over_the_top_is_refused_also_when_it_was_turned_down_afterwards(turned_down: float) -> None:
    assert why(np.clip(read(level=0.9), -0.8, 0.8) * turned_down) is Why.CLIPPED


def test_a_take_that_is_too_faint_is_refused() -> None:
    assert why(np.concatenate([silence(1, RATE), words(COUNT, RATE, level=0.002), silence(1, RATE)])) is Why.FAINT


def test_a_take_in_a_noisy_room_is_refused() -> None:
    noisy = read()
    assert why(noisy + np.random.default_rng(2).normal(0, 0.02, noisy.size)) is Why.NOISY


@pytest.mark.parametrize("kept", [slice(int(1.02 * RATE), None), slice(None, int(-1.02 * RATE))])
def test_a_take_that_begins_or_ends_within_a_word_is_refused(kept: slice) -> None:
    assert why(read()[kept]) is Why.CUT_OFF


def test_a_take_that_cannot_hold_all_the_words_is_too_short() -> None:
    assert why(read(count=6)) is Why.SHORT
    assert why(read(wpm=250)) is Why.SHORT


def test_a_take_with_more_than_the_words_in_it_is_too_long() -> None:
    assert why(read(count=26)) is Why.LONG
    assert why(read(wpm=70)) is Why.LONG


def test_a_take_that_no_caller_would_hear_to_its_end_is_too_long() -> None:
    """L24."""
    assert why(read(count=100), said=" ".join(["word"] * 100)) is Why.LONG


def test_a_short_quiet_before_and_after_is_enough() -> None:
    said = read()
    assert taken(said[int(0.85 * RATE) : int(-0.85 * RATE)]).remarks == ()


def test_of_a_single_word_the_pace_is_not_asked() -> None:
    assert taken(read(count=1), said="Today.").measured.seconds < 2


@pytest.mark.parametrize(("wpm", "told"), [(105, Why.LONG), (185, Why.SHORT)])
def test_a_reader_who_is_too_slow_or_too_fast_is_told_so_and_not_that_the_sound_was_bad(wpm: int, told: Why) -> None:
    with pytest.raises(TakeError, match=r"It is read at 1\d\d words a minute, not 140 to 160\.$") as refused:
        taken(read(wpm=wpm))
    assert refused.value.why is told


def test_of_a_piece_of_a_sentence_the_pace_is_not_told_but_more_than_its_words_are_refused() -> None:
    piece = replace(reading(), before=aloud("We open again", {}))
    assert take(piece, read(wpm=105), RATE).remarks == ()
    with pytest.raises(TakeError, match=r"at the pace of a calm talk\.$"):
        take(piece, read(wpm=70), RATE)


def test_a_take_that_the_telephone_would_not_bear_says_what_is_wrong() -> None:
    said = read()
    rumble = 0.3 * np.sin(2 * np.pi * 230 * np.arange(said.size) / RATE)  # below what a telephone carries
    with pytest.raises(TakeError, match=r"of it is what a telephone carries\.$") as refused:
        taken(np.where(np.abs(said) > 0.01, rumble, said))
    assert refused.value.why is Why.UNFIT
