"""A PostgreSQL that stops answering, or hangs up: real processes, frozen by a signal. Nobody who is on the line waits for it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psutil
import psycopg
import pytest
from werkzeug.datastructures import MultiDict

from ivr.clips.catalogue import Catalogue
from ivr.menu.service import Texting
from ivr.phone.links import Kind, Links
from ivr.phone.speech import Speech
from ivr.store import Store, StoreError, Terms, connect
from ivr.store.judging import _LOCK
from ivr.texts.states import TextState
from ivr.web.lastwords import prepare
from ivr.web.switchboard import Switchboard
from tests.databases import another
from tests.small import WORDS, helpline
from tests.store.turns import CALL, NOW, OTHER_CALL, sent, turn

LONGEST_S = 4
LINKS = Links("https://ivr.example.org")


@pytest.fixture(scope="module")
def uri(postgres: str) -> str:
    """A database of our tables, which no other test uses."""
    uri = another(postgres, "silence")
    store = connect(uri)
    store.migrate()
    store.close()
    return uri


@pytest.fixture
def store(uri: str) -> Iterator[Store]:
    """A store, not yet connected."""
    found = connect(uri)
    yield found
    found.close()


@contextmanager
def frozen(uri: str) -> Iterator[None]:
    """Every process of the server stands still; none hangs up.

    The main one stops first and goes on last: while it stands still it buries no child, so each number still means that child.
    """
    with psycopg.connect(uri) as asked:
        (backend,) = asked.execute("SELECT pg_backend_pid()").fetchone() or (0,)
        main = psutil.Process(backend).parent()
    assert main is not None
    assert "postgres" in main.name()
    os.kill(main.pid, signal.SIGSTOP)
    children = [child.pid for child in main.children()]
    try:
        for pid in children:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in (*children, main.pid):
            os.kill(pid, signal.SIGCONT)


def took_s(tell: Callable[[], object]) -> float:
    """How long this takes to fail."""
    began = time.monotonic()
    with pytest.raises(StoreError):
        tell()
    return time.monotonic() - began


ASKED: list[Callable[[Store], object]] = [
    lambda store: store.keep_turn(OTHER_CALL, "keys.2", NOW, "keys", turn(), None),
    lambda store: store.keep_turn(OTHER_CALL, "keys.3", NOW, "keys", turn(sent("tips")), None),
    lambda store: store.ready(),
    lambda store: store.texts(),
]


def all_at_once(store: Store, *asked: Callable[[Store], object]) -> list[float]:
    """How long each of these takes to fail, asked together."""
    with ThreadPoolExecutor(len(asked)) as callers:
        return list(callers.map(lambda ask: took_s(lambda: ask(store)), asked))


def test_a_server_that_is_frozen_is_not_waited_for(uri: str, store: Store) -> None:
    store.ready()
    with frozen(uri):
        waits = [*all_at_once(store, *ASKED), *all_at_once(store, *ASKED)]
    assert max(waits) < LONGEST_S
    assert store.ready()


def test_many_who_ask_a_frozen_server_at_once_are_all_answered_in_time(uri: str, store: Store) -> None:
    store.ready()
    with frozen(uri):
        waits = all_at_once(store, *ASKED[:1] * 40)
    assert max(waits) < LONGEST_S + 1
    assert store.ready()


def slowly(store: Store) -> None:
    """Three questions in one transaction, none of which takes too long."""
    with store.database.writing("asking slowly") as connection:
        for _ in range(3):
            connection.exec_driver_sql("SELECT pg_sleep(1.2)")


def test_a_slow_server_is_waited_for_once_a_turn_and_not_once_a_statement(store: Store) -> None:
    assert took_s(lambda: slowly(store)) < LONGEST_S - 1
    assert store.ready()


def test_a_caller_hears_the_turn_and_that_there_is_trouble_while_the_server_is_frozen(uri: str, store: Store) -> None:
    said = helpline()
    switchboard = Switchboard(said, store, Speech(LINKS, Catalogue(), said.voice), prepare(said, LINKS), lambda: NOW)
    form = MultiDict({"CallSid": CALL, "From": "+447700900123"})
    assert WORDS["trouble"] not in switchboard.answer(Kind.ARRIVED, "", form)
    with frozen(uri):
        began = time.monotonic()
        document = switchboard.answer(Kind.ARRIVED, "step=7", form)
        assert time.monotonic() - began < LONGEST_S
    assert WORDS["trouble"] in document
    assert WORDS["welcome"] in document
    assert WORDS["trouble"] not in switchboard.answer(Kind.ARRIVED, "step=9", form)


def test_a_lock_that_another_holds_is_not_waited_for(uri: str, store: Store) -> None:
    with psycopg.connect(uri) as other:
        other.execute("LOCK TABLE turns")
        assert max(all_at_once(store, *ASKED[:2])) < LONGEST_S
    assert store.ready()


def test_others_who_promise_are_not_waited_for_without_end(uri: str, store: Store) -> None:
    terms = Terms(Texting(), lambda _: turn())
    with psycopg.connect(uri) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        assert took_s(lambda: store.judge_turn(CALL, "keys.5", NOW, "keys", turn(sent("tips")), None, terms)) < LONGEST_S
    assert store.judge_turn(CALL, "keys.5", NOW, "keys", turn(sent("tips")), None, terms) is None


def test_connections_that_the_server_ended_are_replaced_and_no_turn_is_lost(uri: str, store: Store) -> None:
    for step in ("keys.1", "keys.2"):
        does = (sent("tips"),) if step == "keys.2" else ()
        with psycopg.connect(uri, autocommit=True) as other:
            clients = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'silence' AND backend_type = 'client backend'"
            # One that is ending by itself is told so as well, and its answer is no; what counts is that they are gone.
            other.execute(f"SELECT pg_terminate_backend(pid, 5000) {clients}")
            for _ in range(300):
                if not other.execute(f"SELECT pid {clients}").fetchall():
                    break
                time.sleep(0.1)
            else:
                pytest.fail("a connection does not end")
        assert store.keep_turn(CALL, step, NOW, "keys", turn(*does), None) is True
    assert [text.state for text in store.texts() if text.call == CALL] == [TextState.QUEUED]


def test_what_a_url_says_of_a_connection_goes_before_what_we_say(uri: str) -> None:
    store = connect(f"{uri}&application_name=ours&options=-c%20statement_timeout%3D1500")
    with store.database.reading("asking") as connection:
        shown = {name: connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in ("statement_timeout", "lock_timeout")}
    store.close()
    assert shown == {"statement_timeout": "1500ms", "lock_timeout": "2s"}
