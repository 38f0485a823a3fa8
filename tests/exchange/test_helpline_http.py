"""The whole helpline at one exchange: texts that arrive on the mobile they were promised to, and one queue with many in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.exchange.events import Bridged, Ended, LeftQueue, Said
from ivr.exchange.transcripts import made
from ivr.phone.links import Links
from ivr.phone.rest import Twilio
from ivr.simulator.paper import on_paper
from ivr.simulator.steps import Noted, Press, Texted
from ivr.simulator.transcript import Given, Transcript
from ivr.texts.send import Worker, drain
from ivr.texts.states import TextState
from tests.exchange.conftest import ADVISER, CALLER, of
from tests.exchange.helplines import Served, served
from tests.exchange.test_transcripts_http import AT_ELEVEN, HELPLINE

CROWD = 200
WITH_TEXTS = [call for call in AT_ELEVEN if any(isinstance(step, Texted) for step in call.steps)]


@pytest.fixture(scope="module")
def helpline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("whole")
    with served(folder, Given().applied(HELPLINE)) as found:
        yield found


@pytest.mark.parametrize("transcript", WITH_TEXTS, ids=lambda call: call.name)
def test_every_text_that_was_promised_arrives_in_the_words_of_the_menus(transcript: Transcript, helpline: Served) -> None:
    helpline.remember(transcript.memory)
    site = helpline.site()
    try:
        call = made(transcript, site).call
        account = helpline.up.account
        twilio = Twilio(account.sid, account.token, "IASKent", http_client=site.exchange.http)
        drain(Worker(helpline.up.store.outbox, twilio, Links(helpline.up.door.url).receipts, helpline.clock))
        site.clock.advance(5)
    finally:
        site.exchange.close()
    promised = on_paper(transcript, HELPLINE).texts
    arrived = {number: sorted(text.body for text in mobile.texts) for number, mobile in site.exchange.texts.mobiles.items()}
    assert arrived == {_wanted(transcript): sorted(promised)}
    assert [text.state for text in helpline.up.store.texts() if text.call == call.sid] == [TextState.DELIVERED] * len(promised)
    assert site.exchange.texts.alerts == []


def _wanted(transcript: Transcript) -> str:
    """The mobile the caller means: the last they typed, else the one they ring from."""
    typed = [step.keys for step in transcript.steps if isinstance(step, Press) and len(step.keys) > 10]
    return f"+44{typed[-1][-10:]}" if Noted() in transcript.steps else CALLER


def test_two_hundred_callers_in_one_queue_each_hear_their_own_place_and_are_taken_in_turn(helpline: Served) -> None:
    site = helpline.site()
    calls = [site.exchange.ring(CALLER, HELPLINE.numbers.helpline) for _ in range(CROWD)]
    site.clock.advance(2)
    for call in calls:
        call.press("0")
        site.clock.settle()
    site.clock.advance(1)
    heard = [" ".join(said.words for said in of(call, Said)) for call in calls]
    assert all(f"You are number {place} in the queue." in words for place, words in enumerate(heard, 1))
    adviser = site.exchange.ring(ADVISER, HELPLINE.numbers.adviser)
    for call in calls[:3]:
        site.clock.advance(2)
        assert of(call, Bridged) == [Bridged(adviser.sid)]
        call.hang_up()
        site.clock.settle()
        adviser.press("1")
    site.clock.advance(2)
    site.exchange.close()
    site.clock.settle()
    assert [of(call, LeftQueue)[0].how for call in calls] == ["bridged"] * 4 + ["hangup"] * (CROWD - 4)
    assert all(of(call, Ended) and call.failure is None for call in calls)
