"""Listening to the recordings, here by a listener who writes down what a test tells it to."""

import json
from pathlib import Path

import numpy as np
import pytest

from ivr.clips import heard, hearing
from ivr.clips.catalogue import Catalogue
from ivr.clips.heard import Heard
from ivr.clips.measure import level_dbfs
from ivr.clips.sound import Samples
from ivr.errors import OperatorError
from ivr.menu.aloud import aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests import recorded
from tests.clips.speech import tone

PIECES = (Piece("join.1", "You are number"), Piece("number.3", "3"), Piece("join.2", "in the queue."))
JOINED = [Reading(piece=one, spoken=aloud(one.words, {}), within=tuple(piece.id for piece in PIECES)) for one in PIECES]


class Listener:
    """Whoever listens; it keeps for how many seconds."""

    def __init__(self, *words: str) -> None:
        self.words = list(words)
        self.listened_s: list[float] = []

    def __call__(self, samples: Samples, rate: int) -> str:
        self.listened_s.append(round(samples.size / rate, 2))
        return self.words.pop(0)


def alone(id: str, words: str) -> Reading:
    return Reading(piece=Piece(id, words), spoken=aloud(words, {}))


def of(folder: Path, readings: list[Reading], listener: Listener, known: dict[str, Heard] | None = None) -> dict[str, Heard]:
    return dict(hearing.hear(Catalogue.load(folder), readings, known or {}, listener))


def kept(folder: Path, *readings: Reading) -> Path:
    return recorded.folder(folder, *(reading.piece for reading in readings))


def test_a_recording_is_compared_with_its_words(tmp_path: Path) -> None:
    reading = alone("key.back", "To go back, press star.")
    folder = kept(tmp_path, reading)
    right, wrong = (
        of(folder, [reading], Listener(words))["key.back"] for words in ("To go back, press star.", "If you go back, press door.")
    )
    assert (right.wrong, right.words, right.exact, right.important) == (0, 5, True, "star")
    assert (wrong.wrong, wrong.exact, wrong.word_error_rate) == (3, False, 0.6)


def test_where_there_is_nothing_to_dial_or_to_press_nothing_need_be_exact(tmp_path: Path) -> None:
    reading = alone("goodbye", "Thank you for calling. Goodbye.")
    assert of(kept(tmp_path, reading), [reading], Listener("Thank you for calling. Good day."))["goodbye"].exact is None


def test_a_number_that_nobody_said_is_not_exact(tmp_path: Path) -> None:
    reading = alone("dial", "Please dial 9 9 9.")
    assert of(kept(tmp_path, reading), [reading], Listener("Please dial 9999."))["dial"].exact is False


def test_a_piece_is_heard_in_its_sentence_and_answers_for_its_own_words(tmp_path: Path) -> None:
    folder, listener = kept(tmp_path, *JOINED), Listener("You are number three in a queue.")
    found = of(folder, JOINED, listener)
    assert {id: (one.wrong, one.words) for id, one in found.items()} == {"join.1": (0, 3), "number.3": (0, 1), "join.2": (1, 3)}
    lengths_s = sum((0.1, 0.11, 0.12)) + 2 * 0.3
    assert listener.listened_s == pytest.approx([lengths_s], abs=0.02)  # all three in one go


@pytest.mark.parametrize(
    ("by_ear", "exact"),
    [
        ("You are number three in the queue.", True),
        ("You are number 3 in a line.", True),
        ("You are number 4 in the queue.", False),
        ("You are number 34 in the queue.", False),  # the 4 comes before a word that need not be exact
        ("You are number 43 in the queue.", False),
        ("You are number 3 in the queue. 4.", False),
    ],
)
def test_a_number_in_a_sentence_of_pieces_is_exact_only_where_nothing_is_put_to_it(tmp_path: Path, by_ear: str, *, exact: bool) -> None:
    found = of(kept(tmp_path, *JOINED), JOINED, Listener(by_ear))
    assert {id: one.exact for id, one in found.items()} == {"join.1": None, "number.3": exact, "join.2": None}


def test_a_digit_heard_wrong_is_said_of_its_own_piece_and_not_of_the_one_beside_it(tmp_path: Path) -> None:
    pieces = (Piece("join.1", "ending in"), Piece("digit.5", "5"), Piece("digit.2", "2"))
    beside = [Reading(piece=one, spoken=aloud(one.words, {}), within=tuple(piece.id for piece in pieces)) for one in pieces]
    found = of(kept(tmp_path, *beside), beside, Listener("ending in 5, 3"))
    assert {id: (one.exact, one.wrong) for id, one in found.items()} == {"join.1": (None, 0), "digit.5": (True, 0), "digit.2": (False, 1)}


def test_a_digit_that_is_lost_beside_one_that_was_heard_right_is_remarked_where_it_was_lost(tmp_path: Path) -> None:
    five, two = Piece("digit.5", "5"), Piece("digit.2", "2")
    readings = [
        Reading(piece=five, spoken=aloud("5", {}), within=("digit.5", "digit.2")),
        Reading(piece=two, spoken=aloud("2", {}), within=("digit.2", "digit.5")),
    ]
    folder = kept(tmp_path, *readings)
    heard.write(folder, of(folder, readings, Listener("5", "2 5")))
    assert not [told for told in hearing.faults(folder, readings) if "digit" in told]
    assert list(hearing.remarks(folder, readings)) == ["digit.5: it was heard right, but a number or a key beside it was not: 5"]
    heard.write(folder, of(folder, readings, Listener("5 2", "2 5")))
    assert list(hearing.remarks(folder, readings)) == []


