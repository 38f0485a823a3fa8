"""What holds for every place and every input, however odd."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from ivr.call.engine import decide, in_trouble
from ivr.call.heard import Denied, Failed, Heard, LeftQueue, Pressed
from ivr.call.texting import MOST_TEXTS
from ivr.call.turn import (
    Connect,
    Doing,
    Enqueue,
    HangUp,
    Hold,
    Judged,
    KeepNumber,
    Leave,
    Listen,
    Offer,
    Place,
    Record,
    SendText,
    SendToKept,
    StartTexts,
    StopTexts,
)
from ivr.menu.model import Helpline
from ivr.menu.service import Texting
from ivr.texts.numbers import Mobile, Refusal
from ivr.texts.promising import Unpromised
from tests.call.strategies import callers, denials, heards, moments, places
from tests.small import helpline

HELPLINE = helpline()
# What 3 and 4 do, and who wants no texts, depends on how the helpline is run.
HELPLINES = st.sampled_from(
    [helpline(texting=Texting(answerable=name), short_links=links) for name in (True, False) for links in ("", "x/t")]
)
DENIED = ("text.unreached", "text.today", "text.enough.number", "text.enough.hour", "text.refused.typed", "text.refused.stopped")


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


@given(HELPLINES, places, denials, moments)
def test_a_denial_is_told_promises_nothing_and_leads_to_keys_among_which_0_is(
    helpline: Helpline, place: Place, denied: Denied, now: datetime
) -> None:
    turn = decide(helpline, place, denied, now)
    assert turn.does == ()
    assert isinstance(turn.then, Listen)
    assert turn.says[0].id in DENIED
    assert (turn.place.silences, turn.place.wrong) == (0, 0)
    person = decide(helpline, turn.place, Pressed("0", denied.caller), now)
    assert isinstance(person.then, Enqueue | Record)


@given(HELPLINES, places, denials, moments)
def test_of_a_number_that_was_typed_no_reason_is_told(helpline: Helpline, place: Place, denied: Denied, now: datetime) -> None:
    said = {decide(helpline, place.but(doing=Doing.CHECKING), Denied(why, denied.caller), now).says[0].id for why in Unpromised}
    assert said == {"text.refused.typed", "text.enough.hour"}


@given(HELPLINES, places, heards, moments)
def test_no_more_than_three_texts_are_promised_in_a_call_and_each_once(
    helpline: Helpline, place: Place, heard: Heard, now: datetime
) -> None:
    turn = decide(helpline, place, heard, now)
    for effect in turn.does:
        if isinstance(effect, Offer | KeepNumber | SendText | SendToKept):
            assert effect.text not in place.texted + place.had
        if isinstance(effect, SendText | SendToKept):
            assert turn.place.texted == (*place.texted, effect.text)
            assert len(turn.place.texted) <= MOST_TEXTS


@given(HELPLINES, places, heards, moments)
def test_only_the_number_that_rings_is_texted_unread_or_stopped_or_started(
    helpline: Helpline, place: Place, heard: Heard, now: datetime
) -> None:
    for effect in decide(helpline, place, heard, now).does:
        if isinstance(effect, Offer | SendText | StopTexts | StartTexts):
            assert isinstance(heard, Pressed)
            assert effect.to == heard.caller
        if isinstance(effect, StopTexts | StartTexts):
            assert not helpline.texting.answerable or place.doing in {Doing.ENOUGH, Doing.STOPPED}  # told before the menus were edited


@given(HELPLINES, places, heards, moments)
def test_a_turn_has_one_effect_at_most_that_is_judged(helpline: Helpline, place: Place, heard: Heard, now: datetime) -> None:
    assert len([effect for effect in decide(helpline, place, heard, now).does if isinstance(effect, Judged)]) <= 1
