"""An adviser's side of the line: joined to the head of a queue, or ringing a number."""

import pytest

from ivr.exchange.call import Call
from ivr.exchange.events import Bridged, Dialled, Said, Warned
from ivr.exchange.plant import Extension
from tests.exchange.conftest import ADVISER, CALLER, HELPLINE, Page, Reply, World, of

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


def test_a_caller_who_is_taken_as_they_come_hears_nothing_of_what_is_played_in_the_queue(world: World) -> None:
    world.exchange.queue("advisers")
    advisers = [world.ring(TAKE.format("", ""), after=GO_ON) for _ in range(30)]
    callers = [world.ring('<Enqueue waitUrl="/wait">advisers</Enqueue>', wait=GO_ON) for _ in advisers]
    world.lasts(1)
    assert sorted(joined.other for adviser in advisers for joined in of(adviser, Bridged)) == sorted(caller.sid for caller in callers)
    assert "/wait" not in world.application.paths()


def test_a_caller_who_rings_off_as_they_are_taken_leaves_the_adviser_waiting_for_the_next(world: World) -> None:
    """Contract 10.10. Thirty times, and in some the adviser is the quicker one."""
    queue = world.exchange.queue("advisers")
    adviser = world.ring(TAKE.replace("20", "120").format("", ""), after=GO_ON)
    for _ in range(30):
        queue.meant[adviser.sid] = ""
        caller = world.place(WAITS)
        world.lasts(1)
        with world.clock.lock:
            queue.meant[adviser.sid] = caller.sid
            caller.hang_up()
        world.clock.settle()
        assert caller.over
    last = world.place(WAITS)
    queue.meant[adviser.sid] = last.sid
    world.lasts(1)
    assert of(adviser, Bridged) == [Bridged(last.sid)]


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


def test_where_somebody_is_meant_they_are_taken_and_whoever_stands_before_them_is_not(world: World) -> None:
    queue = world.exchange.queue("advisers")
    adviser = world.ring(TAKE.format("", ""), after=GO_ON)
    queue.meant[adviser.sid] = ""
    _, second = world.place(WAITS), world.place(WAITS)
    world.lasts(1)
    assert (of(adviser, Bridged), queue.size) == ([], 2)
    queue.meant[adviser.sid] = second.sid
    world.exchange.clock.changed()
    world.lasts(1)
    assert (of(adviser, Bridged), queue.size) == ([Bridged(second.sid)], 1)


def test_an_adviser_who_rings_off_before_the_two_speak_has_spoken_to_nobody(world: World) -> None:
    """Contract 3.34: only `bridged` says that a caller has."""
    caller = world.ring('<Enqueue action="/left">advisers</Enqueue>', left=GO_ON, whisper="<Say>one two three</Say>")
    world.lasts(1)
    adviser = world.ring(TAKE.format("", ' url="/whisper"'), after=GO_ON)
    world.lasts(1)
    world.hang_up(adviser)
    world.lasts(5)
    assert world.application.last("/left")["QueueResult"] == "system-error"
    assert (of(caller, Bridged), caller.over) == ([], False)


@pytest.mark.parametrize("dials", ["<Queue>nowhere</Queue>", "<Number>+447700900999</Number>"])
def test_a_document_that_dials_who_is_never_there_over_and_over_goes_round_and_is_stopped(world: World, dials: str) -> None:
    """Contract 3.20."""
    call = world.ring(f'<Dial action="/voice">{dials}</Dial>')
    assert ([told.contract for told in of(call, Warned)], call.over) == (["3.20"], True)


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


@pytest.mark.parametrize("number", ["01632960123", "", "<Number>07700900999</Number>", f"<Number>{ADVISER}</Number>" * 11])
def test_only_numbers_in_full_are_dialled_and_ten_at_most(world: World, number: str) -> None:
    """Contract 3.45, 3.46."""
    call = world.ring(f"<Dial>{number}</Dial>")
    assert [told.code for told in of(call, Warned)] == [13224]


SCREENED = '<Dial action="/after"><Number url="/screen">+447700900999</Number></Dial>'
ASKS = '<Gather action="/taken" numDigits="1" timeout="5"><Say>Press 1 to take it</Say></Gather><Hangup/>'


def screened(world: World, screen: Page) -> tuple[Call, Call]:
    """A call that rings an adviser, and the leg of the adviser, who has picked up."""
    world.exchange.extend(ADVISER, Extension(answers_after_s=3))
    call = world.ring(SCREENED, screen=screen, taken="<Say>Thank you</Say>", after=GO_ON)
    world.lasts(3)
    return call, world.exchange.calls[-1]


def test_who_answers_hears_first_what_is_for_them_alone(world: World) -> None:
    """Contract 3.45: on the called side, before they are joined."""
    call, leg = screened(world, "<Say>A caller from the helpline</Say>")
    told = world.application.last("/screen")
    assert (told["CallSid"], told["ParentCallSid"], told["Direction"]) == (leg.sid, call.sid, "outbound-dial")
    assert (of(leg, Said)[0].words, of(call, Said), of(call, Bridged)) == ("A caller from the helpline", [], [])
    world.lasts(5)
    assert of(call, Bridged) == [Bridged(leg.sid)]
    world.lasts(10)
    world.hang_up(leg)
    assert world.application.last("/after")["DialCallDuration"] == "10"


