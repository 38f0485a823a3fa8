"""`ivr audio hear`, where nobody who listens is installed: what was heard before is compared again, and what is new is not passed over."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ivr.menu.load import load
from ivr.menu.repertoire import repertoire
from tests.house.source import ROOT

IDS = [reading.id for reading in repertoire(load(ROOT / "menus"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Our own recordings and the report of them."""
    shutil.copytree(ROOT / "audio", tmp_path / "audio")
    return tmp_path / "audio"


def hear(folder: Path) -> "subprocess.CompletedProcess[str]":
    run = "import sys; sys.modules['faster_whisper'] = None\nfrom ivr.cli import main; main()"
    command = [sys.executable, "-c", run, "audio", "hear", "--menus", str(ROOT / "menus"), "--audio", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "heard.json").read_text("utf-8"))
    return found


def changed(folder: Path, clips: dict[str, Any]) -> None:
    (folder / "heard.json").write_text(json.dumps({**report(folder), "clips": clips}), "utf-8")


def test_what_was_heard_before_is_compared_again_and_what_no_menu_says_any_more_is_left_out(folder: Path) -> None:
    before = report(folder)
    clips = before["clips"]
    changed(folder, {**clips, "gone": clips["welcome"], "promise": {**clips["promise"], "wrong": 9}})
    result = hear(folder)
    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith(f"{len(IDS)} recordings: {before['word_error_rate']:.2%} of the words were heard wrong.\n")
    assert report(folder) == before


def test_a_key_that_was_heard_wrong_is_told_and_is_a_failure(folder: Path) -> None:
    clips = report(folder)["clips"]
    changed(folder, {**clips, "adviser.next": {**clips["adviser.next"], "heard": "For the next caller, press 7."}})
    result = hear(folder)
    assert result.returncode == 1
    assert "adviser.next: a number, an address or a key was heard wrong: For the next caller, press 7." in result.stdout


def test_what_was_compared_is_kept_though_there_is_nobody_to_listen_to_what_is_new(folder: Path) -> None:
    clips = report(folder)["clips"]
    first, last = IDS[0], IDS[-1]
    changed(folder, {**{id: one for id, one in clips.items() if id != last}, first: {**clips[first], "wrong": 9}})
    result = hear(folder)
    assert result.returncode == 1
    assert "is not installed: `pip install -e '.[hear]'`" in result.stderr
    assert report(folder)["clips"][first] == clips[first]
