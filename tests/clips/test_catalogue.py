"""Which recordings may be heard."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ivr.clips.catalogue import Catalogue, words_hash
from ivr.errors import OperatorError
from ivr.menu.script import Piece

SOUND = b"RIFF....WAVE"
HELLO = Piece("welcome", "Hello. You are through.")


def written(folder: Path, **changes: Any) -> Path:
    entry = {"file": "welcome.wav", "words_sha256": words_hash(HELLO.words), "audio_sha256": sha256(SOUND).hexdigest(), **changes}
    (folder / "welcome.wav").write_bytes(SOUND)
    (folder / "manifest.json").write_text(json.dumps({"clips": {"welcome": entry}}))
    return folder


def test_a_recording_of_today_s_words_is_current(tmp_path: Path) -> None:
    clip = Catalogue.load(written(tmp_path)).current(HELLO)
    assert clip is not None
    assert clip.path.read_bytes() == SOUND
    assert clip.name == f"welcome.{sha256(SOUND).hexdigest()[:12]}.wav"


def test_one_changed_word_and_it_is_not(tmp_path: Path) -> None:
    assert Catalogue.load(written(tmp_path)).current(Piece("welcome", "Hello. You are thru.")) is None


def test_a_pause_after_the_words_is_not_another_word(tmp_path: Path) -> None:
    assert Catalogue.load(written(tmp_path)).current(Piece("welcome", "Hello.  You are through,"))


def test_another_sound_has_another_name(tmp_path: Path) -> None:
    before = Catalogue.load(written(tmp_path)).current(HELLO)
    folder = written(tmp_path, audio_sha256=sha256(b"other").hexdigest())
    (folder / "welcome.wav").write_bytes(b"other")
    after = Catalogue.load(folder).current(HELLO)
    assert before
    assert after
    assert before.name != after.name


def test_a_file_that_is_gone_or_not_the_one_described_is_left_out_and_told_of(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "welcome.wav").write_bytes(SOUND + b"!")
    changed = Catalogue.load(folder)
    assert changed.current(HELLO) is None
    assert changed.faults == ("welcome: welcome.wav is not the recording that was described.",)
    (folder / "welcome.wav").unlink()
    assert Catalogue.load(folder).faults == ("welcome: welcome.wav cannot be read.",)


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
    clip = catalogue.current(HELLO)
    assert clip
    assert catalogue.open(clip.name) == clip
    for name in ("welcome.wav", "welcome.000000000000.wav", "../manifest.json", "manifest.json", ""):
        assert catalogue.open(name) is None


def test_without_a_manifest_nothing_is_recorded(tmp_path: Path) -> None:
    assert Catalogue.load(tmp_path).current(HELLO) is None
    assert Catalogue.load(tmp_path / "nowhere").clips == {}


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"clips": 3}', "{", '{"clips": []}', '"clips"', "\xff"])
def test_a_manifest_that_cannot_be_read_is_the_operator_s_to_mend(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_bytes(manifest.encode("latin-1"))
    with pytest.raises(OperatorError, match=r"manifest\.json"):
        Catalogue.load(tmp_path)


@pytest.mark.parametrize("entry", [None, [], "x", {}, {"file": "welcome.wav"}])
def test_an_entry_that_says_too_little_is_left_out(tmp_path: Path, entry: Any) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"clips": {"welcome": entry}}))
    assert len(Catalogue.load(tmp_path).faults) == 1


@pytest.mark.parametrize("id", ["../up", "UP", "a b", "", "é"])
def test_an_entry_that_names_no_prompt_is_left_out(tmp_path: Path, id: str) -> None:
    folder = written(tmp_path)
    entry = json.loads((folder / "manifest.json").read_text())["clips"]["welcome"]
    (folder / "manifest.json").write_text(json.dumps({"clips": {id: entry}}))
    assert Catalogue.load(folder).clips == {}