def test_who_answers_may_take_the_call_by_a_key(world: World) -> None:
    """Contract 3.43, 3.45: so that a mailbox does not."""
    call, leg = screened(world, ASKS)
    world.press(leg, "1")
    world.lasts(2)
    assert of(call, Bridged) == [Bridged(leg.sid)]


def test_who_answers_and_does_not_take_the_call_is_not_joined(world: World) -> None:
    call, leg = screened(world, ASKS)
    world.lasts(5 + 5)
    assert (leg.over, of(call, Bridged)) == (True, [])
    assert world.application.last("/after")["DialCallStatus"] == "no-answer"


@pytest.mark.parametrize("screen", ["<Record/>", Reply(b"", status=500)])
def test_what_cannot_be_played_to_who_answers_ends_the_attempt_and_is_told(world: World, screen: Page) -> None:
    call, leg = screened(world, screen)
    assert (len(of(call, Warned)), leg.over, call.over) == (1, True, False)
    assert "/after" in world.application.paths()


def test_either_may_ring_off_while_that_is_played(world: World) -> None:
    call, leg = screened(world, ASKS)
    world.hang_up(leg)
    assert world.application.last("/after")["DialCallStatus"] == "no-answer"
    assert not call.over
    call, leg = screened(world, ASKS)
    world.hang_up(call)
    world.lasts(60)
    assert (leg.over, world.application.last("/after")["DialCallStatus"]) == (True, "canceled")


EVENTS = 'statusCallback="/progress" statusCallbackEvent="initiated ringing answered completed"'


def progress(world: World) -> list[tuple[str, str, str]]:
    told = [request.form for request in world.application.asked if request.path == "/progress"]
    assert {form["CallbackSource"] for form in told} == {"call-progress-events"}
    return sorted((form["SequenceNumber"], form["CallStatus"], form["Timestamp"][17:25]) for form in told)


def test_the_progress_of_a_number_that_is_rung_is_told_to_whoever_asked(world: World) -> None:
    """Contract 3.45."""
    world.application.pages["/progress"] = Reply(b"", status=204)
    world.exchange.extend(ADVISER, Extension(answers_after_s=4))
    world.ring(f"<Dial><Number {EVENTS}>{ADVISER}</Number></Dial>")
    world.lasts(10)
    world.hang_up(world.exchange.calls[-1])
    assert progress(world) == [
        ("0", "initiated", "11:00:00"),
        ("1", "ringing", "11:00:00"),
        ("2", "in-progress", "11:00:04"),
        ("3", "completed", "11:00:10"),
    ]
    assert world.application.last("/progress")["CallDuration"] == "6"


def test_by_default_only_the_end_of_it_is_told(world: World) -> None:
    """Contract 3.45."""
    world.application.pages["/progress"] = Reply(b"", status=204)
    for extension, status in ((Extension(busy=True), "busy"), (Extension(answers_after_s=None), "no-answer"), (None, "failed")):
        world.application.asked.clear()
        world.exchange.plant.extensions.clear()
        if extension:
            world.exchange.extend(ADVISER, extension)
        world.ring(f'<Dial timeout="5"><Number statusCallback="/progress">{ADVISER}</Number></Dial>')
        world.lasts(10)
        assert [told for _, told, _ in progress(world)] == [status]


def test_all_numbers_ring_and_the_first_to_answer_is_joined(world: World) -> None:
    """Contract 3.45."""
    world.exchange.extend("+447700900997", Extension(answers_after_s=9))
    world.exchange.extend("+447700900998", Extension(answers_after_s=3))
    world.exchange.extend(ADVISER, Extension(busy=True))
    call = world.ring("<Dial>" + "".join(f"<Number>+44770090099{n}</Number>" for n in "798") + "</Dial>")
    world.lasts(10)
    slow, busy, quick = world.exchange.calls[-3:]
    assert (of(call, Bridged), slow.status, busy.status) == ([Bridged(quick.sid)], "no-answer", "busy")


def test_a_number_is_shown_only_if_it_may_be(world: World) -> None:
    """Contract 3.44."""
    world.exchange.extend(ADVISER, Extension())
    for shown in (HELPLINE, CALLER):
        world.ring(f'<Dial callerId="{shown}">{ADVISER}</Dial>')
        assert world.exchange.calls[-1].from_ == shown
    assert [told.code for told in of(world.ring(f'<Dial callerId="+447700900111">{ADVISER}</Dial>'), Warned)] == [13214]


def test_a_queue_is_dialled_by_itself(world: World) -> None:
    call = world.ring(f"<Dial><Queue>advisers</Queue><Number>{ADVISER}</Number></Dial>")
    assert [told.code for told in of(call, Warned)] == [0]
