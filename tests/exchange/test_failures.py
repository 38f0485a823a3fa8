"""The exchange's own failures, one for each kind of work that goes on by itself: none is lost, and no call hangs for ever."""

from typing import Any

import pytest
from twilio.rest import Client

from ivr.exchange.alerts import NotLoopbackError
from ivr.exchange.clock import ToldClock
from ivr.exchange.events import Ended, Entry, Failed, Requested, Said, Texted
from ivr.exchange.exchange import Exchange, Number
from ivr.exchange.plant import Extension
from tests.exchange.conftest import ACCOUNT, ADVISER, CALLER, HELPLINE, TOKEN, Reply, World, of
from tests.small import NOW

GO_ON = "<Pause length='60'/>"
WENT_WRONG = "RuntimeError: as it was told to"
DIALS = '<Dial action="/after"><Number url="{}">+447700900999</Number></Dial>'


def breaking_at(world: World, path: str) -> list[str]:
    """Fail when this is asked for, as the exchange itself might; what is told of it to whoever else listens."""
    told: list[str] = []

    def breaks(entry: Entry) -> None:
        if isinstance(entry.event, Requested) and entry.event.url.endswith(path):
            raise RuntimeError("as it was told to")

    def hears(entry: Entry) -> None:
        if isinstance(entry.event, Failed):
            told.append(entry.event.problem)

    world.exchange.plant.listeners.extend((breaks, hears))
    return told


def send(world: World, **changes: str) -> None:
    client: Any = Client(ACCOUNT, TOKEN, http_client=world.exchange.http, environment={"not": "the process's"})
    client.messages.create(**{"to": CALLER, "from_": "IASKent", "body": "Hello", **changes})
    world.lasts(5)


def kept(world: World) -> list[str]:
    return [str(failure) for failure in world.exchange.plant.failures]


def test_a_call_in_which_the_exchange_fails_ends_and_keeps_why(world: World) -> None:
    told = breaking_at(world, "/voice")
    call = world.ring(GO_ON)
    assert (call.over, call.status, str(call.failure)) == (True, "failed", WENT_WRONG)
    assert told == kept(world) == [WENT_WRONG]
    assert world.application.last("/status")["CallStatus"] == "failed"


def test_so_it_does_where_words_cannot_be_timed(world: World) -> None:
    def pace(words: str) -> float:
        raise RuntimeError(words)

    exchange = Exchange(ACCOUNT, TOKEN, ToldClock(NOW), pace=pace)
    exchange.connect(Number(number=HELPLINE, voice_url=world.application.url + "/voice"))
    world.application.pages["/voice"] = "<Say>Hello</Say>"
    call = exchange.ring(CALLER, HELPLINE)
    exchange.plant.clock.settle()  # type: ignore[attr-defined] # it is the clock made above
    assert (call.over, str(call.failure)) == (True, "RuntimeError: Hello")
    exchange.close()


def test_news_of_a_recording_that_fails_is_kept_and_the_call_goes_on(world: World) -> None:
    world.application.pages["/ready"] = Reply(b"", status=204)
    told = breaking_at(world, "/ready")
    call = world.ring('<Record recordingStatusCallback="/ready" action="/done"/>', done=GO_ON)
    world.lasts(2)
    world.press(call, "#")
    world.lasts(2)
    assert told == kept(world) == [WENT_WRONG]
    assert (call.over, call.failure) == (False, None)


def test_a_receipt_that_fails_is_kept_and_the_text_arrives(world: World) -> None:
    world.application.pages["/receipt"] = Reply(b"", status=204)
    told = breaking_at(world, "/receipt")
    send(world, status_callback=f"{world.application.url}/receipt")
    assert told == kept(world) == [WENT_WRONG] * 3
    assert [text.body for text in world.exchange.texts.arrived] == ["Hello"]


def test_a_text_whose_arrival_cannot_be_told_has_arrived(world: World) -> None:
    def breaks(entry: Entry) -> None:
        if isinstance(entry.event, Texted):
            raise RuntimeError("as it was told to")

    world.exchange.plant.listeners.append(breaks)
    send(world)
    assert ([text.body for text in world.exchange.texts.arrived], kept(world)) == (["Hello"], [WENT_WRONG])


def test_a_text_to_the_helpline_that_fails_is_kept(world: World) -> None:
    world.exchange.connect(Number(number="+447700900800", message_url=f"{world.application.url}/sms"))
    world.application.pages["/sms"] = ""
    told = breaking_at(world, "/sms")
    world.exchange.text(CALLER, "+447700900800", "Hello")
    world.lasts(5)
    assert told == kept(world) == [WENT_WRONG]


@pytest.mark.parametrize(("url", "problem"), [("/screen", WENT_WRONG), ("http://192.0.2.1/screen", "192.0.2.1 is not this machine")])
def test_a_failure_at_who_answers_ends_the_call_that_rang_them(world: World, url: str, problem: str) -> None:
    world.exchange.extend(ADVISER, Extension(answers_after_s=1))
    told = breaking_at(world, "/screen")
    call = world.ring(DIALS.format(url), screen=GO_ON, after=GO_ON)
    world.lasts(10)
    assert [(found.over, found.status, str(found.failure)) for found in world.exchange.calls] == [(True, "failed", problem)] * 2
    assert told == kept(world) == [problem]
    assert "/after" not in world.application.paths()
    assert isinstance(call.failure, NotLoopbackError) is (url != "/screen")


def test_who_listens_and_fails_at_the_failure_too_leaves_no_call_open(world: World) -> None:
    def breaks(entry: Entry) -> None:
        if isinstance(entry.event, Said | Failed):
            raise RuntimeError("as it was told to")

    world.exchange.plant.listeners.append(breaks)
    call = world.ring("<Say>Hello</Say>" + GO_ON)
    assert (call.over, str(call.failure), of(call, Ended)) == (True, WENT_WRONG, [Ended("the exchange has failed")])
    assert kept(world) == [WENT_WRONG] * 2
