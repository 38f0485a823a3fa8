"""Which recordings may be heard."""

import io
import json
import os
import wave
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ivr.clips.catalogue import Catalogue, Clip
from ivr.clips.keeping import Speaker, keep
from ivr.clips.library import Library
from ivr.clips.state import State
from ivr.errors import OperatorError
from ivr.menu.aloud import Pronunciation, aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests import recorded

SOUND = recorded.sound()
ODD = {"file": "welcome.wav", "words_sha256": "", "audio_sha256": ""}
HELLO = Piece("welcome", "Hello. You are through.")


def stereo() -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((2, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\0" * 400)
    return made.getvalue()


def written(folder: Path, **changes: Any) -> Path:
    entry = {"file": "welcome.wav", "words_sha256": aloud(HELLO.words, {}).sha256, "audio_sha256": sha256(SOUND).hexdigest(), **changes}
    (folder / "welcome.wav").write_bytes(SOUND)
    (folder / "manifest.json").write_text(json.dumps({"clips": {"welcome": entry}}))
    return folder


def current(catalogue: Catalogue | Library, piece: Piece = HELLO) -> Clip | None:
    return catalogue.current(piece.id, aloud(piece.words, {}))


def test_a_recording_of_today_s_words_is_current(tmp_path: Path) -> None:
    clip = current(Catalogue.load(written(tmp_path)))
    assert clip is not None
    assert clip.sound == SOUND
    assert clip.name == f"welcome.{sha256(SOUND).hexdigest()[:12]}.wav"


def test_one_changed_word_and_it_is_not(tmp_path: Path) -> None:
    assert current(Catalogue.load(written(tmp_path)), Piece("welcome", "Hello. You are thru.")) is None


def test_a_pause_after_the_words_is_not_another_word(tmp_path: Path) -> None:
    assert current(Catalogue.load(written(tmp_path)), Piece("welcome", "Hello.  You are through,"))


def test_another_sound_has_another_name(tmp_path: Path) -> None:
    before, other = current(Catalogue.load(written(tmp_path))), recorded.sound(2)
    folder = written(tmp_path, audio_sha256=sha256(other).hexdigest())
    (folder / "welcome.wav").write_bytes(other)
    after = current(Catalogue.load(folder))
    assert before
    assert after
    assert before.name != after.name


def test_a_file_that_is_gone_or_not_the_one_described_is_left_out_and_told_of(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "welcome.wav").write_bytes(SOUND + b"!")
    changed = Catalogue.load(folder)
    assert current(changed) is None
    assert changed.faults == {"welcome": "welcome.wav is not the recording that was described."}
    (folder / "welcome.wav").unlink()
    assert Catalogue.load(folder).faults == {"welcome": "welcome.wav cannot be read."}


@pytest.mark.parametrize("sound", [b"", b"RIFF....WAVE", recorded.sound()[:30], recorded.sound()[:44], b"\0" * 100, stereo()])
def test_what_a_telephone_cannot_play_is_left_out_and_told_of(tmp_path: Path, sound: bytes) -> None:
    folder = written(tmp_path, audio_sha256=sha256(sound).hexdigest())
    (folder / "welcome.wav").write_bytes(sound)
    assert "not sound as a telephone has it" in Catalogue.load(folder).faults["welcome"]


@pytest.mark.parametrize("file", ["../secret.wav", "/etc/passwd", "down/../../secret.wav", "", ".", "a\x00b", "link.wav"])
def test_no_file_outside_the_folder_is_a_recording(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.wav").write_bytes(SOUND)
    audio = tmp_path / "audio"
    audio.mkdir()
    (audio / "link.wav").symlink_to(tmp_path / "secret.wav")
    catalogue = Catalogue.load(written(audio, file=file))
    assert catalogue.clips == {}
    assert len(catalogue.faults) == 1


def test_only_a_name_of_the_catalogue_opens(tmp_path: Path) -> None:
    catalogue = Catalogue.load(written(tmp_path))
    clip = current(catalogue)
    assert clip
    assert catalogue.open(clip.name) == clip
    for name in ("welcome.wav", "welcome.000000000000.wav", "../manifest.json", "manifest.json", ""):
        assert catalogue.open(name) is None


def test_without_a_manifest_nothing_is_recorded(tmp_path: Path) -> None:
    assert current(Catalogue.load(tmp_path)) is None
    assert Catalogue.load(tmp_path / "nowhere").clips == {}


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"clips": 3}', "{", '{"clips": []}', '"clips"', "\xff"])
def test_a_manifest_that_cannot_be_read_is_the_operator_s_to_mend(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_bytes(manifest.encode("latin-1"))
    with pytest.raises(OperatorError, match=r"manifest\.json"):
        Catalogue.load(tmp_path)


@pytest.mark.parametrize("entry", [None, [], "x", {}, {"file": "welcome.wav"}, {**ODD, "source": "parrot"}, {**ODD, "made": "soon"}])
def test_an_entry_that_says_too_little_is_left_out(tmp_path: Path, entry: Any) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"clips": {"welcome": entry}}))
    assert len(Catalogue.load(tmp_path).faults) == 1


