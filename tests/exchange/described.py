"""Twilio's own description of its REST API, and Prism, which holds what is asked and answered against it as it goes by.

A request goes from a client to Prism, from there to a door on loopback, and through it to the way out of the twilio package that is
under test: the exchange's. Prism answers instead where a request or an answer is not as described.
"""

import base64
import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from twilio.http import HttpClient

from tests import npm
from tests.phone.provider import ToLoopback
from tests.served import free_port, until

ROOT = "/2010-04-01/Accounts/{AccountSid}/"
OURS = (
    "Messages",
    "Messages/{Sid}",
    "Calls",
    "Calls/{Sid}",
    "Queues",
    "Queues/{Sid}",
    "Queues/{QueueSid}/Members",
    "Queues/{QueueSid}/Members/{CallSid}",
)
METHODS = ("GET", "POST", "DELETE")
PRISMS_OWN = "https://stoplight.io/prism/errors#"


@cache
def description() -> dict[str, Any]:
    """All of it, as Twilio publishes it, but for what its own examples disprove."""
    found: dict[str, Any] = json.loads(npm.twilio_api().read_text("utf-8"))
    for path in found["paths"].values():
        answers = [answer for method in METHODS for answer in path.get(method.lower(), {}).get("responses", {}).values()]
        for answer in answers:
            schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
            for each in schema.get("properties", {}).values():
                if each.get("format") == "uri":  # said of the links of a list, which are paths in every example
                    each["format"] = "uri-reference"
    return found


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What can be asked of messages, calls, queues and their members: the path below the account, the method, and what is said of it."""
    paths = description()["paths"]
    for path in OURS:
        found = paths[f"{ROOT}{path}.json"]
        yield from ((path, method, found[method.lower()]) for method in METHODS if method.lower() in found)


def fields(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The fields that an operation is described to take, in its query or its form."""
    query = {each["name"]: each["schema"] for each in operation["parameters"] if each["in"] == "query"}
    form = operation.get("requestBody", {}).get("content", {}).get("application/x-www-form-urlencoded", {}).get("schema", {})
    return {**query, **form.get("properties", {})}


class Door(BaseHTTPRequestHandler):
    """Hands each request on to the way out, as if it had been asked for at Twilio."""

    protocol_version = "HTTP/1.1"
    way: HttpClient

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def do_DELETE(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        name, _, password = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode().partition(":")
        data = dict(parse_qsl(form, keep_blank_values=True))
        answer = self.way.request(self.command, "https://api.twilio.com" + self.path, data=data, auth=(name, password))
        body = answer.text.encode()
        self.send_response(answer.status_code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class ThroughPrism(ToLoopback):
    """Twilio's client on its way through Prism. `AssertionError` with Prism's words where something is not as described."""

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        answer = super().request(method, url, *args, **kwargs)
        assert PRISMS_OWN not in answer.text, f"{method} {urlsplit(url).path}: {answer.text}"
        return answer


class Prism:
    """A running Prism. Lead it to a way out before asking; `ask` shows its verdict on a request: its own answer, or what lies behind."""

    def __init__(self, url: str, door: type[Door]) -> None:
        self.url = url
        self._door = door

    def leads_to(self, way: HttpClient) -> "Prism":
        self._door.way = way
        return self

    @property
    def way(self) -> ThroughPrism:
        return ThroughPrism(self.url, timeout=20)

    def refuses(self, method: str, url: str, fields: dict[str, str], auth: tuple[str, str] | None) -> str:
        """Why a request is not as described; empty if it is."""
        given = {"params": fields} if method == "GET" else {"data": fields}
        answer = ToLoopback(self.url, timeout=20).request(method, url, auth=auth, **given)
        return answer.text if PRISMS_OWN in answer.text else ""


@contextmanager
def prism(folder: Path) -> Iterator[Prism]:
    """Prism, with the description before it and a door behind it."""
    described = folder / "description.json"
    described.write_text(json.dumps(description()), "utf-8")
    door = type("Bound", (Door,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    port = free_port()
    command = [*npm.prism(), "proxy", str(described), f"http://127.0.0.1:{server.server_port}", "--errors", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        until(lambda: _listens(port) or process.poll() is not None, within_s=60)
        assert process.poll() is None, (folder / "log").read_text("utf-8")
        yield Prism(f"http://127.0.0.1:{port}", door)
    finally:
        process.terminate()
        process.wait(timeout=20)
        server.shutdown()
        server.server_close()


def _listens(port: int) -> bool:
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) == 0
