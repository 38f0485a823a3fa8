"""Fetching recordings of calls, over real HTTP on loopback: whose they are, and what is not waited for, taken or followed."""

import base64
import logging
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from ivr.phone.media import MOST_BYTES, TwilioMedia

ACCOUNT, TOKEN, ID = "AC" + "0" * 32, "made-up-token", "RE" + "a" * 32
SOUND = b"RIFF" + bytes(range(256)) * 300


@dataclass
class Shelf:
    """A provider of recordings that answers as `how` says, and remembers the path and the authorisation of each request."""

    url: str = ""
    how: "Callable[[Answerer], None] | None" = None
    asked: list[tuple[str, str]] = field(default_factory=list)


class Answerer(BaseHTTPRequestHandler):
    """One request to it."""

    shelf: Shelf

    def do_GET(self) -> None:
        """Hand a recording over, or do otherwise."""
        self.shelf.asked.append((self.path, self.headers.get("Authorization", "")))
        with suppress(ConnectionError):  # of whoever did not wait for it, or did not want it all
            (self.shelf.how or found)(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def found(answerer: Answerer) -> None:
    answerer.answer(200, SOUND, Content_Type="audio/x-wav")


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Answerer,), {"shelf": made}))
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    server.server_close()


def media(shelf: Shelf, timeout_s: float = 5) -> TwilioMedia:
    return TwilioMedia(ACCOUNT, TOKEN, shelf.url, timeout_s)


def test_a_recording_is_fetched_whole_from_the_account_s_own_shelf_as_the_account(shelf: Shelf) -> None:
    """Contract 3.25: what is fetched may need the account's token."""
    assert media(shelf).recording(ID) == SOUND
    expected = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
    assert shelf.asked == [(f"/2010-04-01/Accounts/{ACCOUNT}/Recordings/{ID}", expected)]


def test_left_to_itself_it_asks_twilio() -> None:
    assert TwilioMedia(ACCOUNT, TOKEN)._below == f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/"


@pytest.mark.parametrize("status", [404, 401, 403, 429, 500, 503])
def test_what_cannot_be_had_is_none_and_can_be_asked_for_again(shelf: Shelf, status: int) -> None:
    """Contract 3.25: the file may not be there yet."""
    shelf.how = lambda answerer: answerer.answer(status, b"no")
    assert media(shelf).recording(ID) is None
    shelf.how = None
    assert media(shelf).recording(ID) == SOUND


def test_a_redirect_is_not_followed_for_the_token_would_go_with_it(shelf: Shelf) -> None:
    shelf.how = lambda answerer: answerer.answer(302, Location=f"{shelf.url}/elsewhere")
    assert media(shelf).recording(ID) is None
    assert [path for path, _ in shelf.asked] == [f"/2010-04-01/Accounts/{ACCOUNT}/Recordings/{ID}"]


def test_an_answer_that_does_not_come_is_not_waited_for(shelf: Shelf) -> None:
    given_up, waited_for = Event(), []
    shelf.how = lambda _: waited_for.append(not given_up.wait(30))
    assert media(shelf, timeout_s=0.2).recording(ID) is None
    assert waited_for == []
    given_up.set()


def test_a_sound_that_drips_in_is_left(shelf: Shelf) -> None:
    def drip(answerer: Answerer) -> None:
        answerer.send_response(200)
        answerer.end_headers()
        for _ in range(40):
            answerer.wfile.write(bytes(70_000))
            time.sleep(0.05)

    shelf.how = drip
    assert media(shelf, timeout_s=0.3).recording(ID) is None


def test_a_sound_larger_than_any_recording_is_left_before_it_has_all_come(shelf: Shelf) -> None:
    sent: list[int] = []

    def pour(answerer: Answerer) -> None:
        answerer.send_response(200)
        answerer.end_headers()
        for _ in range(40):
            answerer.wfile.write(bytes(1_000_000))
            sent.append(1_000_000)

    shelf.how = pour
    assert media(shelf).recording(ID) is None
    assert sum(sent) < 2 * MOST_BYTES


def test_a_sound_that_breaks_off_is_none(shelf: Shelf) -> None:
    shelf.how = lambda answerer: answerer.answer(200, SOUND[:1000], Content_Length=str(len(SOUND)))
    assert media(shelf).recording(ID) is None


def test_where_nobody_answers_there_is_none() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and never listens
        assert media(Shelf(f"http://127.0.0.1:{unused.getsockname()[1]}")).recording(ID) is None


@pytest.mark.parametrize("id", ["", "RE", "../Calls", ID + "/..", ID.upper(), "CA" + "a" * 32, ID + "\n", f"{ID}?a=b"])
def test_what_is_no_id_of_a_recording_is_never_asked_for(shelf: Shelf, id: str) -> None:
    assert media(shelf).recording(id) is None
    assert shelf.asked == []


def test_on_this_machine_no_proxy_is_gone_through(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert media(shelf).recording(ID) == SOUND


def test_neither_the_token_nor_the_id_is_logged(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for how in (None, lambda answerer: answerer.answer(500), lambda answerer: answerer.answer(302, Location="/")):
            shelf.how = how
            media(shelf).recording(ID)
    assert len(caplog.records) == 2
    assert not [word for word in (TOKEN, ID) if word in caplog.text]
