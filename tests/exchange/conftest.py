"""An application of a few lines, on a port of its own, and an exchange that rings it: time passes only when a test says so."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeVar
from urllib.parse import parse_qsl

import pytest
from twilio.request_validator import RequestValidator

from ivr.exchange.addresses import Patience
from ivr.exchange.call import Call
from ivr.exchange.clock import ToldClock
from ivr.exchange.events import Event
from ivr.exchange.exchange import Exchange, Number
from ivr.exchange.recordings import wav
from ivr.exchange.voice import tone
from tests.small import NOW

E = TypeVar("E", bound=Event)

ACCOUNT = "AC" + "0" * 32
TOKEN = "0123456789abcdef0123456789abcdef"
HELPLINE = "+443000413000"
CALLER = "+447700900123"
ADVISER = "+447700900999"


@dataclass(frozen=True)
class Request:
    """A request as it came. `genuine` says that Twilio's own library takes its signature."""

    method: str
    path: str
    form: Mapping[str, str]
    token: str
    genuine: bool


@dataclass(frozen=True)
class Reply:
    """What the application answers. `after_s` makes it slow, `location` sends it elsewhere."""

    body: bytes
    kind: str = "text/xml"
    status: int = 200
    location: str = ""
    after_s: float = 0


Page = str | Reply | Callable[[Request], "str | Reply"]


@dataclass
class Application:
    """Answers each path with what was put there; the body of a `Response`, or a whole reply. What was not put is 404."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reply(self, request: Request) -> Reply:
        self.asked.append(request)
        page = self.pages.get(request.path.partition("?")[0], Reply(b"", status=404))
        found = page(request) if callable(page) else page
        return found if isinstance(found, Reply) else Reply(f"<Response>{found}</Response>".encode())

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    def last(self, path: str) -> Mapping[str, str]:
        return next(request.form for request in reversed(self.asked) if request.path == path)


class Door(BaseHTTPRequestHandler):
    application: Application

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(dict(parse_qsl(body, keep_blank_values=True)))

    def do_GET(self) -> None:
        self._answer({})

    def _answer(self, form: dict[str, str]) -> None:
        signature = self.headers.get("X-Twilio-Signature", "")
        genuine = bool(RequestValidator(TOKEN).validate(self.application.url + self.path, form, signature))
        token = self.headers.get("I-Twilio-Idempotency-Token", "")
        reply = self.application.reply(Request(self.command, self.path, form, token, genuine))
        time.sleep(reply.after_s)
        self.send_response(reply.status)
        if reply.kind:
            self.send_header("Content-Type", reply.kind)
        if reply.location:
            self.send_header("Location", reply.location)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        with suppress(BrokenPipeError):  # of whoever did not wait for it
            self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def server() -> Iterator[ThreadingHTTPServer]:
    found = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Door,), {"application": Application()}))
    found.daemon_threads = True
    Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def application(server: ThreadingHTTPServer) -> Application:
    found = Application(server.server_port)
    found.pages["/beep.wav"] = Reply(wav(tone(3)), "audio/wav")
    server.RequestHandlerClass.application = found  # type: ignore[attr-defined] # the class made above has it
    return found


@dataclass
class World:
    """An exchange, its clock and the application it rings."""

    application: Application
    clock: ToldClock
    exchange: Exchange

    def ring(self, first: Page = "", /, from_: str = CALLER, **pages: Page) -> Call:
        """Ring; `first` answers the number, the others their own paths (`_` for `-`)."""
        self.application.pages["/voice"] = first
        self.application.pages |= {"/" + name.replace("_", "-"): page for name, page in pages.items()}
        call = self.exchange.ring(from_, HELPLINE)
        self.clock.settle()
        return call

    def place(self, twiml: str) -> Call:
        call = self.exchange.place("+447700900001", HELPLINE, twiml)
        self.clock.settle()
        return call

    def lasts(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def press(self, call: Call, keys: str) -> None:
        call.press(keys)
        self.clock.settle()

    def hang_up(self, call: Call) -> None:
        call.hang_up()
        self.clock.settle()


@pytest.fixture
def world(application: Application) -> Iterator[World]:
    clock = ToldClock(NOW, patience_s=10)
    patience = Patience(connect_s=2, read_s=2, total_s=2)  # enough for a busy machine
    exchange = Exchange(ACCOUNT, TOKEN, clock, pace=lambda words: len(words.split()), patience=patience)
    number = Number(number=HELPLINE, voice_url=application.url + "/voice", status_url=application.url + "/status")
    exchange.connect(number)
    application.pages["/status"] = Reply(b"", status=204)
    yield World(application, clock, exchange)
    exchange.close()
    clock.settle()


def of(call: Call, kind: type[E]) -> list[E]:
    """The events of one kind."""
    return [event for event in call.events if isinstance(event, kind)]


def at(moment: datetime) -> float:
    """Seconds since the exchange opened."""
    return (moment - NOW).total_seconds()
