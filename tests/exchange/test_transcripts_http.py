"""Every call of tests/calls, made over HTTP against the helpline as it is served: on paper and over the telephone, the same.

The steps are compared, and word for word what was said: TwiML that says something else than the engine meant does not pass.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from ivr.exchange.transcripts import Made, made
from ivr.menu.load import load
from ivr.simulator.agreement import difference
from ivr.simulator.paper import on_paper
from ivr.simulator.steps import Breaks, Clock
from ivr.simulator.transcript import Given, Transcript
from ivr.simulator.written import read
from tests.exchange.helplines import Served, served
from tests.small import NOW

HERE = Path(__file__).parent.parent
HELPLINE = load(HERE.parent / "menus").spoken()
CALLS = [call for path in sorted((HERE / "calls").glob("*.yaml")) for call in read(path)]
AT_ELEVEN = [
    call for call in CALLS if call.at == NOW and call.given == Given() and not {Clock, Breaks} & {type(step) for step in call.steps}
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


def ring(transcript: Transcript, at: Served, **changes: Any) -> Made:
    site = replace(at.site(), **changes)
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


def test_two_hundred_calls_at_once_all_end_as_they_are_written(serve: Serve) -> None:
    crowd = list(islice(cycle(AT_ELEVEN), CROWD))
    at = serve(crowd[0])
    at.clock.set(NOW)
    with ThreadPoolExecutor(CROWD) as callers:
        happened = list(callers.map(lambda transcript: ring(transcript, at, set_clock=lambda _: None), crowd))  # one clock for all
    assert [apart for transcript, one in zip(crowd, happened, strict=True) if (apart := unlike(transcript, one))] == []
    assert len({one.call.sid for one in happened}) == CROWD
    assert all(at.up.journal(one.call.sid) for one in happened)
