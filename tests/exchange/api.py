"""The exchange's REST API over real HTTP on loopback, as slow as it is told to be: `python -m tests.exchange.api ANSWERS_AFTER_S`.

Prints its address, and answers until its input ends. Knows HTTP; what is answered is the exchange's own.
"""

import base64
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from ivr.exchange.clock import RunningClock
from ivr.exchange.deliveries import Delivery
from ivr.exchange.exchange import Exchange
from ivr.menu.hours import LONDON
from tests.phone.provider import ACCOUNT, TOKEN

SILENT = Delivery(None, ())  # nothing is ever told of a text: whoever is in doubt must ask


@dataclass
class Api:
    """An exchange that is asked over HTTP at `url`."""

    url: str = ""
    answers_after_s: float = 0
    exchange: Exchange = field(default_factory=lambda: Exchange(ACCOUNT, TOKEN, RunningClock(lambda: datetime.now(LONDON))))

    def had(self) -> Counter[tuple[str, str]]:
        """How many messages there were, by number and words."""
        return Counter((message.to, message.body) for message in self.exchange.texts.messages)


class Answerer(BaseHTTPRequestHandler):
    """One request to the API."""

    api: Api
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Look."""
        self._answer({})

    def do_DELETE(self) -> None:
        """Delete."""
        self._answer({})

    def do_POST(self) -> None:
        """Make or change."""
        length = int(self.headers.get("Content-Length", "0"))
        self._answer(dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self, form: dict[str, str]) -> None:
        time.sleep(self.api.answers_after_s)
        name, _, token = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode().partition(":")
        answer = self.api.exchange.http.request(self.command, "https://api.twilio.com" + self.path, data=form, auth=(name, token))
        data = answer.text.encode()
        self.send_response(answer.status_code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """Many may ask at once, and may hang up in the middle: they are killed."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of who hung up."""


@contextmanager
def open_api(answers_after_s: float = 0, delivery: Delivery = SILENT) -> Iterator[Api]:
    """An exchange that is open for business."""
    api = Api(answers_after_s=answers_after_s)
    api.exchange.texts.delivery = delivery
    server = Server(("127.0.0.1", 0), type("Bound", (Answerer,), {"api": api}))
    api.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        api.exchange.close()


if __name__ == "__main__":
    with open_api(float(sys.argv[1])) as opened:
        sys.stdout.write(f"{opened.url}\n")
        sys.stdout.flush()
        sys.stdin.read()
