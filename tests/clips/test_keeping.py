"""Keeping a person's take, and putting back what was there before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from ivr.clips import making, manifest
from ivr.clips.catalogue import Catalogue
from ivr.clips.keeping import NotUndoneError, Speaker, keep, take_back, undo
from ivr.clips.library import Library
from ivr.clips.manifest import Entry, Source
from ivr.errors import OperatorError
from ivr.menu.aloud import aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests import recorded

TODAY = date(2026, 11, 24)
ANN = Speaker("Ann Other", "form 3")


def reading(id: str = "a") -> Reading:
    piece = Piece(id, "Some words.")
    return Reading(piece=piece, spoken=aloud(piece.words, {}))


def sounding(folder: Path, id: str = "a") -> bytes | None:
    clip = Library.load(folder).current(id, reading(id).spoken)
    return clip.sound if clip else None


def files(folder: Path) -> int:
    return len(list((folder / "en-GB").glob("*.wav")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return recorded.folder(tmp_path, reading().piece)


def test_a_take_that_is_kept_is_what_callers_hear_and_who_spoke_is_known(folder: Path) -> None:
    entry = keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    assert sounding(folder) == recorded.sound(2)
    assert (entry.source, entry.by, entry.consent, entry.made, entry.seconds) == (Source.HUMAN, "Ann Other", "form 3", TODAY, 2)
    assert manifest.read(folder)["a"] == entry
    assert Catalogue.load(folder).faults == {}


def test_a_take_goes_live_in_a_library_that_is_open_already_and_the_one_before_can_still_be_fetched(folder: Path) -> None:
    library = Library.load(folder)
    before = library.current("a", reading().spoken)
    keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    after = library.current("a", reading().spoken)
    assert before
    assert after
    assert after.sound == recorded.sound(2)
    assert library.open(before.name) == before


def test_undoing_puts_the_recording_before_back_and_undoing_again_the_take(folder: Path) -> None:
    first = sounding(folder)
    keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    undo(folder, reading())
    assert sounding(folder) == first
    undo(folder, reading())
    assert sounding(folder) == recorded.sound(2)


def test_undoing_is_told_what_is_to_be_taken_away_and_twice_is_as_once(folder: Path) -> None:
    first = sounding(folder)
    kept = keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    for _ in range(2):
        undo(folder, reading(), kept.audio_sha256)
        assert sounding(folder) == first
    keep(folder, reading(), recorded.sound(3), ANN, TODAY)
    with pytest.raises(NotUndoneError, match="another recording has taken its place"):
        undo(folder, reading(), kept.audio_sha256)
    assert sounding(folder) == recorded.sound(3)


def test_only_the_recording_before_is_kept_and_the_file_of_an_older_one_is_taken_away(folder: Path) -> None:
    for seconds in (2, 3, 4, 4):
        entry = keep(folder, reading(), recorded.sound(seconds), ANN, TODAY)
        assert files(folder) == 2
        assert entry.before
        assert entry.before.before is None
    undo(folder, reading())
    assert sounding(folder) == recorded.sound(3)


def test_the_same_take_kept_twice_is_kept_once_and_undone_in_one_step(folder: Path) -> None:
    first = sounding(folder)
    for _ in range(2):
        keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    undo(folder, reading())
    assert sounding(folder) == first


def test_where_nothing_was_before_nothing_can_be_put_back(folder: Path) -> None:
    with pytest.raises(OperatorError, match="no recording before"):
        undo(folder, reading())
    keep(folder, reading("b"), recorded.sound(2), ANN, TODAY)
    with pytest.raises(OperatorError, match="no recording before"):
        undo(folder, reading("b"))
    assert sounding(folder, "b") == recorded.sound(2)


def test_a_take_that_is_taken_back_is_taken_back_once_though_it_is_told_twice(folder: Path) -> None:
    first = sounding(folder)
    entry = keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    for _ in range(2):
        take_back(folder, reading(), entry.audio_sha256[:12])
        assert sounding(folder) == first
    undo(folder, reading())
    assert sounding(folder) == recorded.sound(2)


def test_what_took_the_place_of_nothing_is_taken_away_with_its_file(folder: Path) -> None:
    entry = keep(folder, reading("b"), recorded.sound(2), ANN, TODAY)
    take_back(folder, reading("b"), entry.audio_sha256)
    assert sounding(folder, "b") is None
    assert not (folder / entry.file).exists()
    assert set(manifest.read(folder)) == {"a"}


def test_only_the_very_sound_is_taken_back(folder: Path) -> None:
    entry = keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    keep(folder, reading(), recorded.sound(3), ANN, TODAY)
    for sound in (entry.audio_sha256[:12], ""):
        take_back(folder, reading(), sound)
        assert sounding(folder) == recorded.sound(3)


def test_takes_that_are_kept_at_once_are_all_kept(folder: Path) -> None:
    ids = [f"p{n}" for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: keep(folder, reading(one), recorded.sound(0.5), ANN, TODAY), ids))
    assert set(manifest.read(folder)) == {"a", *ids}


def test_a_folder_that_cannot_be_written_is_told_and_nothing_changes(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OperatorError, match="cannot be written"):
        keep(tmp_path / "file" / "audio", reading(), recorded.sound(2), ANN, TODAY)
    assert sounding(folder) == recorded.folder(tmp_path / "other", reading().piece).joinpath("en-GB", "a.wav").read_bytes()


def test_a_recording_that_is_pruned_goes_with_the_one_before_it(folder: Path) -> None:
    keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    making.prune(folder, ["a"])
    assert files(folder) == 0
    assert manifest.read(folder) == {}


def test_what_was_before_survives_being_written_and_read(folder: Path) -> None:
    before = manifest.read(folder)["a"]
    entry = keep(folder, reading(), recorded.sound(2), ANN, TODAY)
    assert isinstance(before, Entry)
    assert entry.before == before
    assert manifest.read(folder)["a"] == entry
