"""Figures for whoever watches, read with the library that watchers use."""

import json
from collections import Counter
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from ivr.clips.library import Library
from ivr.menu.repertoire import repertoire
from ivr.texts.states import TextState
from tests import recorded
from tests.small import NOW, helpline
from tests.store.turns import sent, turn
from tests.web.conftest import Open, Site
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
    assert {labels[0] for name, *labels in found if name == "ivr_recording_wanting"} == {missing, stale, faulty}
    for id, state in ((missing, "missing"), (stale, "stale"), (faulty, "faulty")):
        assert found["ivr_recording_wanting", id, state] == 1
        assert found["ivr_recordings", state] == 1
    assert found["ivr_recordings", "current"] == len(WANTED) - 3


def test_a_recording_that_is_made_meanwhile_is_counted_at_once(opened: Open, tmp_path: Path) -> None:
    with opened(recordings=Library.load(tmp_path)) as site:
        assert figures(site.port)["ivr_recordings", "current"] == 0
        recorded.folder(tmp_path, *(reading.piece for reading in WANTED), seconds=0.01)
        assert figures(site.port)["ivr_recordings", "missing"] == 0


def test_texts_are_counted_by_what_became_of_them_and_so_are_those_that_wait_for_an_adviser(site: Site) -> None:
    states = (TextState.DELIVERED, TextState.DELIVERED, TextState.UNDELIVERED, TextState.FAILED)
    for n, state in enumerate(states):
        site.store.keep_turn(f"CA{n}", "keys.1", NOW, "keys", turn(sent("tips")), None)
        site.store.outbox.mark(site.store.texts()[n].id, state, NOW)
    site.store.sent.handle(site.store.sent.to_ring(NOW)[0].id, "somebody", NOW)
    found = figures(site.port)
    assert {state: found["ivr_texts", state.value] for state in TextState if found["ivr_texts", state.value]} == Counter(states)
    assert found["ivr_texts_unarrived",] == 1


def test_without_a_database_the_other_figures_are_told(site: Site) -> None:
    site.file.unlink()
    found = figures(site.port)
    assert ("ivr_recordings", "missing") in found
    assert ("ivr_texts_unarrived",) not in found
