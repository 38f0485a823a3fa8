"""What holds for every place and every input, however odd."""

from datetime import datetime

from hypothesis import given

from ivr.call.engine import decide, in_trouble
from ivr.call.heard import Failed, Heard, LeftQueue, Pressed
from ivr.call.turn import Connect, Doing, Enqueue, HangUp, Hold, Leave, Listen, Place, Record
from ivr.texts.numbers import Mobile, Refusal
from tests.call.strategies import callers, heards, moments, places
from tests.small import helpline

HELPLINE = helpline()


@given(places, heards, moments)
def test_every_input_at_every_place_has_an_answer_that_leads_on(place: Place, heard: Heard, now: datetime) -> None:
    turn = decide(HELPLINE, place, heard, now)
    assert isinstance(turn.then, Listen | Enqueue | Hold | Leave | Record | Connect | HangUp)
    assert turn.place.step == place.step + 1


@given(places, heards, moments)
def test_the_same_input_always_gets_the_same_answer(place: Place, heard: Heard, now: datetime) -> None:
    assert decide(HELPLINE, place, heard, now) == decide(HELPLINE, place, heard, now)


@given(places, heards, moments)
def test_a_caller_who_is_to_answer_always_hears_words_first(place: Place, heard: Heard, now: datetime) -> None:
    turn = decide(HELPLINE, place, heard, now)
    if isinstance(turn.then, Listen):
        assert "".join(prompt.words for prompt in turn.says).strip()


@given(places, heards, moments)
def test_a_typed_number_never_enters_the_place(place: Place, heard: Heard, now: datetime) -> None:
    turn = decide(HELPLINE, place, heard, now)
    if isinstance(heard, Pressed) and len(heard.keys) > 2:
        assert heard.keys not in repr(turn.place)


@given(places, callers, moments)
def test_a_key_in_the_queue_is_answered_with_what_a_wait_document_allows(place: Place, caller: Mobile | Refusal, now: datetime) -> None:
    for key in "0123456789*#":
        turn = decide(HELPLINE, place.but(doing=Doing.QUEUEING), Pressed(key, caller), now)
        assert isinstance(turn.then, Hold | Leave)


@given(places, callers, moments)
def test_a_failure_in_the_queue_keeps_the_caller_waiting(place: Place, caller: Mobile | Refusal, now: datetime) -> None:
    assert isinstance(decide(HELPLINE, place.but(doing=Doing.QUEUEING), Failed(caller), now).then, Hold)


@given(places, heards, moments)
def test_nobody_is_put_in_the_queue_unasked_after_leaving_it(place: Place, heard: Heard, now: datetime) -> None:
    if isinstance(heard, LeftQueue):
        assert not isinstance(decide(HELPLINE, place, heard, now).then, Enqueue)


@given(places, heards, moments)
def test_trouble_is_told_once_and_changes_nothing_else(place: Place, heard: Heard, now: datetime) -> None:
    turn = decide(HELPLINE, place, heard, now)
    troubled = in_trouble(HELPLINE, turn)
    assert troubled.then == turn.then
    if troubled != turn:
        ids = [prompt.id for prompt in troubled.says]
        at = ids.index("trouble")
        assert ids[at - 1] == "sorry"
        assert (*troubled.says[: at - 1], *troubled.says[at + 1 :]) == turn.says
    assert in_trouble(HELPLINE, troubled) == troubled