@pytest.mark.parametrize("id", ["../up", "UP", "a b", "", "é"])
def test_an_entry_that_names_no_prompt_is_left_out(tmp_path: Path, id: str) -> None:
    folder = written(tmp_path)
    entry = json.loads((folder / "manifest.json").read_text())["clips"]["welcome"]
    (folder / "manifest.json").write_text(json.dumps({"clips": {id: entry}}))
    assert Catalogue.load(folder).clips == {}


def test_a_recording_with_another_pronunciation_is_not_current() -> None:
    piece = Piece("first_steps.1", "Talk to the SENCO.")
    said = {"SENCO": Pronunciation("SENCO", like="sen-coe", ipa="ˈsɛnkəʊ")}
    otherwise = {"SENCO": Pronunciation("SENCO", like="sen-ko", ipa="ˈsɛnkɒ")}
    catalogue = Catalogue({piece.id: recorded.clip(piece, speech=said)})
    assert catalogue.current(piece.id, aloud(piece.words, said))
    assert catalogue.current(piece.id, aloud(piece.words, otherwise)) is None
    assert catalogue.current(piece.id, aloud(piece.words, {})) is None


def test_each_recording_that_is_wanted_is_current_missing_stale_or_faulty(tmp_path: Path) -> None:
    pieces = [Piece(id, f"These are the words of {id}.") for id in ("a", "b", "c", "d")]
    folder = recorded.folder(tmp_path, *pieces[:3])
    (folder / "en-GB" / "c.wav").write_bytes(b"noise")
    pieces[1] = Piece("b", "These are other words.")
    wanted = [Reading(piece=piece, spoken=aloud(piece.words, {})) for piece in pieces]
    states = Catalogue.load(folder).states(wanted)
    assert states == {"a": State.CURRENT, "b": State.STALE, "c": State.FAULTY, "d": State.MISSING}


def test_a_library_follows_what_is_kept_and_still_gives_out_what_was_there_before(tmp_path: Path) -> None:
    library = Library.load(written(tmp_path))
    before = current(library)
    other = recorded.sound(2)
    written(tmp_path, audio_sha256=sha256(other).hexdigest())
    (tmp_path / "welcome.wav").write_bytes(other)
    os.utime(tmp_path / "manifest.json", ns=(1, 1))
    after = current(library)
    assert before
    assert after
    assert (before.sound, after.sound) == (SOUND, other)
    assert library.open(before.name) == before
    assert library.open(after.name) == after


def test_a_manifest_that_breaks_changes_nothing(tmp_path: Path) -> None:
    library = Library.load(written(tmp_path))
    (tmp_path / "manifest.json").write_text("{")
    assert current(library)
    (tmp_path / "welcome.wav").unlink()
    assert current(library)


def test_a_file_that_comes_after_the_manifest_that_describes_it_is_heard_when_it_has_come(tmp_path: Path) -> None:
    library = Library.load(written(tmp_path))
    other = recorded.sound(2)
    written(tmp_path, audio_sha256=sha256(other).hexdigest())
    os.utime(tmp_path / "manifest.json", ns=(1, 1))
    for _ in range(3):
        assert current(library) is None
    (tmp_path / "welcome.wav").write_bytes(other)
    clip = current(library)
    assert clip
    assert clip.sound == other


def test_a_library_finds_the_first_recording_that_is_made(tmp_path: Path) -> None:
    library = Library.load(tmp_path)
    assert current(library) is None
    written(tmp_path)
    assert current(library)


def test_what_a_take_took_the_place_of_can_still_be_played_in_a_sentence_that_nobody_has_read_whole(tmp_path: Path) -> None:
    number, rest = Piece("number.3", "3"), Piece("queue.join.2", "in the queue.")
    folder = recorded.folder(tmp_path, number, rest)
    before = Library.load(folder)
    said = [(piece.id, aloud(piece.words, {})) for piece in (number, rest)]
    made = before.in_one_voice(said)
    reading = Reading(piece=number, spoken=said[0][1])
    keep(folder, reading, recorded.sound(2), Speaker("Ann Other", "form 3"), date(2026, 11, 24))
    library = Library.load(folder)
    assert library.in_one_voice(said) == made
    assert library.in_one_voice(said[:1]) == [current(library, number)]
    assert [library.open(clip.name) for clip in made] == made
    keep(folder, Reading(piece=rest, spoken=said[1][1]), recorded.sound(3), Speaker("Ann Other", "form 3"), date(2026, 11, 24))
    assert library.in_one_voice(said) == [current(library, number), current(library, rest)]


def test_when_one_recording_is_kept_the_others_are_not_read_again_though_their_files_be_gone(tmp_path: Path) -> None:
    number, rest = Piece("number.3", "3"), Piece("queue.join.2", "in the queue.")
    folder = recorded.folder(tmp_path, number, rest)
    library = Library.load(folder)
    held = current(library, rest)
    (folder / "en-GB" / "queue.join.2.wav").unlink()
    keep(folder, Reading(piece=number, spoken=aloud("3", {})), recorded.sound(2), Speaker("Ann Other", "form 3"), date(2026, 11, 24))
    assert held is not None
    assert current(library, rest) == held
    assert current(library, number) is not None
