"""Recordings over HTTP, and in a call."""

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from ivr.clips.catalogue import Catalogue
from ivr.menu.script import Piece
from tests import recorded as made
from tests.small import WORDS, helpline, with_line
from tests.web.conftest import Open, Site
from tests.web.line import fetch

SOUND = made.sound(0.1)
NAME = f"promise.{sha256(SOUND).hexdigest()[:12]}.wav"
ADDRESS = f"/clips/{NAME}"


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    return made.folder(tmp_path / "audio", Piece("promise", WORDS["promise"]))


@pytest.fixture
def recorded(opened: Open, audio: Path) -> Iterator[Site]:
    with opened(recordings=Catalogue.load(audio)) as site:
        yield site


def test_a_call_plays_the_recording_of_today_s_words_and_reads_the_rest(recorded: Site) -> None:
    line = recorded.line().ring()
    assert f"https://helpline.test{ADDRESS}" in line.heard
    assert WORDS["welcome"] in line.heard
    assert WORDS["promise"] not in line.said()


def test_when_the_words_change_the_call_reads_them(opened: Open, audio: Path) -> None:
    changed = with_line(helpline(), "promise", "We are free.")
    with opened(helpline=changed, recordings=Catalogue.load(audio)) as site:
        line = site.line().ring()
        assert "clips" not in "".join(line.heard)
        assert "We are free." in line.said()


def test_a_recording_is_fetched_once_and_kept(recorded: Site) -> None:
    """Contract 3.5, 3.7."""
    answer = fetch(recorded.port, "GET", ADDRESS)
    assert (answer.status, answer.body) == (200, SOUND)
    assert answer.headers["Content-Type"] == "audio/wav"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Length"] == str(len(SOUND))
    again = fetch(recorded.port, "GET", ADDRESS, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_a_recording_can_be_asked_about_and_fetched_in_part(recorded: Site) -> None:
    head = fetch(recorded.port, "HEAD", ADDRESS)
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(SOUND)))
    part = fetch(recorded.port, "GET", ADDRESS, headers={"Range": "bytes=10-19"})
    assert (part.status, part.body, part.headers["Content-Range"]) == (206, SOUND[10:20], f"bytes 10-19/{len(SOUND)}")
    assert fetch(recorded.port, "GET", ADDRESS, headers={"Range": f"bytes={len(SOUND)}-"}).status == 416


@pytest.mark.parametrize(
    "raw",
    [
        "/clips/",
        "/clips/promise.wav",
        "/clips/promise.000000000000.wav",
        "/clips/manifest.json",
        "/clips/../manifest.json",
        "/clips/%2e%2e/manifest.json",
        "/clips/..%2fmanifest.json",
        "/clips/%2fetc%2fpasswd",
        "/clips//etc/passwd",
        "/clips/promise.wav%00",
        f"/clips/{NAME}/",
        f"/clips/x/{NAME}",
    ],
)
def test_nothing_but_the_catalogue_is_served(recorded: Site, raw: str) -> None:
    answer = fetch(recorded.port, "GET", raw)
    assert answer.status == 404
    assert b"clips" not in answer.body


def test_a_recording_whose_file_is_taken_away_is_played_all_the_same(recorded: Site, audio: Path) -> None:
    shutil.rmtree(audio)
    answer = fetch(recorded.port, "GET", ADDRESS)
    assert (answer.status, answer.body) == (200, SOUND)
