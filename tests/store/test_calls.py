"""News of a call, in any order and any number of times (contract 7.5)."""

from collections.abc import Callable
from itertools import permutations

import pytest
from sqlalchemy import delete, select

from ivr.store import Store
from ivr.store.tables import CALLS, MESSAGES, TURNS
from tests.store.turns import CALL, MESSAGE, NOW, OTHER_CALL, later, turn

NEWS: list[Callable[[Store], object]] = [
    lambda store: store.keep_turn(CALL, "arrived.0", NOW, "arrived", turn(), "+447700900123"),
    lambda store: store.keep_turn(CALL, "recorded.4", later(60), "recorded", turn(MESSAGE), "+447700900123"),
    lambda store: store.call_ended(CALL, "completed", 75, later(75)),
    lambda store: store.recording_ready(MESSAGE.recording, CALL, url=MESSAGE.url, seconds=21, status="completed", at=later(80)),
]


def test_news_of_a_call_comes_to_the_same_in_every_order_and_twice(store: Store) -> None:
    seen = set()
    for order in [*permutations(NEWS), *((*order, *order) for order in permutations(NEWS))]:
        for tell in order:
            tell(store)
        with store.database.writing("looking and starting again") as connection:
            seen.add((*connection.execute(select(CALLS)).all(), *connection.execute(select(MESSAGES)).all()))
            for table in (CALLS, MESSAGES, TURNS):
                connection.execute(delete(table))
    assert seen == {
        (
            (CALL, NOW, "+447700900123", "completed", 75, later(75)),
            (MESSAGE.recording, CALL, MESSAGE.url, 21, later(60), later(80), "completed"),
        )
    }


def test_a_message_comes_with_the_number_to_ring_back_which_is_not_shown(store: Store) -> None:
    for tell in NEWS:
        tell(store)
    (message,) = store.messages()
    assert message.number == "+447700900123"
    assert message.seconds == 21
    assert "7700900" not in repr(message)


def test_a_message_has_its_number_even_where_the_arrival_was_never_written_down(store: Store) -> None:
    store.keep_turn(CALL, "recorded.4", NOW, "recorded", turn(MESSAGE), "+447700900123")
    assert [message.number for message in store.messages()] == ["+447700900123"]


def test_a_message_that_no_turn_was_told_of_is_kept_by_its_own_callback(store: Store) -> None:
    store.recording_ready(MESSAGE.recording, OTHER_CALL, url=MESSAGE.url, seconds=9, status="completed", at=NOW)
    (message,) = store.messages()
    assert (message.call, message.number, message.kept_at, message.ready_at) == (OTHER_CALL, None, None, NOW)


@pytest.mark.parametrize(("status", "seconds"), [("completed", 0), ("completed", 1), ("absent", 0), ("absent", 9), ("in-progress", 9)])
def test_a_recording_that_no_turn_kept_and_on_which_nobody_speaks_is_no_message(store: Store, status: str, seconds: int) -> None:
    """Contract 3.25: silence is recorded, and what is absent was never recorded."""
    store.recording_ready(MESSAGE.recording, CALL, url=MESSAGE.url, seconds=seconds, status=status, at=NOW)
    assert store.messages() == []


def test_a_recording_of_two_seconds_that_no_turn_kept_is_a_message(store: Store) -> None:
    store.recording_ready(MESSAGE.recording, CALL, url=MESSAGE.url, seconds=2, status="completed", at=NOW)
    assert [message.seconds for message in store.messages()] == [2]


def test_who_was_promised_to_be_rung_back_is_listed_whatever_became_of_the_sound(store: Store) -> None:
    store.recording_ready(MESSAGE.recording, CALL, url=MESSAGE.url, seconds=0, status="absent", at=NOW)
    store.keep_turn(CALL, "recorded.4", NOW, "recorded", turn(MESSAGE), "+447700900123")
    assert [(message.number, message.status) for message in store.messages()] == [("+447700900123", "absent")]


def test_a_withheld_number_leaves_nothing_to_ring_back(store: Store) -> None:
    store.keep_turn(CALL, "arrived.0", NOW, "arrived", turn(), None)
    store.keep_turn(CALL, "recorded.4", NOW, "recorded", turn(MESSAGE), None)
    assert [message.number for message in store.messages()] == [None]
