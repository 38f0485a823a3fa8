"""Every call of tests/calls, made over HTTP against the helpline as it is served: on paper and over the telephone, the same.

The steps are compared, and word for word what was said: TwiML that says something else than the engine meant does not pass.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import get_args

import pytest

from ivr.call.heard import Left
from ivr.exchange.clock import ToldClock
from ivr.exchange.handset import Site
from ivr.exchange.transcripts import Made, made
from ivr.menu.load import load
from ivr.simulator.agreement import difference
from ivr.simulator.paper import on_paper
from ivr.simulator.steps import Breaks, Clock, GetsOut, Press, Step, Texted, TextsStarted, TextsStopped
from ivr.simulator.transcript import Given, Transcript
from ivr.simulator.written import read
from ivr.texts.send import drain
from ivr.texts.states import TextState
from tests.exchange.crowd import SharedTime, all_at_once
from tests.exchange.helplines import Served, served
from tests.small import NOW

HERE = Path(__file__).parent.parent
HELPLINE = load(HERE.parent / "menus").spoken()
CALLS = [call for path in sorted((HERE / "calls").glob("*.yaml")) for call in read(path)]
NIGHT = NOW.replace(hour=20)
# What a crowd can be made of. A helpline has one clock and one set of menus, and a failure strikes whoever is next.
ANY = [call for call in CALLS if call.given == Given() and not {Clock, Breaks} & {type(step) for step in call.steps}]
AT_ELEVEN = [call for call in ANY if call.at == NOW]
AT_NIGHT = [call for call in ANY if call.at == NIGHT]
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
    at.remember(transcript.memory)
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


@pytest.mark.parametrize("calls", [AT_ELEVEN, AT_NIGHT], ids=["while the line is open", "at night"])
def test_two_hundred_calls_at_once_through_one_exchange_all_end_as_they_are_written(calls: list[Transcript], tmp_path: Path) -> None:
    crowd = [with_numbers_of_its_own(call, n) for n, call in enumerate(islice(cycle(calls), CROWD))]
    with served(tmp_path, replace(Given(), most_in_an_hour=CROWD * 3).applied(HELPLINE)) as at:
        at.clock.set(crowd[0].at)
        time = SharedTime(ToldClock(NOW), CROWD)
        site = replace(at.site(time.clock), clock=time, set_clock=lambda _: None)  # one clock for all
        happened = all_at_once(crowd, time, lambda transcript: made(transcript, site))
        site.exchange.close()
        assert [apart for transcript, one in zip(crowd, happened, strict=True) if (apart := unlike(transcript, one))] == []
        assert len({one.call.sid for one in happened} & {call.sid for call in site.exchange.calls}) == CROWD
        assert all(at.up.journal(one.call.sid) for one in happened)
        assert site.exchange.queue(HELPLINE.queue.name).members == []
        drain(at.up.worker(site.exchange))
        time.clock.advance(5)
        assert_their_texts_arrived(crowd, happened, at, site)


def with_numbers_of_its_own(call: Transcript, n: int) -> Transcript:
    """The same call from a mobile that nobody else in the crowd has, and to one: nobody is denied what another has had."""
    typed = {"07700900456": f"07700900{300 + n}", "00447700900456": f"00447700900{300 + n}", "07700900457": f"07700900{500 + n}"}
    steps = tuple(Press(typed.get(step.keys, step.keys)) if isinstance(step, Press) else step for step in call.steps)
    from_ = f"07700 900{100 + n}" if call.from_.startswith("07700") and not call.adviser else call.from_
    return replace(call, from_=from_, steps=steps)


def assert_their_texts_arrived(crowd: list[Transcript], happened: list[Made], at: Served, site: Site) -> None:
    """Every caller's own, and no others."""
    promised = {one.call.sid: sorted(texted(transcript)) for transcript, one in zip(crowd, happened, strict=True)}
    kept = at.up.store.texts()
    assert {text.state for text in kept} <= {TextState.DELIVERED}
    assert {sid: sorted(text.text for text in kept if text.call == sid) for sid in promised} == promised
    arrived = Counter(message.body for message in site.exchange.texts.arrived)
    assert arrived == Counter(body for transcript in crowd for body in on_paper(transcript, HELPLINE).texts)


def texted(transcript: Transcript) -> list[str]:
    return [step.text for step in transcript.steps if isinstance(step, Texted)]


def test_the_two_hundred_are_of_every_kind_that_a_crowd_can_be_made_of() -> None:
    """What is left out has a clock or menus of its own, or something fails in it."""
    crowds = AT_ELEVEN + AT_NIGHT
    assert len(AT_ELEVEN) >= 70
    assert len(AT_NIGHT) >= 10
    steps = [step for call in crowds for step in call.steps]
    assert {type(step) for step in steps} == {*get_args(Step)} - {Clock, Breaks, TextsStopped, TextsStarted}
    assert {step.how for step in steps if isinstance(step, GetsOut)} >= {Left.BRIDGED, Left.FULL, Left.ERROR}
    assert {call.adviser for call in crowds} == {True, False}
