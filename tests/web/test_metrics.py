"""Figures for whoever watches, read with the library that watchers use."""

import json
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from ivr.clips.library import Library
from ivr.menu.repertoire import repertoire
from tests import recorded
from tests.small import helpline
from tests.web.conftest import Open
from tests.web.line import fetch

WANTED = repertoire(helpline())


def figures(port: int) -> dict[tuple[str, ...], float]:
    """Each figure by its name and the values of its labels."""
    answer = fetch(port, "GET", "/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.text)
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def test_recordings_that_are_missing_stale_or_faulty_are_counted_and_named(opened: Open, tmp_path: Path) -> None:
    missing, stale, faulty = "goodbye", "promise", "welcome"
    folder = recorded.folder(tmp_path, *(reading.piece for reading in WANTED if reading.id != missing), seconds=0.01)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["clips"][stale]["words_sha256"] = "of other words"
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "en-GB" / f"{faulty}.wav").write_bytes(b"no sound")
    with opened(recordings=Library.load(folder)) as site:
        found = figures(site.port)
    assert {id for name, id, *_ in found if name == "ivr_recording_wanting"} == {missing, stale, faulty}
    for id, state in ((missing, "missing"), (stale, "stale"), (faulty, "faulty")):
        assert found["ivr_recording_wanting", id, state] == 1
        assert found["ivr_recordings", state] == 1
    assert found["ivr_recordings", "current"] == len(WANTED) - 3


def test_a_recording_that_is_made_meanwhile_is_counted_at_once(opened: Open, tmp_path: Path) -> None:
    with opened(recordings=Library.load(tmp_path)) as site:
        assert figures(site.port)["ivr_recordings", "current"] == 0
        recorded.folder(tmp_path, *(reading.piece for reading in WANTED), seconds=0.01)
        assert figures(site.port)["ivr_recordings", "missing"] == 0
