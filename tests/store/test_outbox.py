"""Texts that wait, for any number of workers, on both databases."""

import subprocess
import sys
import threading
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

from ivr.call.turn import SendText
from ivr.menu.hours import LONDON
from ivr.phone.rest import Twilio
from ivr.store import Store
from ivr.texts.outbox import Job
from ivr.texts.send import Worker, drain
from ivr.texts.states import TextState
from tests.phone.provider import ACCOUNT, TOKEN, ToLoopback, open_provider
from tests.store.turns import CALL, MOBILE, NOW, later, sent, turn

MOST = 50


def promise(store: Store, count: int = 1) -> None:
    """Promise a text in each of so many calls."""
    for n in range(count):
        store.keep_turn(f"CA{n:032x}", "keys.1", later(n), "keys", turn(sent("tips")), None)


def claim(store: Store, at: datetime = NOW) -> Job | None:
    """Take a text for two minutes."""
    return store.outbox.claim(at, at + timedelta(minutes=2))


@pytest.mark.parametrize("workers", [2, 4])
def test_no_text_is_in_the_hands_of_two_workers(store: Store, workers: int) -> None:
    promise(store, MOST)
    hands: list[list[str]] = [[] for _ in range(workers)]
    together = threading.Barrier(workers)

    def work(mine: list[str]) -> None:
        together.wait()
        while job := claim(store, later(MOST)):
            mine.append(job.id)

    threads = [threading.Thread(target=work, args=[mine]) for mine in hands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = Counter(id for mine in hands for id in mine)
    assert taken == Counter(text.id for text in store.texts())
    assert len(taken) == MOST


def test_the_text_that_has_waited_longest_goes_first(store: Store) -> None:
    promise(store, 3)
    jobs = [claim(store, later(10)) for _ in range(4)]
    assert [job and job.id for job in jobs] == [*(text.id for text in store.texts()), None]


def test_a_text_is_taken_again_once_its_claim_has_run_out_and_not_before(store: Store) -> None:
    promise(store)
    first = claim(store)
    assert first is not None
    assert (first.was, first.tries, first.tried_at, first.until) == (TextState.QUEUED, 1, NOW, later(120))
    assert claim(store, later(119)) is None
    second = claim(store, later(120))
    assert second is not None
    assert (second.id, second.was, second.tries, second.tried_at) == (first.id, TextState.SENDING, 2, NOW)


def test_the_words_of_a_text_are_those_that_were_promised(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(SendText("tips", MOBILE, "As it was.")), None)
    store.keep_turn(CALL, "keys.2", NOW, "keys", turn(SendText("tips", MOBILE, "As it was edited.")), None)
    first = store.outbox.claim(NOW, later(1))
    second = store.outbox.claim(later(2), later(3))
    assert [job and job.body for job in (first, second)] == ["As it was.", "As it was."]


def test_a_text_put_back_is_due_when_it_was_said_to_be(store: Store) -> None:
    promise(store)
    job = claim(store)
    assert job is not None
    store.outbox.put_back(job.id, later(30), NOW)
    assert claim(store, later(29)) is None
    again = claim(store, later(30))
    assert again is not None
    assert again.was is TextState.QUEUED


def test_a_text_whose_receipt_came_meanwhile_is_not_put_back(store: Store) -> None:
    promise(store)
    job = claim(store)
    assert job is not None
    store.receipt(job.id, TextState.DELIVERED, NOW, sid="SM1")
    store.outbox.put_back(job.id, NOW, NOW)
    assert claim(store, later(600)) is None
    assert [text.state for text in store.texts()] == [TextState.DELIVERED]


def test_our_own_mark_and_the_receipts_come_to_the_same_in_every_order(store: Store) -> None:
    news = [TextState.SENT, TextState.SENT, TextState.DELIVERED]  # ours, and Twilio's two
    for n, order in enumerate(permutations(news)):
        call = f"CA{n:032x}"
        store.keep_turn(call, "keys.1", NOW, "keys", turn(sent("tips")), None)
        job = claim(store)
        assert job is not None
        for state in order:
            assert store.receipt(job.id, state, NOW, sid=f"SM{n}")
    assert {text.state for text in store.texts()} == {TextState.DELIVERED}
    assert claim(store, later(600)) is None


def test_a_receipt_for_a_text_that_is_not_ours_is_let_go(store: Store) -> None:
    assert store.receipt("0" * 32, TextState.DELIVERED, NOW, sid="SM1") is False
    assert store.texts() == []


def test_the_reason_of_an_undelivered_text_is_kept(store: Store) -> None:
    promise(store)
    (text,) = store.texts()
    store.receipt(text.id, TextState.UNDELIVERED, NOW, sid="SM1", code=30003)
    store.receipt(text.id, TextState.SENT, NOW, sid="SM1")
    assert [(text.state, text.code) for text in store.texts()] == [(TextState.UNDELIVERED, 30003)]


def test_the_first_of_two_ids_that_the_provider_gave_a_text_stays_its_id(store: Store) -> None:
    promise(store)
    (text,) = store.texts()
    store.receipt(text.id, TextState.SENT, NOW, sid="SM1")
    store.receipt(text.id, TextState.DELIVERED, NOW, sid="SM2")
    assert store.outbox.knows("SM1")
    assert not store.outbox.knows("SM2")


@pytest.mark.parametrize("state", [state for state in TextState if state is not TextState.UNKNOWN])
def test_only_a_text_in_doubt_is_looked_at_again(store: Store, state: TextState) -> None:
    promise(store)
    job = claim(store)
    assert job is not None
    store.outbox.mark(job.id, TextState.SENT, NOW)
    store.outbox.mark(job.id, state, NOW, due=later(1))
    store.outbox.mark(job.id, TextState.UNKNOWN, NOW, due=later(1))  # it knows less, and changes nothing
    assert claim(store, later(600)) is None


def test_who_wants_no_texts_is_remembered_until_they_do(store: Store) -> None:
    assert not store.opted_out(MOBILE.e164)
    store.opt_out(MOBILE.e164, NOW)
    store.opt_out(MOBILE.e164, later(1))
    assert store.opted_out(MOBILE.e164)
    assert not store.opted_out("+447700900999")
    store.opt_in(MOBILE.e164)
    store.opt_in(MOBILE.e164)
    assert not store.opted_out(MOBILE.e164)


@pytest.mark.parametrize("moment", ["promised", "claimed", "accepted", "marked"])
def test_a_worker_killed_at_any_moment_loses_no_text_and_doubles_none(url: str, store: Store, moment: str) -> None:
    provider, server = open_provider()
    doomed = subprocess.run(
        [sys.executable, "-m", "tests.store.doomed", url, provider.url, moment],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert doomed.returncode == -9, doomed.stderr.decode()
    assert len(provider.messages) == (moment in {"accepted", "marked"})

    post, started = Twilio(ACCOUNT, TOKEN, "IASKent", ToLoopback(provider.url, timeout=5)), datetime.now(LONDON)
    for minutes in (0, 3, 6, 60):  # the worker is started again at once, and goes on looking
        clock = partial(started.__add__, timedelta(minutes=minutes))
        drain(Worker(store.outbox, post, "https://ivr.example.org/{}".format, clock))
    server.shutdown()
    server.server_close()
    assert [(message["to"], message["body"]) for message in provider.messages] == [(MOBILE.e164, "Five tips.")]
    assert [(text.call, text.state) for text in store.texts()] == [(CALL, TextState.SENT)]