def test_the_keys_after_a_page_are_heard_one_after_another_as_a_call_plays_them(tmp_path: Path) -> None:
    keys = [alone("key.again", "To hear it again, press 9."), alone("key.back", "To go back, press star.")]
    short = [alone("key.again.short", "Again, 9."), alone("key.back.short", "Back, star.")]
    listener = Listener("To hear it again, press nine. To go back, press star.", "Again nine, back star.")
    found = of(kept(tmp_path, *keys, *short), [*keys, *short], listener)
    assert [(one.wrong, one.exact) for one in found.values()] == [(0, True)] * 4
    assert listener.listened_s == pytest.approx([0.81, 0.85], abs=0.02)


def test_what_was_heard_in_the_same_sound_is_not_listened_to_again_but_compared_with_today_s_words(tmp_path: Path) -> None:
    reading = alone("hello", "Hello there.")
    folder = kept(tmp_path, reading)
    before = of(folder, [reading], Listener("Hello there."))
    edited = alone("hello", "Hello here.")
    after = of(folder, [edited], Listener(), before)
    assert (after["hello"].wrong, after["hello"].heard) == (1, "Hello there.")


def test_a_recording_of_another_sound_is_listened_to(tmp_path: Path) -> None:
    reading = alone("hello", "Hello there.")
    before = of(kept(tmp_path, reading), [reading], Listener("Hello there."))
    folder = recorded.folder(tmp_path, reading.piece, seconds=0.5)
    assert of(folder, [reading], Listener("Hello dear."), before)["hello"].wrong == 1


def test_a_sentence_is_listened_to_again_when_any_of_its_pieces_is_another_sound(tmp_path: Path) -> None:
    folder = kept(tmp_path, *JOINED)
    heard.write(folder, of(folder, JOINED, Listener("You are number three in the queue.")))
    assert list(hearing.faults(folder, JOINED)) == []
    kept(tmp_path, JOINED[1], JOINED[0], JOINED[2])  # the last is as it was
    assert [told.partition(":")[0] for told in hearing.faults(folder, JOINED)] == ["join.1", "number.3", "join.2"]
    after = of(folder, JOINED, Listener("You are number free in the queue."), heard.read(folder))
    assert {id: one.wrong for id, one in after.items()} == {"join.1": 0, "number.3": 1, "join.2": 0}


def test_a_telephone_carries_its_band_alone() -> None:
    at = np.arange(8000) / 8000
    assert np.abs(hearing.over_the_line(0.3 * np.sin(2 * np.pi * 100 * at), 8000)).max() < 0.01
    carried = hearing.over_the_line(tone(1), 8000)
    assert np.corrcoef(carried, tone(1))[0, 1] > 0.99
    assert np.abs(carried - tone(1)).max() < 0.05
    assert np.unique(carried).size <= 255  # eight bits are not sixteen


def test_a_line_hisses_faintly_and_always_the_same() -> None:
    one, two = (hearing.over_the_line(np.zeros(8000), 8000) for _ in range(2))
    assert -75 < level_dbfs(one) < -60
    assert np.array_equal(one, two)


def test_the_report_tells_of_each_recording_and_of_all(tmp_path: Path) -> None:
    found = {
        "b": Heard(audio_sha256="2", heard="to be", words=2, wrong=1),
        "a": Heard(audio_sha256="1", heard="press 1", words=8, wrong=0, important="1", exact=True),
    }
    heard.write(tmp_path, found)
    report = json.loads((tmp_path / "heard.json").read_text())
    assert report["word_error_rate"] == 0.1
    assert list(report["clips"]) == ["a", "b"]
    assert report["clips"]["a"] == {
        "audio_sha256": "1",
        "heard": "press 1",
        "words": 8,
        "wrong": 0,
        "important": "1",
        "exact": True,
        "word_error_rate": 0.0,
    }
    assert heard.read(tmp_path) == found


@pytest.mark.parametrize("report", ["", "[]", "{}", '{"clips": 3}', '{"clips": {"a": {"words": 3}}}'])
def test_a_report_that_cannot_be_read_is_the_operator_s_to_mend(tmp_path: Path, report: str) -> None:
    (tmp_path / "heard.json").write_text(report)
    with pytest.raises(OperatorError, match=r"heard\.json.*ivr audio hear"):
        heard.read(tmp_path)


def test_a_report_of_other_files_than_today_s_is_told(tmp_path: Path) -> None:
    readings = [alone("a", "Press 1."), alone("b", "Hello."), alone("c", "Bye.")]
    folder = kept(tmp_path, *readings)
    found = of(folder, readings, Listener("press 2", "hello", "bye"))
    heard.write(folder, {"a": found["a"], "b": Heard(audio_sha256="of another file", heard="hello", words=1, wrong=0)})
    told = list(hearing.faults(folder, readings))
    assert len(told) == 4
    assert "a: a number, an address or a key was heard wrong: press 2" in told
    assert sum("nobody has listened" in one for one in told) == 2  # b has changed, c is not in it
    assert told[-1] == "33.3% of all words were heard wrong; 2% is the most."


def test_a_report_of_today_s_files_that_were_heard_right_has_no_fault(tmp_path: Path) -> None:
    readings = [alone("a", "Press 1."), alone("b", "Hello.")]
    folder = kept(tmp_path, *readings)
    heard.write(folder, of(folder, readings, Listener("press one", "hello")))
    assert list(hearing.faults(folder, [*readings, alone("missing", "Not recorded.")])) == []
