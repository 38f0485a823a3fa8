"""The one door to the pages of others: a question, and whether an answer came.

Knows HTTP and what can go wrong with it. It follows nothing, keeps no cookie, sends no credentials and reads no page. A name is looked up
here once, and the connection made to what was found, so that no name can lead inside a network a moment later.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

import urllib3
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    ProxySchemeUnknown,
    ReadTimeoutError,
    SSLError,
)

from ivr.linesman.address import is_inside, is_inside_by_name
from ivr.linesman.outcome import Death, Doubt, TroubleError

WHO_ASKS: Final = "IASK-helpline-link-check (asks once whether a page that we text to families in Kent is still there)"
_HEADERS: Final = {"User-Agent": WHO_ASKS, "Accept": "text/html,*/*;q=0.8", "Accept-Language": "en-GB,en;q=0.8"}
_PORTS: Final = {"http": 80, "https": 443}
_MOST_TRIED: Final = 3  # addresses of one name
# What the verifier calls it (openssl, X509_V_ERR): what a browser would not let anybody past either. The rest may be this machine's own
# fault: who signed it is not known here, or somebody between reads along.
_BAD: Final = {9: Death.EXPIRED, 10: Death.EXPIRED, 18: Death.SELF_SIGNED, 62: Death.OF_ANOTHER, 64: Death.OF_ANOTHER}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered; `location` is the header as it came. `inside` tells whether the site is inside a network."""

    status: int
    location: str | None
    inside: bool


@dataclass(frozen=True, slots=True)
class _Way:
    pool: "urllib3.HTTPConnectionPool | urllib3.ProxyManager"
    target: str
    site: str


def _looked_up(name: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


def _trusted() -> ssl.SSLContext:
    # Those whom this machine trusts, which on a council's network may be who looks into everything, and those whom browsers do.
    context = ssl.create_default_context()
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return context


@dataclass(frozen=True)
class Wire:
    """The way to the pages of others, with time-outs in seconds.

    `proxy` gives the address of the proxy to ask an address through, if any; `look_up` the IP addresses of a name, for a port, or raises
    `socket.gaierror`; `inside` tells whether an IP address is inside a network.
    """

    connect_s: float = 5
    read_s: float = 10
    proxy: Callable[[str], str | None] = lambda _: None
    look_up: Callable[[str, int], list[str]] = _looked_up
    inside: Callable[[str], bool] = is_inside
    trusted: ssl.SSLContext = field(default_factory=_trusted)

    def ask(self, method: str, address: str, *, may_be_inside: bool) -> Answer:
        """Ask once; `TroubleError` where no answer comes. Whatever is inside a network is asked only if it may be."""
        try:
            inside, ways = self._ways(address, urlsplit(address))
            if inside and not may_be_inside:
                raise TroubleError(Doubt.INSIDE)
            status, location = self._first(method, ways)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise TroubleError(_why(error)) from error
        return Answer(status, location, inside)

    def _ways(self, address: str, parts: SplitResult) -> tuple[bool, list[_Way]]:
        name, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        if proxy := self.proxy(address):
            return is_inside_by_name(name), [_Way(_through(proxy, self.trusted), address, parts.netloc)]
        found = list(dict.fromkeys(self.look_up(name, port)))[:_MOST_TRIED]
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        return any(map(self.inside, found)), [_Way(self._pool(parts, number, port), target, parts.netloc) for number in found]

    def _pool(self, parts: SplitResult, number: str, port: int) -> urllib3.HTTPConnectionPool:
        if parts.scheme == "http":
            return urllib3.HTTPConnectionPool(number, port)
        return urllib3.HTTPSConnectionPool(number, port, ssl_context=self.trusted, server_hostname=parts.hostname)

    def _first(self, method: str, ways: list[_Way]) -> tuple[int, str | None]:
        for way in ways[:-1]:
            try:
                return self._once(method, way)
            except (NewConnectionError, ConnectTimeoutError):  # nothing has been asked yet
                continue
        return self._once(method, ways[-1])

    def _once(self, method: str, way: _Way) -> tuple[int, str | None]:
        patience = urllib3.Timeout(connect=self.connect_s, read=self.read_s)
        headers = {"Host": way.site, **_HEADERS}
        answer = way.pool.urlopen(
            method, way.target, headers=headers, redirect=False, retries=False, preload_content=False, timeout=patience
        )
        answer.close()  # with whatever more it would say: nobody reads it here
        return answer.status, answer.headers.get("Location")


def _through(proxy: str, trusted: ssl.SSLContext) -> urllib3.ProxyManager:
    whole = urlsplit(proxy)
    who = ":".join(unquote(word or "") for word in (whole.username, whole.password))
    pass_words = urllib3.make_headers(proxy_basic_auth=who) if whole.username else None
    return urllib3.ProxyManager(proxy, proxy_headers=pass_words, ssl_context=trusted)


def _why(error: Exception) -> Death | Doubt:
    match error:
        case socket.gaierror():
            unknown = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            return Death.NO_SUCH_NAME if unknown else Doubt.NAME_LOST
        case SSLError() if error.args and isinstance(fault := error.args[0], ssl.SSLCertVerificationError):
            return _BAD.get(fault.verify_code, Doubt.UNTRUSTED)
        case SSLError():
            return Doubt.NO_TLS
        case ProxyError() | ProxySchemeUnknown():
            return Doubt.PROXY
        case NewConnectionError():
            return Doubt.REFUSED
        case ConnectTimeoutError():
            return Doubt.UNREACHED
        case ReadTimeoutError():
            return Doubt.SLOW
        case ProtocolError():
            return Doubt.DROPPED
    return Doubt.ODD
