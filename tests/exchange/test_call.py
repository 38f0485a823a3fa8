"""One call by itself: what breaks it off, and in which order."""

from datetime import timedelta

import pytest

from ivr.exchange.bridge import Bridge
from ivr.exchange.call import Call
from ivr.exchange.clock import RunningClock, ToldClock
from ivr.exchange.interruptions import PutOut, RangOff
from ivr.exchange.queues import Queue
from tests.small import NOW


@pytest.fixture
def call() -> Call:
    clock = ToldClock(NOW)
    return Call(sid="CA1", clock=clock, from_="anonymous", to="+443000413000", began=NOW)


def test_what_breaks_a_call_off_does_so_once_and_in_order(call: Call) -> None:
    call.interrupt(PutOut("error"))
    call.interrupt(PutOut("leave"))
    for how in ("error", "leave"):
        with pytest.raises(PutOut) as put:
            call.check()
        assert put.value.how == how
    call.check()


def test_ringing_off_goes_before_all_else_and_stays(call: Call) -> None:
    call.interrupt(PutOut("leave"))
    call.hang_up()
    for _ in range(4):
        with pytest.raises(RangOff):
            call.check()


def test_a_call_ends_once(call: Call) -> None:
    call.answer()
    call.end("the first reason", "busy")
    call.end("another")
    assert (call.status, len(call.events), call.over) == ("busy", 1, True)


def test_a_call_in_which_the_clock_is_set_back_has_not_lasted_less_than_nothing() -> None:
    times = [NOW, NOW - timedelta(hours=1)]
    clock = RunningClock(lambda: times[0])
    call = Call(sid="CA1", clock=clock, from_="anonymous", to="+443000413000", began=NOW)
    queue, bridge = Queue("advisers", clock), Bridge(clock, "CA1", "CA2")
    call.answer()
    member = queue.join(call)
    for sid in ("CA1", "CA2"):
        bridge.join(sid)
    assert member is not None
    times.pop(0)
    call.end("the clock went back")
    bridge.end()
    assert (call.seconds, queue.waited_s(member), bridge.seconds) == (0, 0, 0)
