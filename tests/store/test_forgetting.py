"""The numbers of texts are forgotten once they are old, on both databases, and nothing else is."""

from datetime import timedelta

from ivr.store import Store
from ivr.texts.states import TextState
from tests.store.turns import CALL, MOBILE, NOW, OTHER_CALL, TYPED, later, sent, turn

MONTH = timedelta(days=30)


def promised(store: Store, call: str = CALL) -> str:
    """A text that was promised in this call; our id of it."""
    store.keep_turn(call, "keys.1", NOW, "keys", turn(sent("tips")), None)
    return next(text.id for text in store.texts() if text.call == call)


def number(store: Store, id: str) -> str:
    return next(text.ends for text in store.texts() if text.id == id)


def test_the_number_of_a_text_that_arrived_is_erased_once_it_is_old_and_its_copy_waits_to_be_deleted(store: Store) -> None:
    id = promised(store)
    store.outbox.claim(NOW, later(120))
    store.receipt(id, TextState.DELIVERED, later(1), sid="SM1")
    assert store.sent.erase(later(1)) == 0  # not before its time
    assert number(store, id) == MOBILE.ends
    assert store.sent.erase(later(2)) == 1
    assert number(store, id) == ""
    assert store.texts()[0].state is TextState.DELIVERED
    assert store.sent.copies() == [(id, "SM1")]
    store.sent.copy_deleted(id)
    assert store.sent.copies() == []
    assert store.sent.erase(later(2)) == 0  # and not twice


def test_a_text_that_waits_to_be_sent_keeps_its_number_however_old_it_is(store: Store) -> None:
    promised(store)
    assert store.sent.erase(NOW + 10 * MONTH) == 0
    job = store.outbox.claim(NOW + 10 * MONTH, NOW + 10 * MONTH + timedelta(minutes=2))
    assert job is not None
    assert job.to == MOBILE


def test_a_text_whose_end_is_never_known_is_forgotten_too(store: Store) -> None:
    id = promised(store)
    store.outbox.claim(NOW, later(120))
    store.outbox.mark(id, TextState.UNKNOWN, later(1))
    assert store.sent.erase(later(2)) == 1
    assert number(store, id) == ""


def test_news_that_is_none_makes_a_text_no_younger(store: Store) -> None:
    id = promised(store)
    store.receipt(id, TextState.DELIVERED, later(1), sid="SM1")
    store.receipt(id, TextState.SENT, later(1000), sid="SM1")  # late, and told before
    assert store.sent.erase(later(2)) == 1


def test_each_text_has_its_own_time(store: Store) -> None:
    old, young = promised(store), promised(store, OTHER_CALL)
    store.receipt(old, TextState.DELIVERED, later(1), sid="SM1")
    store.receipt(young, TextState.UNDELIVERED, later(60), sid="SM2", code=30003)
    assert store.sent.erase(later(30)) == 1
    assert (number(store, old), number(store, young)) == ("", MOBILE.ends)
    assert store.sent.number(young) == MOBILE.e164
    assert store.sent.number(old) is None


def test_what_is_forgotten_is_in_no_column_of_the_database(store: Store) -> None:
    id = promised(store)
    store.receipt(id, TextState.DELIVERED, later(1), sid="SM1")
    store.sent.erase(later(2))
    with store.database.reading("looking everywhere") as connection:
        rows = [str(row) for row in connection.exec_driver_sql("SELECT * FROM texts")]
    assert len(rows) == 1
    assert MOBILE.e164 not in rows[0]
    assert TYPED.e164 not in rows[0]
    assert "Five tips" not in rows[0]
