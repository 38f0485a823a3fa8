"""What a turn promises about texts."""

import threading
from dataclasses import replace

import pytest

from ivr.call.turn import KeepNumber
from ivr.store import Store, StoreError
from ivr.texts.states import TextState
from tests.store.turns import CALL, MOBILE, NOW, OTHER_CALL, TYPED, WORDS, confirmed, later, sent, turn


def found(store: Store) -> list[tuple[str, TextState, str]]:
    """Every text, as staff see it."""
    return sorted(((text.text, text.state, text.ends) for text in store.texts()), key=lambda text: (text[0], text[1].value))


def claimed(store: Store) -> list[tuple[str, str]]:
    """Where the texts that are due would go, and what they say."""
    due = []
    while job := store.outbox.claim(later(60), later(600)):
        due.append((job.to.e164, job.body))
    return due


def test_a_text_promised_is_a_text_queued(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    assert found(store) == [("tips", TextState.QUEUED, "123")]
    assert claimed(store) == [(MOBILE.e164, WORDS["tips"])]


def test_a_text_is_promised_once_a_call(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    store.keep_turn(CALL, "keys.2", NOW, "keys", turn(sent("tips", TYPED)), None)
    store.keep_turn(CALL, "keys.3", NOW, "keys", turn(sent("links")), None)
    store.keep_turn(OTHER_CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    assert found(store) == [("links", TextState.QUEUED, "123"), ("tips", TextState.QUEUED, "123"), ("tips", TextState.QUEUED, "123")]


def test_a_text_on_its_way_is_not_queued_again_by_a_second_promise(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    claimed(store)
    store.keep_turn(CALL, "keys.2", later(1), "keys", turn(sent("tips")), None)
    assert found(store) == [("tips", TextState.SENDING, "123")]
    assert claimed(store) == []


def test_a_typed_number_waits_until_it_is_confirmed(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    assert found(store) == [("tips", TextState.UNCONFIRMED, "456")]
    assert claimed(store) == []
    store.keep_turn(CALL, "keys.2", later(5), "keys", turn(confirmed("tips")), None)
    assert found(store) == [("tips", TextState.QUEUED, "456")]
    assert claimed(store) == [(TYPED.e164, WORDS["tips"])]


@pytest.mark.parametrize("discreet", [True, False])
@pytest.mark.parametrize("typed", [True, False])
def test_whether_a_text_was_asked_for_discreetly_is_kept_with_it(store: Store, *, discreet: bool, typed: bool) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    assert [text.discreet for text in store.texts()] == [False]
    promise = replace(confirmed("tips") if typed else sent("tips"), discreet=discreet)
    store.keep_turn(CALL, "keys.2", later(5), "keys", turn(promise), None)
    assert [(text.state, text.discreet) for text in store.texts()] == [(TextState.QUEUED, discreet)]


def test_a_number_typed_again_takes_the_place_of_the_first(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", MOBILE)), None)
    store.keep_turn(CALL, "keys.2", NOW, "keys", turn(KeepNumber("links", TYPED)), None)
    assert found(store) == [("links", TextState.UNCONFIRMED, "456")]


def test_a_number_typed_in_one_call_is_no_other_calls(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", MOBILE)), None)
    store.keep_turn(OTHER_CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    store.keep_turn(OTHER_CALL, "keys.2", NOW, "keys", turn(confirmed("tips")), None)
    assert found(store) == [("tips", TextState.QUEUED, "456"), ("tips", TextState.UNCONFIRMED, "123")]


def test_a_sure_number_takes_the_place_of_one_that_was_typed_and_never_confirmed(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    store.keep_turn(CALL, "keys.4", NOW, "keys", turn(sent("tips")), None)
    assert found(store) == [("tips", TextState.QUEUED, "123")]
    assert claimed(store) == [(MOBILE.e164, WORDS["tips"])]


def test_a_text_is_not_confirmed_where_no_number_was_kept(store: Store) -> None:
    store.keep_turn(OTHER_CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    with pytest.raises(StoreError):
        store.keep_turn(CALL, "keys.1", NOW, "keys", turn(confirmed("tips")), None)
    assert store.journal(CALL) == []


def test_confirming_what_is_queued_already_promises_nothing_more(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    store.keep_turn(CALL, "keys.2", NOW, "keys", turn(confirmed("tips")), None)
    assert store.keep_turn(CALL, "keys.3", NOW, "keys", turn(confirmed("tips")), None) is True
    assert claimed(store) == [(TYPED.e164, WORDS["tips"])]


def test_a_kept_number_gets_the_text_that_was_said_even_if_the_menus_changed_in_between(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    store.keep_turn(CALL, "keys.2", NOW, "keys", turn(confirmed("links")), None)
    assert found(store) == [("links", TextState.QUEUED, "456")]
    assert claimed(store) == [(TYPED.e164, WORDS["links"])]


def test_staff_see_three_digits_of_a_number_and_no_more(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    assert "7700900" not in repr(store.texts())


def test_a_typed_number_that_was_not_confirmed_is_forgotten_when_its_call_ends(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    store.keep_turn(OTHER_CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", MOBILE)), None)
    store.call_ended(CALL, "completed", 40, later(40))
    assert found(store) == [("tips", TextState.UNCONFIRMED, "123")]
    with pytest.raises(StoreError):
        store.keep_turn(CALL, "keys.2", later(41), "keys", turn(confirmed("tips")), None)


def test_a_typed_number_whose_key_comes_after_the_end_of_its_call_is_not_kept(store: Store) -> None:
    store.call_ended(CALL, "completed", 40, NOW)
    assert store.keep_turn(CALL, "keys.1", later(1), "keys", turn(KeepNumber("tips", TYPED)), None) is True
    assert found(store) == []


def test_a_text_that_was_promised_goes_out_though_the_call_has_ended(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    store.keep_turn(CALL, "keys.2", NOW, "keys", turn(confirmed("tips")), None)
    store.call_ended(CALL, "completed", 40, NOW)
    store.keep_turn(CALL, "keys.3", NOW, "keys", turn(sent("links")), None)
    assert claimed(store) == [(TYPED.e164, WORDS["tips"]), (MOBILE.e164, WORDS["links"])]


def test_a_typed_number_and_the_end_of_its_call_at_the_same_moment_leave_no_number(store: Store) -> None:
    for n in range(20):
        call, together = f"CA{n:032x}", threading.Barrier(2)

        def end(call: str = call, together: threading.Barrier = together) -> None:
            together.wait()
            store.call_ended(call, "completed", 40, NOW)

        ending = threading.Thread(target=end)
        ending.start()
        together.wait()
        store.keep_turn(call, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
        ending.join()
    assert found(store) == []
