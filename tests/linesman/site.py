"""A site of somebody's, on loopback: it answers each page as it is told to, and remembers what it was asked.

Knows nothing of `ivr.linesman`: it would agree with our mistakes. The certificates beside it were made up for it, by nobody.
"""

import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

CERTIFICATES = Path(__file__).parent / "certificates"
Page = Callable[["Visit"], None]


@dataclass
class Site:
    """Its pages by path, with the method before it where that matters: `HEAD /a`. Any other path is not there."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closing: Event = field(default_factory=Event)


class Visit(BaseHTTPRequestHandler):
    """One question to it."""

    site: Site

    def do_GET(self) -> None:
        """Answer as the page is told to."""
        what = f"{self.command} {self.path}"
        self.site.asked.append(what)
        self.site.headers.append({name.title(): value for name, value in self.headers.items()})
        with suppress(OSError):  # of whoever did not wait for it, or did not want it all
            self.site.pages.get(what, self.site.pages.get(self.path, says(404)))(self)

    def do_HEAD(self) -> None:
        """Likewise."""
        self.do_GET()

    def do_CONNECT(self) -> None:
        """As a proxy: let through to a site that is asked for, which is this one, on https."""
        self.site.asked.append(f"CONNECT {self.path}")
        self.send_response(200)
        self.end_headers()
        self.connection = _secure("localhost.pem").wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.close_connection = False

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who hangs up is nothing to tell of."""


def says(status: int, body: bytes = b"", **headers: str) -> Page:
    """A page that answers this."""

    def page(visit: Visit) -> None:
        visit.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            visit.send_header(name.replace("_", "-"), value)
        visit.end_headers()
        if visit.command != "HEAD":
            visit.wfile.write(body)

    return page


def leads(to: str, status: int = 301) -> Page:
    """A page that sends on; `to` goes into the header as it is, a byte a letter."""
    return says(status, Location=to)


def hangs(visit: Visit) -> None:
    """Say nothing for as long as the site is there."""
    visit.site.closing.wait(20)


def hangs_up(visit: Visit) -> None:
    """End the connection without a word, in the middle."""
    visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    visit.close_connection = True
    visit.connection.close()


def _secure(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / certificate)
    return context


@contextmanager
def opened(certificate: str = "") -> Iterator[Site]:
    """A site, until the end of the block; on https where it has a certificate."""
    site = Site()
    server = _Quiet(("127.0.0.1", 0), type("Bound", (Visit,), {"site": site, "timeout": 20}))
    if certificate:
        # Shaken hands with in the visit's own thread, so that one who breaks off there is no fault of the server's.
        server.socket = _secure(certificate).wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    site.url = f"http{'s' if certificate else ''}://{'localhost' if certificate else '127.0.0.1'}:{server.server_port}"
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
