"""Texts through Twilio's Messages API (`ivr.texts.outbox.Post`, and its copies of them: `ivr.texts.forget.Copies`).

Knows what each of Twilio's answers means for a text, and nothing of the outbox. For the worker only, never for a webhook: it waits for
Twilio, though never for ever. An answer is an outcome, not an exception, so that none can be forgotten.
"""

import logging
from datetime import UTC, datetime, timedelta
from ssl import SSLCertVerificationError
from typing import Final

from twilio.base.exceptions import TwilioException
from twilio.http import HttpClient
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, ProxyError, SSLError

from ivr.texts.forget import Deletion
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted, Outcome, Refused, TryLater, Unknown
from ivr.texts.reasons import OUR_FAULTS
from ivr.texts.states import TextState, from_receipt

LOG = logging.getLogger("ivr.phone")

TIMEOUT_S: Final = 10.0
VALID_S: Final = 900  # for as long may Twilio's own queue hold a text, as ours may (contract 4.1): it must fit the call
_TOO_MANY: Final = 429  # never processed, safe to ask again (contract 4.2)
_TOO_SLOW: Final = 408  # somebody between us and Twilio gave up, or Twilio did: who knows when
_REFUSALS: Final = frozenset(range(400, 500)) - {_TOO_SLOW}
_GONE: Final = 404
_NOT_US: Final = frozenset({401, 403})  # no request of ours is taken, whatever it asks
_MOST_LISTED: Final = 100
_CLOCKS_APART: Final = timedelta(minutes=5)
# An answer that cannot be read is no answer either, be it JSON of another shape: `null` has no keys to get.
_WRONG: Final = (TwilioException, OSError, ValueError, KeyError, TypeError, AttributeError)
_NOT_OURS: Final = {"not": "the process's"}  # the helper reads TWILIO_* from the environment unless it is given another (contract 8.4)


class Twilio:
    """One account at Twilio, and the sender its texts come from: a number, a name, or a Messaging Service (MG...).

    `http_client` is how the helper library reaches Twilio. One without a time-out is given ours: the library's own waits for ever
    (contract 4.3).
    """

    def __init__(self, account_sid: str, auth_token: str, sms_from: str, http_client: HttpClient | None = None) -> None:
        reach = http_client or TwilioHttpClient()
        reach.timeout = reach.timeout or TIMEOUT_S
        _hush(reach)
        self._client = Client(account_sid, auth_token, http_client=reach, environment=_NOT_OURS)
        self._sender = {"messaging_service_sid" if sms_from.startswith("MG") else "from_": sms_from}

    def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
        """Hand a text over, once. Never raises for anything that Twilio or the network does."""
        try:
            what = {"to": to.e164, "body": body, "status_callback": status_callback, "validity_period": VALID_S}
            return _accepted(self._client.messages.create(**what, **self._sender))
        except _WRONG as error:
            return _outcome(error)

    def found(self, to: Mobile, body: str, since: datetime) -> tuple[Accepted, ...] | Unknown:
        """The messages with these words that Twilio has had from us for this number since then, oldest first."""
        try:
            # Not narrowed by date: the only date to narrow by is that of sending, which a message that waits does not have.
            listed = self._client.messages.list(to=to.e164, limit=_MOST_LISTED)
            oldest = since.astimezone(UTC) - _CLOCKS_APART  # counted in time that passes: London's clocks jump
            ours = [message for message in listed if _plain(message.body) == _plain(body) and _made(message) >= oldest]
            return tuple(_accepted(message) for message in reversed(ours))  # they are listed newest first
        except _WRONG:
            return Unknown()

    def became(self, sid: str) -> Accepted | Unknown:
        """What has become of the message of this id. Never raises, as above."""
        try:
            return _accepted(self._client.messages(sid).fetch())
        except _WRONG:
            return Unknown()

    def delete(self, sid: str) -> Deletion:
        """Delete Twilio's copy of a text (contract 4.17). One that is not there is gone; asking twice does no harm (contract 4.2)."""
        try:
            self._client.messages(sid).delete()
        except _WRONG as error:
            return _deletion(error)
        return Deletion.GONE


def _hush(reach: HttpClient) -> None:
    # Both log the URLs they ask, and the URL that lists a number's messages has the number in it.
    reach.logger = logging.Logger("twilio", level=logging.CRITICAL)
    logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


def _accepted(message: MessageInstance) -> Accepted:
    if not message.sid:
        problem = "A message without an id."
        raise ValueError(problem)
    code = message.error_code if isinstance(message.error_code, int) else None
    return Accepted(message.sid, from_receipt(str(message.status)) or TextState.SENT, code)


def _made(message: MessageInstance) -> datetime:
    made = message.date_created
    if not isinstance(made, datetime):
        problem = "A message without a date."
        raise TypeError(problem)
    return made


def _plain(words: str | None) -> str:
    return " ".join((words or "").split())


def _outcome(error: Exception) -> Outcome:
    status, code = _told(error)
    if status == _TOO_MANY:
        return TryLater(code)
    if code in OUR_FAULTS or status in _NOT_US:
        LOG.error("texts wait: Twilio does not take our account, token or sender (its error %s)", code)
        return TryLater(code)
    if status in _REFUSALS:
        return Refused(code)
    if _never_reached(error):
        LOG.warning("texts wait: Twilio cannot be reached")
        return TryLater()
    return Unknown(code)


def _told(error: Exception) -> tuple[int | None, int | None]:
    """The status and Twilio's own code of an answer that is no good; None for what is no number."""
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    return status if isinstance(status, int) else None, code if isinstance(code, int) else None


def _deletion(error: Exception) -> Deletion:
    status, code = _told(error)
    if status == _GONE:
        return Deletion.GONE
    LOG.warning("a text is not forgotten at Twilio yet (its error %s)", code)
    return Deletion.KEPT if status in _REFUSALS and status != _TOO_MANY and status not in _NOT_US else Deletion.NOT_NOW


def _never_reached(error: Exception) -> bool:
    """Whether there was no connection at all, so that nothing can have been sent."""
    why = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(why, ProxyError):  # one that takes no connection passes nothing on; one that hangs up may have passed it on
        why = why.original_error
    if isinstance(why, SSLError) and why.args:  # of a certificate that is not trusted: nothing is said before it is
        why = why.args[0]
    return isinstance(why, NewConnectionError | ConnectTimeoutError | SSLCertVerificationError)
