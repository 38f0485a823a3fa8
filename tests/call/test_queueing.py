"""What the transcripts cannot show of the queue: what Twilio leaves out, and every reason for which a call leaves it."""

import pytest

from ivr.call.engine import decide
from ivr.call.heard import Left, LeftQueue, Pressed, Waiting
from ivr.call.turn import Doing, Enqueue, HangUp, Leave, Listen, Place, Record, Then
from ivr.texts.numbers import Mobile
from tests.small import NIGHT, NOW, helpline

CALLER = Mobile("+447700900123")
IN_QUEUE = Place(node="main", doing=Doing.QUEUEING)


def test_a_caller_whose_wait_twilio_does_not_tell_is_not_held_for_ever() -> None:
    place, laps = IN_QUEUE, 0
    while not isinstance((turn := decide(helpline(), place, Waiting(1, 0, CALLER), NOW)).then, Leave):
        place, laps = turn.place, laps + 1
        assert laps < 100
    assert laps * helpline().queue.lap_s == helpline().queue.longest_wait_s


@pytest.mark.parametrize(
    ("how", "then"),
    [
        (Left.BRIDGED, HangUp),
        (Left.REDIRECTED_FROM_BRIDGED, HangUp),
        (Left.HANGUP, HangUp),
        (Left.LEAVE, Listen),
        (Left.BRIDGING, Listen),
        (Left.REDIRECTED, Listen),
        (Left.FULL, Record),
        (Left.ERROR, Record),
        (Left.SYSTEM_ERROR, Record),
        (Left.UNKNOWN, Record),
    ],
)
def test_each_reason_for_leaving_the_queue_has_an_answer_of_its_own(how: Left, then: type[Then]) -> None:
    assert isinstance(decide(helpline(), IN_QUEUE, LeftQueue(how, 30, CALLER), NOW).then, then)


def test_every_reason_for_leaving_the_queue_is_listed_above() -> None:
    assert len(Left) == 10


def test_only_a_caller_who_spoke_to_someone_is_thanked_for_it() -> None:
    thanked = {how for how in Left if "queue.thanks" in [p.id for p in decide(helpline(), IN_QUEUE, LeftQueue(how, 30, CALLER), NOW).says]}
    assert thanked == {Left.BRIDGED, Left.REDIRECTED_FROM_BRIDGED}


def test_who_leaves_after_closing_time_is_told_and_leaves_a_message() -> None:
    turn = decide(helpline(), IN_QUEUE, LeftQueue(Left.LEAVE, 300, CALLER), NIGHT)
    assert [prompt.id for prompt in turn.says] == ["closed", "message.ask"]
    assert isinstance(turn.then, Record)


def test_joining_again_begins_the_wait_anew() -> None:
    out = IN_QUEUE.but(doing=Doing.LEFT, position=2, told_s=500, laps=40)
    turn = decide(helpline(), out, Pressed("0", CALLER), NOW)
    assert isinstance(turn.then, Enqueue)
    assert (turn.place.position, turn.place.told_s, turn.place.laps) == (0, 0, 0)
