"""A caller in a queue: what is played there, what is told, and every way out."""

import time
from typing import Any

import pytest
from twilio.rest import Client

from ivr.exchange.call import Call
from ivr.exchange.events import Bridged, Ended, LeftQueue, Queued, Warned
from ivr.exchange.queues import Standing
from tests.exchange.conftest import ACCOUNT, CALLER, HELPLINE, TOKEN, Reply, Request, World, of

JOIN = '<Enqueue action="/left" waitUrl="/wait">advisers</Enqueue>'
HOLD = '<Say>Please hold</Say><Pause length="23"/>'  # 25 seconds, as words are spoken here
GO_ON = "<Pause length='60'/>"
TAKES = "<Response><Dial><Queue>advisers</Queue></Dial></Response>"


def test_who_waits_is_told_their_place_and_how_long_lap_after_lap(world: World) -> None:
    """Contract 3.30, 3.31: at the end of the document it is asked for again."""
    world.ring(JOIN, wait=HOLD)
    world.ring(JOIN, wait=HOLD)
    world.lasts(1 + 25 + 25)
    told = [request.form for request in world.application.asked if request.path == "/wait"]
    assert sorted((form["QueueTime"], form["QueuePosition"]) for form in told) == [
        (time, place) for time in ("0", "25", "50") for place in "12"
    ]
    assert (told[-1]["CurrentQueueSize"], told[-1]["MaxQueueSize"], told[-1]["AvgQueueTime"]) == ("2", "1000", "50")
    assert told[-1]["QueueSid"].startswith("QU")


def test_taking_a_place_takes_a_moment_and_who_rings_off_in_it_was_never_there(world: World) -> None:
    """Contract 3.34."""
    call = world.ring(JOIN, wait=HOLD, left=GO_ON)
    assert of(call, Queued) == [Queued("advisers")]
    world.hang_up(call)
    told = world.application.last("/left")
    assert (told["QueueResult"], "QueueTime" in told) == ("system-error", False)


def test_who_rings_off_while_waiting_is_out_and_the_next_moves_up(world: World) -> None:
    first, _second = world.ring(JOIN, wait=HOLD, left=GO_ON), world.ring(JOIN, wait=HOLD)
    world.lasts(1)
    world.hang_up(first)
    told = world.application.last("/left")
    assert (told["QueueResult"], told["CallStatus"], told["QueueTime"]) == ("hangup", "completed", "0")
    world.lasts(25)
    assert world.application.last("/wait")["QueuePosition"] == "1"


def test_leave_takes_a_caller_out_and_the_action_says_what_they_hear_next(world: World) -> None:
    """Contract 3.23, 3.33."""
    call = world.ring(JOIN, wait=f"{HOLD}<Leave/>", left="<Hangup/>")
    world.lasts(26)
    told = world.application.last("/left")
    assert (told["QueueResult"], told["QueueTime"]) == ("leave", "25")
    assert of(call, LeftQueue) == [LeftQueue("advisers", "leave")]
    assert of(call, Ended) == [Ended("the helpline hung up")]


def test_without_an_action_the_call_goes_on_below(world: World) -> None:
    world.ring('<Enqueue waitUrl="/wait">advisers</Enqueue><Redirect>/below</Redirect>', wait="<Leave/>", below=GO_ON)
    world.lasts(1)
    assert world.application.paths() == ["/voice", "/wait", "/below"]


@pytest.mark.parametrize("wait", ["<Record/>", "<Dial>+447700900999</Dial>", "<Nonsense/>", Reply(b"no", status=500)])
def test_what_may_not_be_played_in_a_queue_throws_the_caller_out(world: World, wait: str | Reply) -> None:
    """Contract 3.29, 10.7."""
    call = world.ring(JOIN, wait=wait, left=GO_ON)
    world.lasts(1)
    assert world.application.last("/left")["QueueResult"] == "error"
    assert len(of(call, Warned)) == 1
    assert not call.over


def test_a_gather_works_in_a_queue_and_stays_in_it(world: World) -> None:
    gather = f'<Gather action="/key" numDigits="1" timeout="1">{HOLD}</Gather>'
    call = world.ring(JOIN, wait=gather, key="<Leave/>", left=GO_ON)
    world.lasts(3)
    world.press(call, "1")
    assert world.application.last("/key")["QueuePosition"] == "1"
    assert world.application.last("/left")["QueueResult"] == "leave"


def test_hanging_up_in_a_queue_ends_the_call(world: World) -> None:
    call = world.ring(JOIN, wait="<Hangup/>", left=GO_ON)
    world.lasts(1)
    assert call.over
    assert world.application.last("/left")["QueueResult"] == "hangup"


def test_a_full_queue_takes_nobody(world: World) -> None:
    """Contract 3.34, 3.36."""
    world.exchange.queue("advisers").max_size = 1
    world.ring(JOIN, wait=HOLD)
    world.ring(JOIN, wait=HOLD, left=GO_ON)
    world.lasts(1)
    told = world.application.last("/left")
    assert (told["QueueResult"], "QueueSid" in told) == ("queue-full", False)


def test_the_document_may_say_how_many_the_queue_takes(world: World) -> None:
    """Contract 3.28: `maxQueueSize` is in the library alone."""
    join = JOIN.replace("<Enqueue", '<Enqueue maxQueueSize="1"')
    for _ in range(2):
        world.ring(join, wait=HOLD, left=GO_ON)
    world.lasts(1)
    assert world.application.last("/wait")["MaxQueueSize"] == "1"
    assert world.application.last("/left")["QueueResult"] == "queue-full"


