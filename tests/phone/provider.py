"""The Messages API of a provider, on loopback: takes messages and lists them as Twilio does, or fails as it is told to.

It reads requests by itself and knows nothing of `ivr.phone`: it would agree with our mistakes.
"""

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from twilio.http.http_client import TwilioHttpClient

ACCOUNT = "AC" + "0" * 32
TOKEN = "made-up-token"


@dataclass
class Provider:
    """A provider at `url`. `faults` answer instead of it, one each; a message is not so much as looked at for `busy_s`."""

    url: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)
    faults: list["Fault"] = field(default_factory=list)
    busy_s: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def accept(self, form: dict[str, str], **changes: Any) -> dict[str, Any]:
        """A message as Twilio shows it once it has taken it (contract 4.1, 4.5)."""
        with self.lock:
            now = format_datetime(datetime.now(UTC))
            message = {
                "account_sid": ACCOUNT,
                "api_version": "2010-04-01",
                "body": form["Body"],
                "date_created": now,
                "date_sent": None,
                "date_updated": now,
                "direction": "outbound-api",
                "error_code": None,
                "error_message": None,
                "from": form.get("From"),
                "messaging_service_sid": form.get("MessagingServiceSid"),
                "num_media": "0",
                "num_segments": "1",
                "price": None,
                "price_unit": None,
                "sid": f"SM{len(self.messages):032x}",
                "status": "accepted" if "MessagingServiceSid" in form else "queued",
                "subresource_uris": {},
                "to": form["To"],
                "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/SM.json",
                **changes,
            }
            self.messages.append(message)
            return message

    def listed(self, to: str) -> dict[str, Any]:
        """The messages to this number as Twilio lists them, newest first."""
        found = [message for message in reversed(self.messages) if message["to"] == to]
        return {"messages": found, "page": 0, "page_size": 50, "next_page_uri": None, "uri": "/2010-04-01"}


Fault = Callable[["Answerer", dict[str, str]], None]


class Answerer(BaseHTTPRequestHandler):
    """One request to the provider."""

    provider: Provider
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Take a message."""
        time.sleep(self.provider.busy_s)
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self._note("POST", form)
        if self.provider.faults:
            self.provider.faults.pop(0)(self, form)
        else:
            self.answer(201, self.provider.accept(form))

    def do_GET(self) -> None:
        """List messages, or show one."""
        query = dict(parse_qsl(urlsplit(self.path).query))
        self._note("GET", query)
        one = [message for message in self.provider.messages if urlsplit(self.path).path.endswith(f"/{message['sid']}.json")]
        if self.provider.faults:
            self.provider.faults.pop(0)(self, query)
        elif "To" in query:
            self.answer(200, self.provider.listed(query["To"]))
        elif one:
            self.answer(200, one[0])
        else:
            error(404, 20404)(self, {})

    def do_DELETE(self) -> None:
        """Delete a message (contract 4.17)."""
        self._note("DELETE", {})
        if self.provider.faults:
            self.provider.faults.pop(0)(self, {})
            return
        sid = self.path.rpartition("/")[2].removesuffix(".json")
        left = [message for message in self.provider.messages if message["sid"] != sid]
        was_there, self.provider.messages = len(left) < len(self.provider.messages), left
        if was_there:
            self.send_response(204)
            self.end_headers()
        else:
            error(404, 20404)(self, {})

    def answer(self, status: int, body: object) -> None:
        """Answer with JSON."""
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _note(self, method: str, fields: dict[str, str]) -> None:
        self.provider.asked.append((method, urlsplit(self.path).path, fields, self.headers.get("Authorization", "")))


def error(status: int, code: int) -> Fault:
    """An error in Twilio's shape."""

    def fail(answerer: Answerer, _form: dict[str, str]) -> None:
        more_info = f"https://www.twilio.com/docs/errors/{code}"
        answerer.answer(status, {"code": code, "message": "The message", "more_info": more_info, "status": status})

    return fail


def dropped(answerer: Answerer, form: dict[str, str]) -> None:
    """The message is taken, and the connection cut before a word of answer."""
    answerer.provider.accept(form)
    answerer.close_connection = True
    answerer.connection.shutdown(socket.SHUT_RDWR)


def slow(answerer: Answerer, form: dict[str, str]) -> None:
    """The message is taken, and the answer comes too late."""
    message = answerer.provider.accept(form)
    time.sleep(0.6)
    answerer.answer(201, message)


def garbled(answerer: Answerer, _form: dict[str, str]) -> None:
    """An answer that is no JSON."""
    answerer.answer(201, "<html>")


class ToLoopback(TwilioHttpClient):  # type: ignore[misc,unused-ignore] # the helper library is not typed
    """The helper's own way to Twilio, led to another host (contract 8.4)."""

    def __init__(self, url: str, timeout: float | None = 0.3) -> None:
        super().__init__(timeout=timeout)
        self.url = url
        self.hosts: list[str] = []

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """The same request, to the provider on loopback."""
        parts = urlsplit(url)
        self.hosts.append(f"{parts.scheme}://{parts.netloc}")
        return super().request(method, self.url + url.removeprefix(self.hosts[-1]), *args, **kwargs)


def open_provider() -> tuple[Provider, ThreadingHTTPServer]:
    """A provider that is open for business; shut its server when done."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Answerer,), {"provider": provider}))
    server.daemon_threads = True
    provider.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return provider, server
