"""The helpline's own door for texts, at the end of the exchange's line."""

from collections.abc import Iterator
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
from ivr.web.doors import House, create
from tests.exchange.conftest import ACCOUNT, TOKEN, World
from tests.served import free_port
from tests.small import NOW, helpline

SENDER = "+447700900800"
MOBILE = Mobile("+447700900456")


@pytest.fixture
def store(world: World, tmp_path: Path) -> Iterator[Store]:
    """The memory of a helpline whose door for texts the sender's number leads to."""
    kept, port = connect(f"sqlite:///{tmp_path / 'helpline.db'}"), free_port()
    kept.migrate()
    url = f"http://127.0.0.1:{port}"
    house = House(public=url, tokens=(TOKEN,), helpline=helpline(), store=kept, recordings=Catalogue(), audio=tmp_path, clock=lambda: NOW)
    server = make_server("127.0.0.1", port, create(house), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    world.exchange.connect(Number(number=SENDER, message_url=url + INBOUND))
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()
    kept.close()


def test_a_mobile_that_answers_is_told_once_and_one_that_says_stop_gets_no_more_texts(world: World, store: Store) -> None:
    """Contract 4.9: Twilio keeps a STOP, and so does the helpline."""
    twilio = Twilio(ACCOUNT, TOKEN, SENDER, http_client=world.exchange.http)
    came: list[tuple[str, bool, bool]] = []
    for body in ("Thank you", "stop", "Thank you", "start"):
        world.exchange.text(MOBILE.e164, SENDER, body)
        world.lasts(5)
        came.append((body, store.opted_out(MOBILE.e164), twilio.post(MOBILE, "Hello", f"{world.application.url}/status") == Refused(21610)))
        world.lasts(5)
    assert came == [("Thank you", False, False), ("stop", True, True), ("Thank you", True, True), ("start", False, False)]
    assert world.exchange.texts.alerts == []
    texts = [text.body for text in world.exchange.texts.mobile(MOBILE.e164).texts]
    assert texts[0] == helpline().texts[AUTO_REPLY].body
    assert texts.count(texts[0]) == 1
    assert texts.count("Hello") == 2
