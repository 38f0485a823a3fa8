"""The wire to an application: signed requests, tried as often as their URL asks, and nowhere but on this machine.

Knows HTTP and what Twilio makes of its failures (contract 1.8 to 1.16). Nothing of what a request is for.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import urlencode, urlsplit

from ivr.exchange import addresses
from ivr.exchange.addresses import USUAL, Patience, bare
from ivr.exchange.alerts import AlertError
from ivr.exchange.signature import HEADER, sign

MOST_REDIRECTS: Final = 10  # contract 1.16
MOST_READ: Final = 20_000_000  # bytes of a sound: about 40 minutes
_AGAIN: Final = "I-Twilio-Idempotency-Token"  # contract 1.11
_REDIRECTED: Final = frozenset({301, 302, 303, 307, 308})
_METHOD_KEPT: Final = frozenset({307, 308})
_OK: Final = range(200, 300)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back in the end. `url` is what answered, without a fragment."""

    status: int
    content_type: str
    body: bytes
    url: str


class _LostError(Exception):
    """One try came to nothing; `why` is `ct` (no connection) or `rt` (no answer)."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Wire:
    """Requests signed with `token`. `told` hears of every try: method, URL, status (0 for no answer)."""

    token: str = field(repr=False)
    patience: Patience = USUAL

    def webhook(
        self, method: str, url: str, standing: Mapping[str, str], news: Mapping[str, str], told: Callable[[str, str, int], None]
    ) -> Answer:
        """Tell an application something: what is always told, and the news, which a redirect loses (contract 1.16).

        `AlertError` for anything but an answer in the 200s.
        """
        fields = {**standing, **news}
        for _ in range(MOST_REDIRECTS + 1):
            answer, location = self._tried(method, url, fields, told)
            if location is None:
                return answer
            url, fields = addresses.absolute(location, answer.url, "", "Location"), {**standing}
            method = method if answer.status in _METHOD_KEPT else "GET"
        raise AlertError(11215, "1.16", f"more than {MOST_REDIRECTS} redirects", url=bare(url))

    def fetch(self, url: str, told: Callable[[str, str, int], None]) -> Answer:
        """Fetch a sound: no standing fields, nothing signed (contract 2.14)."""
        return self._tried("GET", url, None, told)[0]

    def _tried(
        self, method: str, url: str, fields: Mapping[str, str] | None, told: Callable[[str, str, int], None]
    ) -> tuple[Answer, str | None]:
        patience = addresses.patience(url, self.patience)
        deadline = time.monotonic() + patience.total_s
        request = self._request(method, bare(url), fields)
        for left in range(patience.retries, -1, -1):
            try:
                answer, location = _once(method, request, patience, deadline)
            except _LostError as lost:
                told(method, bare(url), 0)
                if not left or lost.why not in patience.again_on or time.monotonic() >= deadline:
                    raise AlertError(11205 if lost.why == "ct" else 11200, "1.8", "there was no answer in time", url=bare(url)) from None
                continue
            told(method, bare(url), answer.status)
            if answer.status in _OK or location is not None:
                return answer, location
            if not left or f"{answer.status // 100}xx" not in patience.again_on:
                raise AlertError(11200, "1.14", f"the answer was {answer.status}", url=bare(url))
        raise AssertionError("the last try always ends it")

    def _request(self, method: str, url: str, fields: Mapping[str, str] | None) -> "_Request":
        headers = {_AGAIN: secrets.token_hex(16), "User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}
        if fields is None:
            return _Request(url, headers, b"")
        if method == "GET":
            url += ("&" if "?" in url else "?") + urlencode(fields)
            return _Request(url, {**headers, HEADER: sign(self.token, url, {})}, b"")
        form = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        return _Request(url, {**headers, **form, HEADER: sign(self.token, url, fields)}, urlencode(fields).encode())


@dataclass(frozen=True, slots=True)
class _Request:
    """One request as every try of it goes out, so that a second can be told for one (contract 1.11)."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def _once(method: str, request: _Request, patience: Patience, deadline: float) -> tuple[Answer, str | None]:
    address, port = addresses.loopback(request.url)
    parts = urlsplit(request.url)
    connection = HTTPConnection(address, port, timeout=_left(deadline, patience.connect_s))
    try:
        _connect(connection)
        connection.sock.settimeout(_left(deadline, patience.read_s))
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc.rpartition("@")[2], **request.headers}
        connection.request(method, target, request.body if method == "POST" else None, headers)
        response = connection.getresponse()
        location = response.getheader("Location") if response.status in _REDIRECTED else None
        answer = Answer(response.status, response.getheader("Content-Type") or "", response.read(MOST_READ), request.url)
    except (OSError, HTTPException) as error:
        raise _LostError("rt") from error
    finally:
        connection.close()
    if time.monotonic() > deadline:
        raise _LostError("rt")
    return answer, location


def _connect(connection: HTTPConnection) -> None:
    try:
        connection.connect()
    except OSError as error:
        raise _LostError("ct") from error


def _left(deadline: float, most: float) -> float:
    return max(0.001, min(most, deadline - time.monotonic()))
