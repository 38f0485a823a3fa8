"""Making what is missing or stale, and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from ivr.clips import making, manifest, measure, sound
from ivr.clips.catalogue import Catalogue
from ivr.clips.keeping import Speaker, keep, undo
from ivr.clips.manifest import Entry, Source
from ivr.clips.state import State
from ivr.menu.aloud import aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests import recorded
from tests.clips.speech import words

TODAY = date(2026, 11, 24)
ANN = Speaker("Ann Other", "form 3")


def reading(id: str, said: str = "") -> Reading:
    piece = Piece(id, said or f"These are the words of {id}.")
    return Reading(piece=piece, spoken=aloud(piece.words, {}))


def entry(folder: Path, id: str) -> Entry:
    found = manifest.read(folder)[id]
    assert isinstance(found, Entry)
    return found


def by_a_person(folder: Path, id: str) -> None:
    known = {name: one for name, one in manifest.read(folder).items() if isinstance(one, Entry)}
    manifest.write(folder, {**known, id: replace(known[id], source=Source.HUMAN, by="A Name", consent="form 3")})


def ids(readings: tuple[Reading, ...]) -> list[str]:
    return [one.id for one in readings]


def test_what_is_missing_stale_or_faulty_is_to_be_made_and_what_is_current_is_not(tmp_path: Path) -> None:
    folder = recorded.folder(tmp_path, *(reading(id).piece for id in "abcd"))
    (folder / "en-GB" / "c.wav").write_bytes(b"noise")
    found = making.wanted(folder, [reading("a"), reading("b", "Other words."), reading("c"), reading("e")])
    assert ids(found.make) == ["b", "c", "e"]
    assert found.left_over == ("d",)
    assert found.read_again == ()


def test_what_a_person_read_is_never_made_over_but_left_to_be_read_again(tmp_path: Path) -> None:
    folder = recorded.folder(tmp_path, reading("a").piece, reading("b").piece)
    by_a_person(folder, "a")
    by_a_person(folder, "b")
    found = making.wanted(folder, [reading("a"), reading("b", "Other words.")])
    assert found.make == ()
    assert found.read_again == ("b",)


def test_a_person_s_that_is_made_all_the_same_is_put_aside_and_can_be_put_back(tmp_path: Path) -> None:
    folder, wav = tmp_path, sound.encoded(words(10))
    keep(folder, reading("a"), sound.encoded(words(8)), ANN, TODAY)
    persons = keep(folder, reading("a"), sound.encoded(words(9)), ANN, TODAY)
    for _ in range(2):
        (made,) = making.make(folder, [(reading("a"), wav)], "A voice", TODAY)
        assert (made.source, made.before) == (Source.SYNTHETIC, replace(persons, before=None))
    assert sorted(path.name for path in (folder / "en-GB").iterdir()) == sorted(["a.wav", Path(persons.file).name])
    undo(folder, reading("a"))
    assert replace(entry(folder, "a"), before=None) == replace(persons, before=None)
    assert Catalogue.load(folder).state(reading("a")) is State.CURRENT


def test_what_is_made_is_described_and_current(tmp_path: Path) -> None:
    wav = sound.encoded(words(10))
    (made,) = making.make(tmp_path, [(reading("a"), wav)], "A voice", TODAY)
    assert entry(tmp_path, "a") == made
    assert (made.file, made.words, made.audio_sha256) == ("en-GB/a.wav", "These are the words of a.", sha256(wav).hexdigest())
    assert (made.source, made.by, made.made, made.seconds) == (Source.SYNTHETIC, "A voice", TODAY, 3.87)
    assert made.level_dbfs == pytest.approx(measure.level_dbfs(words(10)), abs=0.1)
    assert Catalogue.load(tmp_path).state(reading("a")) is State.CURRENT


def test_a_run_that_is_broken_off_loses_nothing_that_was_made(tmp_path: Path) -> None:
    wav = sound.encoded(words(2))
    run = making.make(tmp_path, [(reading("a"), wav), (reading("b"), wav)], "A voice", TODAY)
    next(run)
    run.close()  # type: ignore[attr-defined]  # a generator, as whoever breaks it off ends it
    assert ids(making.wanted(tmp_path, [reading("a"), reading("b")]).make) == ["b"]


def test_what_is_made_twice_at_once_is_one_of_the_two_and_can_be_used(tmp_path: Path) -> None:
    wavs = [sound.encoded(words(n)) for n in range(2, 10)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda wav: list(making.make(tmp_path, [(reading("a"), wav)], "A voice", TODAY)), wavs))
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.faults == {}
    assert catalogue.clips["a"].sound in wavs


def test_what_no_menu_says_any_more_is_taken_away_with_its_file(tmp_path: Path) -> None:
    folder = recorded.folder(tmp_path, reading("a").piece, reading("b").piece)
    making.prune(folder, ["b"])
    assert list(manifest.read(folder)) == ["a"]
    assert [path.name for path in (folder / "en-GB").iterdir()] == ["a.wav"]


def test_the_manifest_is_in_one_order_whatever_was_made_first(tmp_path: Path) -> None:
    wav, both = sound.encoded(words(2)), [reading("b"), reading("a")]
    list(making.make(tmp_path / "one", [(one, wav) for one in both], "A voice", TODAY))
    list(making.make(tmp_path / "two", [(one, wav) for one in reversed(both)], "A voice", TODAY))
    assert (tmp_path / "one" / "manifest.json").read_bytes() == (tmp_path / "two" / "manifest.json").read_bytes()
