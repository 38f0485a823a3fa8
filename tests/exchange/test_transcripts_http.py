"""Every call of tests/calls, made over HTTP against the helpline as it is served: on paper and over the telephone, the same.

The steps are compared, and word for word what was said: TwiML that says something else than the engine meant does not pass.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pytest

from ivr.call.heard import Left
from ivr.exchange.clock import ToldClock
from ivr.exchange.transcripts import Made, made
from ivr.menu.load import load
from ivr.simulator.agreement import difference
from ivr.simulator.paper import on_paper
from ivr.simulator.steps import Breaks, Clock, GetsOut, MessageKept, Press, RingOff, Speak, StaySilent, Texted, Wait
from ivr.simulator.transcript import Given, Transcript
from ivr.simulator.written import read
from tests.exchange.crowd import SharedTime, all_at_once
from tests.exchange.helplines import Served, served
from tests.small import NOW

HERE = Path(__file__).parent.parent
HELPLINE = load(HERE.parent / "menus").spoken()
CALLS = [call for path in sorted((HERE / "calls").glob("*.yaml")) for call in read(path)]
AT_ELEVEN = [
    call for call in CALLS if call.at == NOW and call.given == Given() and not {Clock, Breaks} & {type(step) for step in call.steps}
]
# In a crowd, who takes a caller out of the queue takes whoever is first in it, and that is not always the one who is meant. Two hundred
# in one queue are taken in their turn in `test_helpline_http.py`.
NOBODY_TAKEN = [call for call in AT_ELEVEN if not call.adviser and GetsOut(Left.BRIDGED) not in call.steps]
AT_NIGHT = [
    call
    for call in CALLS
    if call.at == NOW.replace(hour=20) and call.given == Given() and not {Clock, Breaks} & {type(step) for step in call.steps}
]
CROWD = 200

Serve = Callable[[Transcript], Served]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """The helpline as it is in a call, served once for all calls that need it so."""
    open_: dict[Given, Served] = {}
    with ExitStack() as doors:

        def found(transcript: Transcript) -> Served:
            given = transcript.given
            if given not in open_:
                open_[given] = doors.enter_context(served(tmp_path_factory.mktemp("helpline"), given.applied(HELPLINE)))
            return open_[given]

        yield found


def ring(transcript: Transcript, at: Served) -> Made:
    site = at.site()
    try:
        return made(transcript, site)
    finally:
        site.exchange.close()


def unlike(transcript: Transcript, happened: Made) -> str:
    """How the call went otherwise over HTTP than on paper. No worker sends its texts here."""
    return difference(replace(on_paper(transcript, HELPLINE), texts=()), happened.version)


@pytest.mark.parametrize("transcript", CALLS, ids=lambda call: call.name)
def test_the_call_goes_over_http_as_it_goes_on_paper(transcript: Transcript, serve: Serve) -> None:
    assert unlike(transcript, ring(transcript, serve(transcript))) == ""


@pytest.mark.parametrize("calls", [NOBODY_TAKEN, AT_NIGHT], ids=["while the line is open", "at night"])
def test_two_hundred_calls_at_once_through_one_exchange_all_end_as_they_are_written(calls: list[Transcript], serve: Serve) -> None:
    crowd = list(islice(cycle(calls), CROWD))
    at = serve(crowd[0])
    at.clock.set(crowd[0].at)
    clock = ToldClock(NOW)
    time = SharedTime(clock, CROWD)
    site = replace(at.site(clock), clock=time, set_clock=lambda _: None)  # one clock for all
    happened = all_at_once(crowd, time, lambda transcript: made(transcript, site))
    assert [apart for transcript, one in zip(crowd, happened, strict=True) if (apart := unlike(transcript, one))] == []
    assert len({one.call.sid for one in happened}) == len(site.exchange.calls) == CROWD
    assert all(at.up.journal(one.call.sid) for one in happened)
    assert site.exchange.queue(HELPLINE.queue.name).members == []
    site.exchange.close()


def test_the_two_hundred_are_of_every_kind_that_a_crowd_can_be_made_of() -> None:
    """What is left out needs the one clock of the helpline at another time, a failure of its own, or to be first in the queue."""
    assert len(NOBODY_TAKEN) >= 65
    assert len(AT_NIGHT) >= 10
    kinds = {type(step) for call in (*NOBODY_TAKEN, *AT_NIGHT) for step in call.steps}
    assert {Press, StaySilent, Wait, GetsOut, Speak, RingOff, Texted, MessageKept} <= kinds
