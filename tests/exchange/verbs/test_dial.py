"""An adviser's side of the line: joined to the head of a queue, or ringing a number."""

import pytest

from ivr.exchange.events import Bridged, Dialled, Said, Warned
from ivr.exchange.plant import Extension
from tests.exchange.conftest import ADVISER, World, of

WAITS = "<Response><Enqueue waitUrl=''>advisers</Enqueue></Response>"
TAKE = '<Dial action="/after" timeout="20"{}><Queue{}>advisers</Queue></Dial>'
RINGS = '<Dial action="/after" timeout="20"{}>+447700900999</Dial>'
GO_ON = "<Pause length='60'/>"


def test_the_head_of_the_queue_is_joined_and_the_action_comes_when_they_have_finished(world: World) -> None:
    """Contract 3.38, 3.43."""
    first, second = world.place(WAITS), world.place(WAITS)
    world.lasts(5)
    adviser = world.ring(TAKE.format("", ""), after=GO_ON, from_=ADVISER)
    assert (of(adviser, Bridged), of(first, Bridged)) == ([Bridged(first.sid)], [Bridged(adviser.sid)])
    world.lasts(30)
    world.hang_up(first)
    told = world.application.last("/after")
    assert {name: value for name, value in told.items() if name.startswith("Dial")} == {
        "DialCallStatus": "completed",
        "DialCallSid": first.sid,
        "DialCallDuration": "30",
        "DialBridged": "true",
    }
    assert not second.over
    assert world.exchange.queue("advisers").size == 1


def test_an_empty_queue_is_waited_at_and_then_given_up(world: World) -> None:
    """Contract 3.38, and five seconds more (contract 3.41)."""
    world.exchange.queue("advisers")
    adviser = world.ring(TAKE.format("", ""), after=GO_ON)
    assert of(adviser, Dialled) == [Dialled(queue="advisers")]
    world.lasts(24)
    assert world.application.paths() == ["/voice"]
    world.lasts(1)
    assert world.application.last("/after")["DialCallStatus"] == "no-answer"


def test_a_caller_who_comes_while_an_adviser_waits_is_taken_at_once(world: World) -> None:
    world.exchange.queue("advisers")
    adviser = world.ring(TAKE.format("", ""), after=GO_ON)
    world.lasts(10)
    caller = world.place(WAITS)
    world.lasts(1)
    assert of(adviser, Bridged) == [Bridged(caller.sid)]


def test_a_queue_that_does_not_exist_has_failed(world: World) -> None:
    """Contract 3.38."""
    world.ring(TAKE.format("", ""), after=GO_ON)
    assert world.application.last("/after")["DialCallStatus"] == "failed"


def test_two_advisers_never_take_one_caller(world: World) -> None:
    world.exchange.queue("advisers")
    advisers = [world.ring(TAKE.format("", ""), after=GO_ON) for _ in range(2)]
    world.place(WAITS)
    world.lasts(1)
    assert sorted(len(of(adviser, Bridged)) for adviser in advisers) == [0, 1]


def test_an_adviser_who_rings_off_frees_the_caller(world: World) -> None:
    caller = world.place(WAITS)
    world.lasts(1)
    adviser = world.ring(TAKE.format("", ""), after=GO_ON)
    world.hang_up(adviser)
    assert caller.over
    told = world.application.last("/after")
    assert (told["DialCallStatus"], told["CallStatus"]) == ("completed", "completed")


def test_what_is_played_before_they_are_joined_is_played_to_the_caller(world: World) -> None:
    """Contract 3.39, its one u and all."""
    caller = world.place(WAITS)
    world.lasts(9)
    adviser = world.ring(TAKE.format("", ' url="/notice"'), notice="<Say>You may be recorded</Say>", after=GO_ON)
    told = world.application.last("/notice")
    assert (told["CallSid"], told["DequeingCallSid"], told["QueueTime"]) == (caller.sid, adviser.sid, "8")
    assert of(adviser, Bridged) == []
    world.lasts(4)
    assert [said.words for said in of(caller, Said)] == ["You may be recorded"]
    assert of(adviser, Bridged) == [Bridged(caller.sid)]


def test_a_caller_who_rings_off_in_that_notice_makes_room_for_the_next(world: World) -> None:
    """Contract 10.10."""
    first, second = world.place(WAITS), world.place(WAITS)
    world.lasts(2)
    adviser = world.ring(TAKE.format("", ' url="/notice"'), notice="<Say>You may be recorded</Say>", after=GO_ON)
    world.hang_up(first)
    world.lasts(4)
    assert of(adviser, Bridged) == [Bridged(second.sid)]


def test_star_ends_a_conversation_where_that_was_asked_for_and_nowhere_else(world: World) -> None:
    """Contract 3.41: hangupOnStar."""
    for star, ended in ((' hangupOnStar="true"', True), ("", False)):
        caller = world.place(WAITS)
        world.lasts(1)
        adviser = world.ring(TAKE.format(star, ""), after=GO_ON)
        world.press(adviser, "*")
        assert caller.over is ended
        world.hang_up(adviser)


def test_a_conversation_is_over_when_its_time_is(world: World) -> None:
    """Contract 3.41: timeLimit."""
    world.place(WAITS)
    world.lasts(1)
    world.ring(TAKE.format(' timeLimit="60"', ""), after=GO_ON)
    world.lasts(60)
    assert world.application.last("/after")["DialCallDuration"] == "60"


@pytest.mark.parametrize(
    ("extension", "status"),
    [
        (Extension(busy=True), "busy"),
        (Extension(answers_after_s=None), "no-answer"),
        (Extension(answers_after_s=26), "no-answer"),
        (None, "failed"),
    ],
)
def test_a_number_that_nobody_answers_says_why(world: World, extension: Extension | None, status: str) -> None:
    if extension:
        world.exchange.extend(ADVISER, extension)
    world.ring(RINGS.format(""), after=GO_ON)
    world.lasts(25)
    assert world.application.last("/after")["DialCallStatus"] == status


def test_a_number_that_answers_is_joined_until_it_rings_off(world: World) -> None:
    world.exchange.extend(ADVISER, Extension(answers_after_s=4))
    call = world.ring(RINGS.format(""), after=GO_ON)
    world.lasts(10)
    leg = world.exchange.calls[-1]
    assert (leg.parent, leg.direction, leg.status, of(call, Bridged)) == (call.sid, "outbound-dial", "in-progress", [Bridged(leg.sid)])
    world.hang_up(leg)
    told = world.application.last("/after")
    assert (told["DialCallStatus"], told["DialCallDuration"]) == ("completed", "6")
    assert leg.over


def test_a_handset_can_be_picked_up_by_hand(world: World) -> None:
    world.exchange.extend(ADVISER, Extension(answers_after_s=None))
    call = world.ring(RINGS.format(""), after=GO_ON)
    world.lasts(3)
    world.exchange.calls[-1].pick_up()
    world.clock.settle()
    assert len(of(call, Bridged)) == 1


@pytest.mark.parametrize("number", ["01632960123", "", "<Number>07700900999</Number>", "<Client>anna</Client>"])
def test_only_numbers_in_full_are_dialled(world: World, number: str) -> None:
    """Contract 3.46."""
    call = world.ring(f"<Dial>{number}</Dial>")
    assert len(of(call, Warned)) == 1
