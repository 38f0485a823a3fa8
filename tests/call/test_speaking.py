"""What the transcripts cannot show of messages: who is asked for a number, and what is true after a failure."""

import pytest

from ivr.call.engine import decide
from ivr.call.heard import AdviserRang, Failed, Pressed, Recorded, Silence
from ivr.call.turn import Connect, Doing, HangUp, KeepMessage, Place, Record, Turn
from ivr.menu.service import Emergency
from ivr.texts.numbers import Mobile, Refusal
from tests.small import NIGHT, NOW, helpline, hours

CALLER = Mobile("+447700900123")
AFTER_THE_LIMIT = Place(node="main", doing=Doing.SPOKE, told=("closed", "kept"))


def heard(turn: Turn) -> list[str]:
    return [prompt.id for prompt in turn.says]


@pytest.mark.parametrize("caller", [CALLER, *Refusal])
def test_only_a_caller_whose_number_is_seen_is_told_that_it_will_be_rung(caller: Mobile | Refusal) -> None:
    turn = decide(helpline(), Place(node="main", told=("closed",)), Pressed("0", caller), NIGHT)
    unseen = caller in (Refusal.WITHHELD, Refusal.NOT_A_NUMBER)
    assert heard(turn) == ["message.ask.withheld" if unseen else "message.ask"]


def test_a_message_of_two_seconds_is_one_and_of_one_second_is_none() -> None:
    speaking = Place(node="main", doing=Doing.SPEAKING)
    long, short = (decide(helpline(), speaking, Recorded("RE1", "", seconds, hung_up=False, caller=CALLER), NOW) for seconds in (2, 1))
    assert long.does == (KeepMessage("RE1", "", 2),)
    assert short.does == ()
    assert heard(short) == ["message.empty"]


def test_who_goes_on_and_has_no_more_to_say_is_thanked_for_what_is_kept() -> None:
    going_on = decide(helpline(), AFTER_THE_LIMIT, Pressed("1", CALLER), NOW)
    assert isinstance(going_on.then, Record)
    for nothing in (Recorded("RE2", "", 0, hung_up=False, caller=CALLER), Silence(CALLER)):
        assert heard(decide(helpline(), going_on.place, nothing, NOW)) == ["message.kept", "goodbye"]


def test_a_failure_after_a_part_was_kept_does_not_say_that_it_is_lost() -> None:
    assert heard(decide(helpline(), AFTER_THE_LIMIT, Failed(CALLER), NOW)) == ["sorry", "message.kept", "goodbye"]


def test_star_after_the_limit_goes_back_to_the_menu_and_says_that_the_message_is_kept() -> None:
    turn = decide(helpline(), AFTER_THE_LIMIT, Pressed("*", CALLER), NOW)
    assert heard(turn) == ["message.kept", "main"]
    assert turn.place.doing is Doing.CHOOSING


def test_the_keys_that_are_the_same_everywhere_do_not_end_a_message() -> None:
    for key in "0891*":
        assert not isinstance(decide(helpline(), AFTER_THE_LIMIT, Pressed(key, CALLER), NOW).then, HangUp)


def test_two_wrong_keys_after_the_limit_end_with_thanks() -> None:
    once = decide(helpline(), AFTER_THE_LIMIT, Pressed("7", CALLER), NOW)
    assert heard(once) == ["miss.key", "message.long"]
    assert heard(decide(helpline(), once.place, Pressed("7", CALLER), NOW)) == ["message.kept", "goodbye"]


def test_an_adviser_is_told_soon_that_nobody_is_waiting() -> None:
    turn = decide(helpline(), Place(), AdviserRang(), NOW)
    assert turn.then == Connect("advisers", 5)  # the least that Twilio allows (contract 3.41)


def test_star_in_a_message_goes_back_and_keeps_what_was_said() -> None:
    speaking = Place(node="school", trail=("main",), doing=Doing.SPEAKING, told=("closed",))
    said, silent = (decide(helpline(), speaking, Recorded("RE1", "", seconds, False, CALLER, back=True), NIGHT) for seconds in (20, 0))  # noqa: FBT003 - as the form has it
    assert (heard(said), said.does) == (["message.kept", "school"], (KeepMessage("RE1", "", 20),))
    assert (heard(silent), silent.does) == (["school"], ())


def test_no_day_is_promised_while_the_emergency_switch_is_on() -> None:
    whole = helpline(hours=hours(emergency=Emergency(closed=True, say="We are closed for now.")))
    turn = decide(whole, Place(node="main", doing=Doing.SPEAKING), Recorded("RE1", "", 20, hung_up=False, caller=CALLER), NOW)
    assert heard(turn) == ["message.kept.closed", "goodbye"]
