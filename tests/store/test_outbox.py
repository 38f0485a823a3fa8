"""Texts that wait, for any number of workers, on both databases."""

import logging
import threading
from collections import Counter
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from sqlalchemy import QueuePool, select, update

from ivr.call.turn import SendText
from ivr.store import Store
from ivr.store.tables import TEXTS
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted, Job, Outcome, Unknown
from ivr.texts.reasons import ALARMS
from ivr.texts.send import Worker, drain
from ivr.texts.states import FINAL, TextState
from tests.served import until
from tests.store.turns import CALL, MOBILE, NOW, OTHER_CALL, later, sent, turn
from tests.texts.test_send import Postman

MOST = 50


def promise(store: Store, count: int = 1) -> None:
    """Promise a text in each of so many calls."""
    for n in range(count):
        store.keep_turn(f"CA{n:032x}", "keys.1", later(n), "keys", turn(sent("tips")), None)


def claim(store: Store, at: datetime = NOW) -> Job | None:
    """Take a text for two minutes."""
    return store.outbox.claim(at, at + timedelta(minutes=2))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # on SQLite writers take turns
def test_a_text_in_anothers_hands_holds_up_nobody(store: Store) -> None:
    promise(store, 2)
    first, second = store.texts()
    with store.database.writing("holding a text") as connection:
        connection.execute(select(TEXTS.c.id).where(TEXTS.c.id == first.id).with_for_update())
        job = claim(store, later(10))
        assert job is not None
        assert job.id == second.id
        assert claim(store, later(10)) is None
    job = claim(store, later(10))
    assert job is not None
    assert job.id == first.id


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
    for n in (2, 0, 1):  # as a database would not give them unasked
        store.keep_turn(f"CA{n:032x}", "keys.1", later(n), "keys", turn(sent("tips")), None)
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
    store.outbox.put_back(job, later(30), NOW)
    assert claim(store, later(29)) is None
    again = claim(store, later(30))
    assert again is not None
    assert again.was is TextState.QUEUED


@pytest.mark.parametrize("news", [TextState.SENT, TextState.DELIVERED])
def test_a_text_whose_receipt_came_meanwhile_is_not_put_back(store: Store, news: TextState) -> None:
    promise(store)
    job = claim(store)
    assert job is not None
    store.receipt(job.id, news, NOW, sid="SM1")
    store.outbox.put_back(job, NOW, NOW)
    assert [text.state for text in store.texts()] == [news]
    assert claim(store, NOW) is None
    later_job = claim(store, later(600))
    assert (later_job and later_job.was) == (None if news is TextState.DELIVERED else TextState.SENT)


