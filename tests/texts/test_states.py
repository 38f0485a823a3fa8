"""How news of a text is weighed, whatever order it comes in (contract 4.4)."""

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.texts.states import FINAL, TextState, after, from_receipt

STATES = st.sampled_from(TextState)


@given(st.lists(STATES, min_size=1, max_size=6).flatmap(lambda news: st.tuples(st.just(news), st.permutations(news))))
def test_news_in_any_order_and_any_number_of_times_ends_in_the_same_state(orders: tuple[list[TextState], list[TextState]]) -> None:
    told, shuffled = orders
    assert reduce(after, told) is reduce(after, shuffled) is reduce(after, [*shuffled, *told])


def test_every_order_of_the_receipts_of_a_delivered_text_ends_in_delivered() -> None:
    for order in permutations([TextState.SENT, TextState.SENT, TextState.UNKNOWN, TextState.DELIVERED]):
        assert reduce(after, order, TextState.SENDING) is TextState.DELIVERED


@given(st.sampled_from(sorted(FINAL, key=lambda state: state.value)), STATES)
def test_a_final_state_stays_final(final: TextState, news: TextState) -> None:
    assert after(final, news) in FINAL
    if news not in FINAL:
        assert after(final, news) is final


@given(STATES)
def test_nothing_takes_delivery_back(news: TextState) -> None:
    assert after(TextState.DELIVERED, news) is TextState.DELIVERED


def test_a_receipt_clears_a_doubt_and_a_doubt_does_not_cloud_a_receipt() -> None:
    assert after(TextState.UNKNOWN, TextState.SENT) is TextState.SENT
    assert after(TextState.SENT, TextState.UNKNOWN) is TextState.SENT
    assert after(TextState.UNKNOWN, TextState.UNDELIVERED) is TextState.UNDELIVERED


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("accepted", TextState.SENT),
        ("queued", TextState.SENT),
        ("sending", TextState.SENT),
        ("sent", TextState.SENT),
        ("delivered", TextState.DELIVERED),
        ("read", TextState.DELIVERED),
        ("undelivered", TextState.UNDELIVERED),
        ("failed", TextState.FAILED),
        ("canceled", TextState.FAILED),
        ("received", None),  # a text to us
        ("receiving", None),
        ("", None),
        ("something new", None),
    ],
)
def test_twilios_word_for_a_message_is_a_state_of_ours_or_nothing(word: str, state: TextState | None) -> None:
    assert from_receipt(word) is state
