"""What a caller hears when our memory fails: words, and a way to a person. Never an error, never the end of the call, never a promise."""

import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from ivr.store import connect
from tests.small import NIGHT, WORDS
from tests.web.conftest import Open, Site
from tests.web.line import PUBLIC, Line, post


@contextmanager
def refusing_writes(site: Site) -> Iterator[None]:
    with sqlite3.connect(site.file) as other:
        for table in ("turns", "texts", "messages", "calls"):
            other.execute(f"CREATE TRIGGER no_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'read only'); END")
    other.close()
    yield


@contextmanager
def taken_away(site: Site) -> Iterator[None]:
    for file in site.folder.glob("helpline.db*"):
        file.unlink()
    yield


@contextmanager
def disk_full(site: Site) -> Iterator[None]:
    site.store.close()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # no file of this process may grow
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(site: Site) -> Iterator[None]:
    other = sqlite3.connect(site.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


Harm = Callable[[Site], AbstractContextManager[None]]
HARMS = [refusing_writes, taken_away, disk_full]


@pytest.mark.parametrize("harm", HARMS)
def test_without_its_memory_the_helpline_still_guides_and_leads_to_the_queue(site: Site, harm: Harm) -> None:
    with harm(site):
        line = site.line().ring()
        heard = line.said()
        assert WORDS["welcome"] in heard
        assert heard.count(WORDS["trouble"]) == 1
        line.press("1").press("1")
        heard = line.said()
        assert "Every school has a way to complain." in heard
        assert WORDS["trouble"] not in heard
        line.press("0")
        assert line.in_queue


@pytest.mark.parametrize("harm", [*HARMS, locked])
def test_a_text_that_could_not_be_kept_is_not_promised(site: Site, harm: Harm) -> None:
    line = site.line().ring().press("1").press("1").press("8")
    line.said()
    with harm(site):
        line.press("1")
        heard = line.said()
    assert WORDS["text.sent"] not in heard
    assert WORDS["sorry"] in heard
    assert line.in_queue


def test_a_message_that_could_not_be_kept_is_not_promised(site: Site) -> None:
    site.clock.now = NIGHT
    line = site.line().ring().press("0")
    line.said()
    with locked(site):
        form = {"CallSid": line.call, "From": line.caller, "RecordingUrl": "https://a.test/RE1", "RecordingDuration": "9", "Digits": "#"}
        answer = post(site.port, line._pending("Record").attrib["action"], form)
    assert WORDS["message.lost"] in answer.text
    assert WORDS["message.kept"].partition("{")[0] not in answer.text


def test_a_locked_database_keeps_nobody_waiting(site: Site) -> None:
    """Contract 1.8: fifteen seconds are all there are."""
    with locked(site):
        began = time.monotonic()
        site.line().ring()
        assert time.monotonic() - began < 5


def test_a_database_opened_for_reading_only_is_no_end_of_a_call(opened: Open, site: Site) -> None:
    store = connect(f"sqlite:///file:{site.file}?mode=ro&uri=true")
    with opened(store=store) as reading:
        line = reading.line().ring()
        assert WORDS["trouble"] in line.said()
        assert line.press("0").in_queue
    store.close()


def test_what_cannot_be_kept_for_nobody_s_ears_is_told_to_twilio(site: Site) -> None:
    """Contract 1.9, 1.21: it is asked to try again, or it shows in the account's log."""
    form = {"CallSid": Line(0).call, "CallStatus": "completed", "CallDuration": "9", "RecordingSid": "RE1", "RecordingStatus": "completed"}
    with locked(site):
        for path in ("/voice/status", "/voice/recording"):
            assert post(site.port, PUBLIC + path, form).status == 503
    for path in ("/voice/status", "/voice/recording"):
        assert post(site.port, PUBLIC + path, form).status == 204


def test_a_call_without_its_id_is_answered_and_not_written_down(site: Site) -> None:
    answer = post(site.port, f"{PUBLIC}/voice", {"From": "+447700900123"})
    assert answer.status == 200
    assert WORDS["trouble"] in answer.text
