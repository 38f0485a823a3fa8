"""The same exchange in real time, as a person at a page uses it."""

from datetime import datetime

from ivr.exchange.clock import RunningClock
from ivr.exchange.events import Asked, Ended, Entry, Pressed, Said
from ivr.exchange.exchange import Exchange, Number
from tests.exchange.conftest import ACCOUNT, CALLER, HELPLINE, TOKEN, Application, of
from tests.served import until
from tests.small import NOW


def test_a_call_goes_on_by_itself_and_answers_to_keys(application: Application) -> None:
    exchange = Exchange(ACCOUNT, TOKEN, RunningClock(lambda: datetime.now(NOW.tzinfo)), pace=lambda _: 60)
    exchange.connect(Number(number=HELPLINE, voice_url=f"{application.url}/voice"))
    told: list[Entry] = []
    exchange.plant.listeners.append(told.append)
    application.pages["/voice"] = (
        "<Say>Hear this</Say><Gather action='/keys' numDigits='1' timeout='1'/><Gather action='/keys' timeout='60'/>"
    )
    application.pages["/keys"] = "<Hangup/>"
    try:
        call = exchange.ring(CALLER, HELPLINE)
        until(lambda: bool(of(call, Said)), 5)
        call.heard(of(call, Said)[0].number)
        until(lambda: len(of(call, Asked)) == 2, 5)
        call.press("12#")
        until(lambda: call.over, 5)
    finally:
        exchange.close()
    assert application.last("/keys")["Digits"] == "12"
    assert of(call, Ended) == [Ended("the helpline hung up")]
    assert [entry.event for entry in told] == list(call.events)
    assert 1 <= (call.ended or NOW).timestamp() - call.began.timestamp() < 10
    assert [pressed.heard for pressed in of(call, Pressed)] == [True] * 3
