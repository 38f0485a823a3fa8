"""A web application on this machine, and nowhere else: what is not a loopback address is not listened on.

Knows sockets and threads; nothing of what is served.
"""

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any, Final

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from ivr.errors import OperatorError
from ivr.exchange.addresses import loopback
from ivr.exchange.alerts import NotLoopbackError

HERE: Final = "127.0.0.1"
_LOOK_S: Final = 0.05  # between two looks for whether it is to stop
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(eq=False, slots=True)
class Door:
    """A door that is open at `url`. Whatever is put into `application` answers from then on."""

    application: Application
    url: str = ""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request (WSGI)."""
        return self.application(environ, start_response)


@contextmanager
def opened(application: Application, port: int = 0, host: str = HERE) -> Iterator[Door]:
    """Open a door; a `port` of 0 takes a free one. `OperatorError` for an address that is not this machine's own, or that is taken."""
    address = _own(host)
    door = Door(application)
    with _listening(address, port) as listener:  # our own, for the library ends the process where a port is taken
        server = make_server(address, port, door, threaded=True, request_handler=_Quiet, fd=listener.fileno())
        door.url = f"http://{f'[{address}]' if ':' in address else address}:{listener.getsockname()[1]}"
        with _answering(server):
            yield door


def _listening(address: str, port: int) -> socket.socket:
    try:
        return socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
    except (OSError, OverflowError):
        raise OperatorError(f"Port {port} is not free. Name another with --port, or --port 0 for any that is.") from None


def _own(host: str) -> str:
    bracketed = f"[{host}]" if ":" in host else host
    try:
        return loopback(f"http://{bracketed}/")[0]
    except (NotLoopbackError, ValueError):
        raise OperatorError(f"{host} is not this machine's own address: it is rung from here only. Use --host {HERE}.") from None


@contextmanager
def _answering(server: BaseWSGIServer) -> Iterator[None]:
    server.daemon_threads = True  # type: ignore[attr-defined] # a threaded one has it
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": _LOOK_S}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(WSGIRequestHandler):
    """Writes nothing down: what is asked tells of a call."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""