def test_a_text_that_another_has_in_hand_by_now_is_not_put_back(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever took it for queued would not look for it first, and the other may be sending it."""
    promise(store)
    slow, quick = claim(store), claim(store, later(120))
    assert slow is not None
    assert quick is not None
    caplog.set_level(logging.INFO)
    store.outbox.put_back(slow, later(121), later(121))
    assert claim(store, later(200)) is None
    assert [text.state for text in store.texts()] == [TextState.SENDING]
    assert "queued" not in caplog.text
    store.outbox.put_back(quick, later(130), later(122))
    again = claim(store, later(130))
    assert again is not None
    assert again.was is TextState.QUEUED


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


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # on SQLite writers take turns
def test_news_that_waited_for_other_news_is_weighed_against_that(store: Store) -> None:
    """A worker gives up waiting for an answer just as the receipt is being kept: what is delivered stays so."""
    promise(store)
    (text,) = store.texts()
    doubt = threading.Thread(target=store.outbox.mark, args=[text.id, TextState.UNKNOWN, NOW])
    with store.database.writing("keeping a receipt") as connection:
        connection.execute(update(TEXTS).where(TEXTS.c.id == text.id).values(state=TextState.DELIVERED.value, due_at=None))
        doubt.start()
        until(lambda: blocked(store))
    doubt.join()
    assert [text.state for text in store.texts()] == [TextState.DELIVERED]


def blocked(store: Store) -> bool:
    """Whether anybody waits for a row that another has in hand."""
    with store.database.reading("looking") as connection:
        return bool(connection.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar())


def test_a_receipt_for_a_text_that_is_not_ours_is_let_go(store: Store) -> None:
    assert store.receipt("0" * 32, TextState.DELIVERED, NOW, sid="SM1") is False
    assert store.texts() == []


def test_the_reason_of_an_undelivered_text_is_kept(store: Store) -> None:
    promise(store)
    (text,) = store.texts()
    store.receipt(text.id, TextState.UNDELIVERED, NOW, sid="SM1", code=30003)
    store.receipt(text.id, TextState.SENT, NOW, sid="SM1")
    assert [(text.state, text.code) for text in store.texts()] == [(TextState.UNDELIVERED, 30003)]


@pytest.mark.parametrize(
    ("news", "code"),
    [
        ([(TextState.UNDELIVERED, 30003), (TextState.DELIVERED, None)], None),  # it arrived, so nothing is wrong
        ([(TextState.UNKNOWN, 20500), (TextState.SENT, None)], None),
        ([(TextState.UNDELIVERED, 30003), (TextState.FAILED, 30008)], 30003),  # that it failed knows less
        ([(TextState.FAILED, 30008), (TextState.UNDELIVERED, None)], None),
        ([(TextState.UNDELIVERED, None), (TextState.UNDELIVERED, 30003)], 30003),
        ([(TextState.UNDELIVERED, 30003), (TextState.UNDELIVERED, None)], 30003),
    ],
)
def test_a_reason_goes_with_the_news_that_counts(store: Store, news: list[tuple[TextState, int | None]], code: int | None) -> None:
    promise(store)
    (text,) = store.texts()
    for state, told in news:
        store.receipt(text.id, state, NOW, sid="SM1", code=told)
    assert store.texts()[0].code == code


def test_the_first_of_two_ids_that_the_provider_gave_a_text_stays_its_id(store: Store) -> None:
    promise(store)
    (text,) = store.texts()
    store.receipt(text.id, TextState.SENT, NOW, sid="SM1")
    store.receipt(text.id, TextState.DELIVERED, NOW, sid="SM2")
    assert store.outbox.knows("SM1")
    assert not store.outbox.knows("SM2")


@pytest.mark.parametrize("state", [state for state in TextState if state in FINAL])
def test_a_text_whose_last_word_has_come_is_not_looked_at_again(store: Store, state: TextState) -> None:
    promise(store)
    job = claim(store)
    assert job is not None
    store.outbox.mark(job.id, TextState.SENT, NOW, due=later(1))
    store.outbox.mark(job.id, state, NOW, due=later(1))
    store.outbox.mark(job.id, TextState.UNKNOWN, NOW, due=later(1))  # it knows less, and changes nothing
    assert claim(store, later(600)) is None


def test_a_text_that_was_sent_is_looked_at_when_it_was_said_and_stays_sent_meanwhile(store: Store) -> None:
    promise(store)
    job = claim(store)
    assert job is not None
    store.outbox.mark(job.id, TextState.SENT, NOW, sid="SM1", due=later(60))
    store.receipt(job.id, TextState.SENT, NOW, sid="SM1")
    assert claim(store, later(59)) is None
    again = claim(store, later(60))
    assert again is not None
    assert (again.was, again.sid, again.tried_at) == (TextState.SENT, "SM1", job.tried_at)
    assert [text.state for text in store.texts()] == [TextState.SENT]
    store.outbox.mark(job.id, TextState.SENT, NOW)
    assert claim(store, later(600_000)) is None


def test_who_wants_no_texts_is_remembered_until_they_do(store: Store) -> None:
    assert not store.opted_out(MOBILE.e164)
    store.opt_out(MOBILE.e164, NOW)
    store.opt_out(MOBILE.e164, later(1))
    assert store.opted_out(MOBILE.e164)
    assert not store.opted_out("+447700900999")
    store.opt_in(MOBILE.e164)
    store.opt_in(MOBILE.e164)
    assert not store.opted_out(MOBILE.e164)


def test_a_number_that_twilio_tells_late_has_said_stop_is_remembered_and_not_again_once_it_has_said_start(store: Store) -> None:
    """Contract 4.10: record the suppression, however it is told of."""
    promise(store)
    (text,) = store.texts()
    store.receipt(text.id, TextState.SENT, NOW, sid="SM1")
    assert not store.opted_out(MOBILE.e164)
    store.receipt(text.id, TextState.FAILED, NOW, sid="SM1", code=21610)
    assert store.opted_out(MOBILE.e164)
    store.opt_in(MOBILE.e164)
    store.receipt(text.id, TextState.FAILED, NOW, sid="SM1", code=21610)
    assert not store.opted_out(MOBILE.e164)


def test_a_text_that_we_refused_ourselves_puts_no_number_back_that_has_said_start_meanwhile(store: Store) -> None:
    promise(store)
    (text,) = store.texts()
    store.opt_out(MOBILE.e164, NOW)
    store.opt_in(MOBILE.e164)  # between the worker's look at the list and its word on the text
    store.outbox.mark(text.id, TextState.REFUSED, NOW, code=21610)
    assert not store.opted_out(MOBILE.e164)


def test_a_text_that_failed_for_another_reason_stops_no_others(store: Store) -> None:
    promise(store)
    store.receipt(store.texts()[0].id, TextState.FAILED, NOW, sid="SM1", code=30008)
    assert not store.opted_out(MOBILE.e164)


def test_a_text_that_took_anothers_message_for_its_own_is_in_doubt_again_once_that_other_has_it(store: Store) -> None:
    """Of two texts of the same words to one number only the first was taken: its receipt says whose the message is, however late."""
    for call in (CALL, OTHER_CALL):
        store.keep_turn(call, "keys.1", NOW, "keys", turn(sent("tips")), None)
    first, second = (text.id for text in store.texts())
    for id in (first, second):
        assert claim(store) is not None
        store.outbox.mark(id, TextState.UNKNOWN, NOW, due=later(60))
    store.outbox.mark(second, TextState.SENT, later(60), sid="SM1")  # the second looked first
    store.receipt(first, TextState.DELIVERED, later(61), sid="SM1")
    assert {text.id: text.state for text in store.texts()} == {first: TextState.DELIVERED, second: TextState.UNKNOWN}
    again = claim(store, later(61))
    assert again is not None
    assert again.id == second
    assert store.outbox.knows("SM1")


def test_a_text_that_was_sent_again_meanwhile_does_not_take_its_first_message_back(store: Store) -> None:
    """It has another by now: whoever took the first would be sent again too, and three messages stand for two texts."""
    for call in (CALL, OTHER_CALL):
        store.keep_turn(call, "keys.1", NOW, "keys", turn(sent("tips")), None)
    first, second = (text.id for text in store.texts())
    store.outbox.mark(second, TextState.SENT, NOW, sid="SM1")  # the first's, whose answer never came
    store.outbox.mark(first, TextState.SENT, NOW, sid="SM2")
    store.receipt(first, TextState.DELIVERED, later(61), sid="SM1")
    assert {text.id: text.state for text in store.texts()} == {first: TextState.DELIVERED, second: TextState.SENT}
    assert store.outbox.knows("SM1")
    assert store.outbox.knows("SM2")


def test_two_workers_that_find_one_message_at_once_do_not_both_have_it(store: Store) -> None:
    promise(store, 20)
    ids = [text.id for text in store.texts()]
    together = threading.Barrier(len(ids))

    def found(id: str) -> None:
        together.wait()
        store.outbox.mark(id, TextState.SENT, NOW, sid="SM1")

    threads = [threading.Thread(target=found, args=[id]) for id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(text.state for text in store.texts()) == {TextState.SENT: 1, TextState.UNKNOWN: 19}


def test_no_connection_is_held_while_the_provider_is_asked(store: Store) -> None:
    held: list[int] = []

    class Watched(Postman):
        def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
            held.append(checked_out(store))
            return super().post(to, body, status_callback)

        def found(self, to: Mobile, body: str, since: datetime) -> tuple[Accepted, ...] | Unknown:
            held.append(checked_out(store))
            return super().found(to, body, since)

    promise(store)
    drain(Worker(store.outbox, Watched([Unknown()]), str, lambda: NOW))
    drain(Worker(store.outbox, Watched(), str, lambda: later(600)))
    assert held == [0, 0, 0]


def checked_out(store: Store) -> int:
    pool = store.database.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


def test_every_change_of_a_text_is_a_line_in_the_log_with_our_id_and_never_with_the_number(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    promise(store)
    caplog.set_level(logging.DEBUG)
    job = claim(store)
    assert job is not None
    store.outbox.put_back(job, NOW, NOW)
    claim(store)
    for state, code in ((TextState.SENT, None), (TextState.SENT, None), (TextState.UNDELIVERED, 30003)):
        store.receipt(job.id, state, NOW, sid="SM1", code=code)
    lines = [record.getMessage() for record in caplog.records if record.name == "ivr.texts"]
    assert lines == [
        f"text {job.id}: sending, for the 1. time",
        f"text {job.id}: queued",
        f"text {job.id}: sending, for the 2. time",
        f"text {job.id}: sent",
        f"text {job.id}: undelivered (Twilio's error 30003)",
    ]
    assert "7700" not in caplog.text


@pytest.mark.parametrize("code", sorted(ALARMS))
def test_what_other_texts_will_suffer_from_too_is_an_error_in_the_log(store: Store, caplog: pytest.LogCaptureFixture, code: int) -> None:
    """Contract 4.10: alert."""
    promise(store)
    (text,) = store.texts()
    store.receipt(text.id, TextState.UNDELIVERED, NOW, sid="SM1", code=code)
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        f"text {text.id}: undelivered (Twilio's error {code}): {ALARMS[code]}"
    ]


@pytest.mark.parametrize("state", [TextState.UNDELIVERED, TextState.FAILED])
@pytest.mark.parametrize(("code", "lasts"), [(30003, None), (30004, 30004), (30005, 30005), (30006, 30006), (30008, None), (None, None)])
def test_a_number_that_texts_cannot_reach_is_known_by_the_last_text_until_one_arrives(
    store: Store, state: TextState, code: int | None, lasts: int | None
) -> None:
    """Contract 4.10: suppress. A code comes with either word (contract 4.4)."""
    promise(store, 2)
    first, second = (text.id for text in store.texts())
    assert store.outbox.unreachable(MOBILE.e164) is None
    store.receipt(first, state, NOW, sid="SM1", code=code)
    assert store.outbox.unreachable(MOBILE.e164) == lasts
    store.receipt(second, TextState.DELIVERED, later(1), sid="SM2")
    assert store.outbox.unreachable(MOBILE.e164) is None


def test_that_we_sent_nothing_to_a_number_is_no_news_of_it(store: Store) -> None:
    promise(store)
    (text,) = store.texts()
    store.outbox.mark(text.id, TextState.FAILED, NOW, code=30006)  # as a worker does for what it knows of the number
    assert store.outbox.unreachable(MOBILE.e164) is None
