"""The twilio package's way out (contract 8.4), leading to the exchange instead of the internet.

Knows the paths of the API, whose request is genuine, and how to fail as Twilio does: an error, a refusal, a connection that breaks.
"""

import json
import logging
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from twilio.http import HttpClient
from twilio.http.response import Response

from ivr.exchange.rest import resources, shapes
from ivr.exchange.rest.fields import Fields, check
from ivr.exchange.rest.resources import Said
from ivr.exchange.texts import RefusedError, Texts

_HOST: Final = re.compile(r"api(\.[a-z0-9-]+)*\.twilio\.com")
_HEX: Final = "[0-9a-fA-F]{32}"
_PATH: Final = re.compile(
    rf"/2010-04-01/Accounts/(?P<account>AC{_HEX})/"
    rf"(?P<asked>Messages(/(SM|MM){_HEX})?|Calls(/CA{_HEX})?|Queues(/QU{_HEX}(/Members(/\w+)?)?)?)\.json"
)
_KINDS: Final[Mapping[str, Callable[[Texts, str, list[str], Fields], Said]]] = {
    "Messages": resources.messages,
    "Calls": resources.calls,
    "Queues": resources.queues,
}


@dataclass(frozen=True, slots=True)
class Refuses:
    """The next request is answered with this status and code, and nothing is done: 429 and 20429, 500 and 20500."""

    status: int
    code: int


@dataclass(frozen=True, slots=True)
class Breaks:
    """The connection breaks with this error: with `taken` after the request was carried out, else before."""

    error: OSError
    taken: bool = True


Fault = Refuses | Breaks


class ExchangeHttpClient(HttpClient):  # type: ignore[misc,unused-ignore] # the helper library is not typed
    """Hand this to `twilio.rest.Client`. Each fault in `faults` spoils one request; `asked` holds the method and path of every one."""

    def __init__(self, texts: Texts, token: str) -> None:
        super().__init__(logging.Logger("ivr.exchange", logging.CRITICAL), is_async=False)
        self.faults: deque[Fault] = deque()
        self.asked: list[tuple[str, str]] = []
        self._texts = texts
        self._token = token

    def request(  # noqa: PLR0917 - the library's own order of arguments
        self,
        method: str,
        uri: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,  # noqa: FBT001, FBT002 - likewise
    ) -> Any:  # a Response, which is not typed
        """Answer a request as the API would."""
        del headers, timeout, allow_redirects
        self.asked.append((method, urlsplit(uri).path))
        query = parse_qsl(urlsplit(uri).query, keep_blank_values=True)
        fields = {name: str(value) for name, value in {**dict(query), **(params or {}), **(data or {})}.items()}
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, Refuses):
            return _response(fault.status, shapes.refusal(fault.status, fault.code, "as it was told to"))
        if fault and not fault.taken:
            raise fault.error
        status, shape = self._answer(method, uri, fields, auth)
        if fault:
            raise fault.error
        return _response(status, shape)

    def _answer(self, method: str, uri: str, fields: Fields, auth: tuple[str, str] | None) -> Said:
        try:
            return self._done(method, uri, fields, auth)
        except RefusedError as refused:
            return refused.status, shapes.refusal(refused.status, refused.code, str(refused))

    def _done(self, method: str, uri: str, fields: Fields, auth: tuple[str, str] | None) -> Said:
        parts, account = urlsplit(uri), self._texts.plant.account
        path = _PATH.fullmatch(parts.path)
        if auth != (account, self._token):
            raise RefusedError(401, 20003, "who asks is not known")
        if not _HOST.fullmatch(parts.netloc) or not path or path["account"] != account:
            raise RefusedError(404, 20404, "there is nothing here")
        kind, *ids = words = path["asked"].split("/")
        check("/".join("{}" if odd % 2 else word for odd, word in enumerate(words)), method, fields)
        return _KINDS[kind](self._texts, method, ids, fields)


def _response(status: int, shape: object) -> Any:
    return Response(status, "" if shape is None else json.dumps(shape))