def test_a_wait_without_a_sound_is_a_storm_and_is_stopped(world: World) -> None:
    """Contract 3.31."""
    call = world.ring(JOIN, wait="<Redirect>/wait</Redirect>", left=GO_ON)
    world.lasts(1)
    assert [told.contract for told in of(call, Warned)] == ["3.31"]
    assert world.application.last("/left")["QueueResult"] == "error"


@pytest.mark.parametrize("how", ["", 'waitUrl=""'])
def test_without_anything_to_play_there_is_music_or_silence(world: World, how: str) -> None:
    """Contract 3.28, 3.31."""
    call = world.ring(f"<Enqueue {how}>advisers</Enqueue>")
    world.lasts(3600)
    assert world.application.paths() == ["/voice"]
    assert not call.over


def test_the_action_of_one_who_spoke_to_somebody_comes_when_they_have_finished(world: World) -> None:
    """Contract 3.33, 10.9."""
    call = world.ring(JOIN, wait=HOLD, left="<Say>Thank you</Say><Hangup/>")
    world.lasts(31)
    adviser = world.place(TAKES)
    world.lasts(60)
    assert "/left" not in world.application.paths()
    world.hang_up(adviser)
    told = world.application.last("/left")
    assert (told["QueueResult"], told["QueueTime"]) == ("bridged", "30")
    world.lasts(2)
    assert of(call, Ended) == [Ended("the helpline hung up")]


def test_the_queue_can_be_made_to_tell_another_standing_or_none(world: World) -> None:
    queue = world.exchange.queue("advisers")
    call = world.ring(JOIN, wait=HOLD)
    queue.says[call.sid] = Standing(3, 600)
    world.lasts(1)
    assert (world.application.last("/wait")["QueuePosition"], world.application.last("/wait")["QueueTime"]) == ("3", "600")
    queue.says[call.sid] = Standing(0, 25)
    world.lasts(25)
    assert "QueuePosition" not in world.application.last("/wait")
    del queue.says[call.sid]
    queue.ahead = 4
    world.lasts(25)
    assert world.application.last("/wait")["QueuePosition"] == "5"
    assert world.application.last("/wait")["From"] == CALLER


def test_a_caller_who_rings_again_at_once_is_let_in_afresh_and_takes_nobody_out_but_who_rang_off(world: World) -> None:
    """Fifty times, and the old call may still be on its way out when the new one rings."""
    other = world.ring(JOIN, wait=HOLD, left=GO_ON, from_="+447700900124")
    call = world.ring(JOIN)
    for _ in range(50):
        world.lasts(2)
        call.hang_up()
        call = world.exchange.ring(CALLER, HELPLINE)
    world.lasts(2)
    assert [member.call for member in world.exchange.queue("advisers").members] == [other, call]
    assert [found for found in world.exchange.calls if not found.over] == [other, call]
    ended = [asked.form for asked in world.application.asked if asked.path == "/left"]
    assert sorted(form["CallSid"] for form in ended) == sorted(found.sid for found in world.exchange.calls if found.over)
    assert {(form["QueueResult"], form["QueueTime"]) for form in ended} == {("hangup", "1")}
    assert world.exchange.plant.failures == []


@pytest.mark.parametrize("wait", [Reply(b"no", status=500), "<Record/>", "<Leave/>", "<Hangup/>"])
def test_who_is_taken_while_what_they_wait_with_is_on_its_way_is_spoken_with_whatever_comes(world: World, wait: str | Reply) -> None:
    advisers: list[Call] = []

    def taken_first(_request: Request) -> str | Reply:
        advisers.append(world.exchange.place("+447700900001", HELPLINE, TAKES))
        while world.exchange.queue("advisers").members:
            time.sleep(0.001)
        return wait

    call = world.ring(JOIN, wait=taken_first, left=GO_ON)
    world.lasts(1)
    assert (of(call, Bridged), of(advisers[0], Bridged)) == ([Bridged(advisers[0].sid)], [Bridged(call.sid)])
    assert world.exchange.plant.failures == []


def test_who_is_taken_in_the_moment_in_which_they_are_sent_elsewhere_goes_there_and_the_adviser_waits_for_the_next(world: World) -> None:
    """Fifty times: in some the adviser is the quicker one."""
    client: Any = Client(ACCOUNT, TOKEN, http_client=world.exchange.http, environment={"not": "the process's"})
    queue = world.exchange.queue("advisers")
    adviser = world.place(TAKES.replace("<Dial>", '<Dial timeout="600">'))
    queue.meant[adviser.sid] = ""
    for _ in range(50):
        call = world.ring(JOIN, wait=HOLD, left=GO_ON, elsewhere=GO_ON)
        world.lasts(2)
        with world.clock.lock:
            queue.meant[adviser.sid] = call.sid
            client.calls(call.sid).update(url=f"{world.application.url}/elsewhere")
        world.clock.settle()
        assert (of(call, LeftQueue), call.over, world.exchange.plant.failures) == ([LeftQueue("advisers", "redirected")], False, [])
    call = world.ring(JOIN, wait=HOLD)
    queue.meant[adviser.sid] = call.sid
    world.lasts(2)
    assert of(adviser, Bridged) == [Bridged(call.sid)]
