"""The helpline's own door for texts, at the end of the exchange's line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

from ivr.clips.catalogue import Catalogue
from ivr.exchange.exchange import Number
from ivr.menu.lines import AUTO_REPLY
from ivr.phone.links import INBOUND
from ivr.phone.rest import Twilio
from ivr.store import Store, connect
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Refused
from ivr.texts.send import Worker, drain
from ivr.web.doors import House, create
from tests.exchange.conftest import ACCOUNT, TOKEN, World
from tests.served import free_port
from tests.small import NOW, helpline, with_text

SENDER = "+447700900800"
MOBILE = Mobile("+447700900456")
TALKS = with_text(helpline(), "complaint_tips", "IASK: write.", keywords=("MEDIATION",))


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def now() -> Clock:
    return Clock()


@pytest.fixture
def store(world: World, now: Clock, tmp_path: Path) -> Iterator[Store]:
    """The memory of a helpline whose door for texts the sender's number leads to."""
    kept, port = connect(f"sqlite:///{tmp_path / 'helpline.db'}"), free_port()
    kept.migrate()
    url = f"http://127.0.0.1:{port}"
    house = House(public=url, tokens=(TOKEN,), helpline=TALKS, store=kept, recordings=Catalogue(), audio=tmp_path, clock=now)
    server = make_server("127.0.0.1", port, create(house), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    world.exchange.connect(Number(number=SENDER, message_url=url + INBOUND))
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()
    kept.close()


def test_what_a_mobile_gets_for_each_text_it_sends_us_over_two_days(world: World, store: Store, now: Clock) -> None:
    """Contract 4.9: Twilio answers STOP, START and HELP, once each; we answer the rest from the outbox, and to STOP only keep it."""
    worker = Worker(
        store.outbox, Twilio(ACCOUNT, TOKEN, SENDER, http_client=world.exchange.http), lambda _: f"{world.application.url}/status", now
    )
    came: list[tuple[str, int]] = []
    for body in (
        "hello",
        "hello?",
        "HELP",
        "info",
        "mediation",
        "Mediation",
        "stop all",
        "stop",
        "hello",
        "mediation",
        "start",
        "TOMORROW",
        "hello",
    ):
        if body == "TOMORROW":
            now.now += timedelta(days=1)
            continue
        before = len(world.exchange.texts.mobile(MOBILE.e164).texts)
        world.exchange.text(MOBILE.e164, SENDER, body)
        world.lasts(5)
        drain(worker)
        world.lasts(60)
        came.append((body, len(world.exchange.texts.mobile(MOBILE.e164).texts) - before))
    assert came == [
        ("hello", 1),
        ("hello?", 0),
        ("HELP", 1),
        ("info", 1),
        ("mediation", 1),
        ("Mediation", 0),  # and the polite answer was had
        ("stop all", 0),  # Twilio does not know it, and we say nothing
        ("stop", 1),
        ("hello", 0),
        ("mediation", 0),
        ("start", 1),
        ("hello", 1),
    ]
    assert world.exchange.texts.alerts == []
    texts = [text.body for text in world.exchange.texts.mobile(MOBILE.e164).texts]
    assert texts.count(TALKS.texts[AUTO_REPLY].body) == 2
    assert texts.count(TALKS.texts["complaint_tips"].body) == 1


def test_a_number_that_said_stop_is_refused_by_twilio_too_until_it_says_start(world: World, store: Store) -> None:
    """Contract 4.9, 4.10: 21610."""
    twilio = Twilio(ACCOUNT, TOKEN, SENDER, http_client=world.exchange.http)
    came: list[tuple[str, bool, bool]] = []
    for body in ("stop", "start"):
        world.exchange.text(MOBILE.e164, SENDER, body)
        world.lasts(5)
        refused = twilio.post(MOBILE, "Hello", f"{world.application.url}/status") == Refused(21610)
        came.append((body, store.opted_out(MOBILE.e164), refused))
        world.lasts(5)
    assert came == [("stop", True, True), ("start", False, False)]
