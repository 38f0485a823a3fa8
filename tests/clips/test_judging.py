"""What is wrong with a recording, told from its file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ivr.clips import making, manifest, sound
from ivr.clips.judging import Judged, judge
from ivr.clips.mastering import Edges, edges, mastered
from ivr.clips.sound import Samples
from ivr.clips.state import State
from ivr.menu.aloud import Spoken, aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests.clips.speech import silence, tone, words

TEN = "These ten words are said as they should be said."
GOOD = mastered(words(10), 8000, Edges(0.5, 0.3))


def reading(said: str = TEN, before: str = "") -> Reading:
    around = aloud(before, {}) if before else Spoken()
    return Reading(piece=Piece("a", said), spoken=aloud(said, {}), after_key=not before, before=around)


def judged(folder: Path, samples: Samples, of: Reading | None = None) -> Judged:
    of = of or reading()
    list(making.make(folder, [(of, sound.encoded(samples))], "A voice", date(2026, 11, 24)))
    (one,) = judge(folder, [of])
    return one


def told(one: Judged) -> list[tuple[bool, str]]:
    return [(verdict.is_error, verdict.problem) for verdict in one.verdicts]


def test_a_recording_that_is_fit_for_the_telephone_has_no_fault(tmp_path: Path) -> None:
    one = judged(tmp_path, GOOD)
    assert (one.state, told(one)) == (State.CURRENT, [])


def hissing(samples: Samples) -> Samples:
    return np.concatenate([samples[:12_000], np.random.default_rng(7).normal(0, 0.004, 4000), samples[12_000:]])


def rumbling(samples: Samples) -> Samples:
    hum = np.sin(2 * np.pi * 120 * np.arange(samples.size) / 8000)
    return 0.4 * samples + 0.08 * hum


def struck(samples: Samples) -> Samples:
    return np.where(np.arange(samples.size) == 9000, 0.95, samples)


@pytest.mark.parametrize(
    ("spoilt", "problem"),
    [
        (lambda good: good * 0.7, "Its level is -25.1 dBFS, not -22 (L32)."),
        (lambda good: good * 1.3, "Its level is -19.7 dBFS, not -22 (L32)."),
        (struck, "Its peak is"),
        (lambda good: np.concatenate([good[:12_000], silence(3.3), good[12_000:]]), "It is silent for 3."),
        (lambda good: good[3200:], "It begins after 0."),
        (lambda good: np.concatenate([good, silence(1)]), "It ends with 1."),
        (hissing, "Its pauses are only"),
        (rumbling, "of it is what a telephone carries (L33)."),
        (lambda good: np.concatenate([good] * 9), "s long (L24)."),
    ],
)
def test_what_a_caller_would_not_bear_is_an_error(tmp_path: Path, spoilt: Callable[[Samples], Samples], problem: str) -> None:
    found = told(judged(tmp_path, spoilt(GOOD)))
    assert [is_error for is_error, text in found if problem in text] == [True], found


@pytest.mark.parametrize(("wpm", "is_error"), [(100, True), (125, False), (168, False), (190, True)])
def test_another_pace_than_callers_follow_is_told_and_far_off_it_is_an_error(tmp_path: Path, wpm: int, *, is_error: bool) -> None:
    """L28."""
    found = told(judged(tmp_path, mastered(words(10, wpm=wpm), 8000, Edges(0.5, 0.3))))
    assert [(error, "words a minute, not 140 to 160" in text) for error, text in found] == [(is_error, True)]


def test_of_a_few_words_no_pace_is_asked(tmp_path: Path) -> None:
    assert told(judged(tmp_path, mastered(words(3, wpm=200), 8000, Edges(0.5, 0.3)), reading("Only three words."))) == []


def test_a_piece_of_a_sentence_begins_at_once(tmp_path: Path) -> None:
    piece = reading("in the queue.", before="You are number three")
    assert told(judged(tmp_path, mastered(tone(1), 8000, edges(piece)), piece)) == []
    assert "It begins after 0.5" in told(judged(tmp_path, mastered(tone(1), 8000, Edges(0.5, 0.3)), piece))[0][1]


def test_nothing_can_be_said_in_a_blink(tmp_path: Path) -> None:
    assert any("nothing is said in that time" in text for _, text in told(judged(tmp_path, tone(0.1))))


def test_a_missing_a_stale_and_a_faulty_recording_are_errors(tmp_path: Path) -> None:
    judged(tmp_path, GOOD)
    (stale,) = judge(tmp_path, [reading("These ten words are said as they could be said.")])
    assert (stale.state, told(stale)) == (State.STALE, [(True, "The recording says other words than the menu.")])
    (tmp_path / "en-GB" / "a.wav").write_bytes(b"noise")
    (faulty,) = judge(tmp_path, [reading()])
    assert "is not the recording that was described" in told(faulty)[0][1]
    (missing,) = judge(tmp_path / "nowhere", [reading()])
    assert (missing.measured, told(missing)) == (None, [(True, "There is no recording.")])


def test_a_manifest_that_is_not_true_is_told(tmp_path: Path) -> None:
    judged(tmp_path, GOOD)
    text = (tmp_path / manifest.MANIFEST).read_text()
    seconds = f'"seconds": {GOOD.size / 8000:.2f}'
    assert seconds in text
    (tmp_path / manifest.MANIFEST).write_text(text.replace(seconds, '"seconds": 2.5'))
    (one,) = judge(tmp_path, [reading()])
    assert told(one)[0][1].startswith("The manifest says that it is 2.5 s long")
