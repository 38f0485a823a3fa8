"""A worker that runs for days: menus change under it, and signals come."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ivr.call.turn import SendText
from ivr.menu.hours import LONDON
from ivr.menu.service import Texting
from ivr.store import Store, StoreError, connect
from ivr.texts.states import TextState
from tests.phone.provider import Provider, open_provider
from tests.served import ROOT, environ, until
from tests.store.turns import CALL, MOBILE, OTHER_CALL, turn

WORK = """
import os, sys
from ivr import app, config
from ivr.phone.rest import Twilio
from tests.phone.provider import ToLoopback
settings = config.read(os.environ)
app.work(settings, post=Twilio(settings.account_sid, settings.auth_token, settings.sms_from, ToLoopback(sys.argv[1], timeout=20)))
"""


@pytest.fixture
def post_office() -> Iterator[Provider]:
    """A provider that takes texts."""
    provider, server = open_provider()
    yield provider
    server.shutdown()
    server.server_close()


@pytest.fixture
def worker(tmp_path: Path, post_office: Provider) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker that has sent its first text. It has no menus: there is no such folder."""
    command = [sys.executable, "-c", WORK, post_office.url]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environ(tmp_path), cwd=ROOT, stdout=log, stderr=log)
    with process:
        try:
            until((tmp_path / "data" / "ivr.db").exists)
            promise(tmp_path, "As it was.", CALL)
            until(lambda: bool(post_office.messages))
            yield process
        finally:
            process.terminate()
            process.wait(timeout=20)


def memory(folder: Path) -> Store:
    store = connect(f"sqlite:///{folder / 'data' / 'ivr.db'}")
    until(lambda: ready(store))
    return store


def ready(store: Store) -> bool:
    try:
        return store.ready()
    except StoreError:  # the worker is still making the tables
        return False


def promise(folder: Path, body: str, call: str) -> None:
    store = memory(folder)
    assert store.keep_turn(call, "keys.1", datetime.now(LONDON), "keys", turn(SendText("tips", MOBILE, body)), None)
    store.close()


def test_a_text_goes_out_in_the_words_of_its_promise_though_the_worker_was_there_before_the_words(
    tmp_path: Path, post_office: Provider, worker: "subprocess.Popen[bytes]"
) -> None:
    promise(tmp_path, "As it was edited.", OTHER_CALL)
    until(lambda: len(post_office.messages) > 1)
    assert [message["body"] for message in post_office.messages] == ["As it was.", "As it was edited."]
    assert worker.poll() is None


def test_a_worker_that_is_told_to_read_the_menus_again_goes_on_working(
    tmp_path: Path, post_office: Provider, worker: "subprocess.Popen[bytes]"
) -> None:
    worker.send_signal(signal.SIGHUP)
    promise(tmp_path, "After the signal.", OTHER_CALL)
    until(lambda: len(post_office.messages) > 1)
    worker.terminate()
    assert worker.wait(timeout=20) == 0


def test_a_worker_that_is_told_to_stop_does_so_between_two_texts(
    tmp_path: Path, post_office: Provider, worker: "subprocess.Popen[bytes]"
) -> None:
    post_office.busy_s = 0.5
    for n in range(40):
        promise(tmp_path, f"Text {n}.", f"CA-many-{n}")
    until(lambda: len(post_office.messages) > 1)
    worker.terminate()
    assert worker.wait(timeout=10) == 0
    assert len(post_office.messages) < 30
    store = memory(tmp_path)
    assert store.sent.counts().keys() <= {TextState.SENT, TextState.QUEUED}  # nothing was left half done
    store.close()


def test_a_worker_that_goes_on_forgets_too_and_without_menus_after_the_usual_time(tmp_path: Path, post_office: Provider) -> None:
    store = connect(f"sqlite:///{tmp_path / 'data' / 'ivr.db'}")
    store.migrate()
    then = datetime.now(LONDON) - timedelta(days=Texting().forget_after_days, minutes=1)
    assert store.keep_turn(CALL, "keys.1", then, "keys", turn(SendText("tips", MOBILE, "Old.")), None)
    store.outbox.mark(store.texts()[0].id, TextState.DELIVERED, then)
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-c", WORK, post_office.url], env=environ(tmp_path), cwd=ROOT, stdout=log, stderr=log)
    with process:
        try:
            until(lambda: store.texts()[0].ends == "")
        finally:
            process.terminate()
            assert process.wait(timeout=20) == 0
    assert "the menus cannot be read: numbers are forgotten after 30 days" in (tmp_path / "log").read_text()
    store.close()


def test_a_database_that_is_away_is_told_once_and_so_is_its_return(
    tmp_path: Path, worker: "subprocess.Popen[bytes]", post_office: Provider
) -> None:
    file = tmp_path / "data" / "ivr.db"

    def told(what: str) -> int:
        return (tmp_path / "log").read_text().count(what)

    file.rename(tmp_path / "away.db")
    until(lambda: told("the texts wait") == 1)
    time.sleep(2.5)  # two rounds more
    assert told("the texts wait") == 1
    (tmp_path / "away.db").rename(file)
    until(lambda: told("the texts go out again") == 1)
    promise(tmp_path, "And again.", OTHER_CALL)
    until(lambda: len(post_office.messages) == 2)
    assert worker.poll() is None
