"""Texts that a mobile sends: what Twilio makes of them by itself, the application it tells, and the answer it carries back.

Knows the words that stop and start texts (contract 4.9), and which fields a text comes with (contract 4.4). Nothing of what the
application means by its answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from ivr.exchange import replies
from ivr.exchange.addresses import bare
from ivr.exchange.alerts import AlertError, NotLoopbackError, NotPossibleError
from ivr.exchange.events import Replied
from ivr.exchange.plant import API_VERSION
from ivr.exchange.texts import E164, Message, RefusedError, Texts

_WORDS: Final = {
    "STOP": frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"}),
    "START": frozenset({"START", "YES", "UNSTOP"}),
    "HELP": frozenset({"HELP", "INFO"}),
}
_ANSWERS: Final = {  # what Twilio sends by itself, to this effect
    "STOP": "You will get no more texts from this number. To get them again, reply START.",
    "START": "You will get texts from this number again. To stop them, reply STOP.",
    "HELP": "To stop texts from this number, reply STOP.",
}
_MOST_DOCUMENTS: Final = 50  # that answer one text (contract 3.20: error 14106)
_MOST_REPLIES, _SOON = 15, timedelta(seconds=30)  # between two numbers (contract 4.10: error 14107)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where a text to `number` leads. `url` is told of it; empty where nobody is.

    `scope` is what a STOP stops: the number, and the service that it sends for (contract 4.9). Empty, such words are the application's.
    """

    number: str = field(repr=False)
    url: str
    scope: frozenset[str]


def receive(texts: Texts, from_: str, body: str, line: Line) -> Message:
    """Take a text from a mobile; what comes of it happens beside. `NotPossibleError` for what no mobile sends."""
    if not E164.fullmatch(from_):
        raise NotPossibleError("a text comes from a number in full, such as +447700900123")
    if not body.strip():
        raise NotPossibleError("there are no words in the text")
    message = texts.keep(to=line.number, from_=from_, body=body, status="received", direction="inbound")
    texts.tell(from_, Replied(message.sid, body))
    asks = _asks(body) if line.scope else ""
    if asks:
        _obey(texts, from_, asks, line)
    if line.url:
        texts.plant.start(lambda: _answered(texts, message, asks, line))
    return message


def _asks(body: str) -> str:
    """Which of Twilio's words a text is; one of a single word only."""
    return next((asks for asks, said in _WORDS.items() if body.strip().upper() in said), "")


def _obey(texts: Texts, mobile: str, asks: str, line: Line) -> None:
    stopped = texts.mobile(mobile).opted_out
    if asks == "STOP":
        stopped.update(line.scope)
    elif asks == "START":
        stopped.difference_update(line.scope)
    texts.carry(texts.keep(to=mobile, from_=line.number, body=_ANSWERS[asks], status="queued", direction="outbound-reply"))


def _answered(texts: Texts, message: Message, asks: str, line: Line) -> None:
    """Tell the application, and do what it answers. What is wrong with the answer ends it."""
    try:
        _follow(texts, message, _told(texts, message, asks), line.url)
    except AlertError as alert:
        texts.alert(alert)
    except RefusedError as refused:
        texts.alert(AlertError(refused.code, "4.10", f"an answer to a text was refused: {refused}", verb="Message"))
    except NotLoopbackError as elsewhere:
        texts.alert(AlertError(11200, "1.22", str(elsewhere)))


def _follow(texts: Texts, message: Message, told: Mapping[str, str], url: str) -> None:
    method = "POST"
    for _ in range(_MOST_DOCUMENTS):
        answer = texts.plant.wire.webhook(method, url, told, {}, texts.requested)
        for verb in replies.read(answer):
            if isinstance(verb, replies.Redirect):
                method, url = verb.method, verb.url
                break
            _send(texts, message, verb)
        else:
            return
    raise AlertError(14106, "3.20", f"more than {_MOST_DOCUMENTS} documents answer one text", url=bare(url))


def _send(texts: Texts, message: Message, verb: replies.Message) -> None:
    to, from_ = verb.to or message.from_ or "", verb.from_ or message.to
    since = texts.plant.clock.now() - _SOON
    if sum((sent.to, sent.from_) == (to, from_) and sent.made > since for sent in texts.messages) >= _MOST_REPLIES:
        raise AlertError(14107, "4.10", f"more than {_MOST_REPLIES} texts in {_SOON.seconds} seconds", verb="Message")
    texts.take(to, verb.body, from_, None, verb.callback, direction="outbound-reply")


def _told(texts: Texts, message: Message, asks: str) -> dict[str, str]:
    ids = {"MessageSid": message.sid, "SmsSid": message.sid, "SmsMessageSid": message.sid, "AccountSid": texts.plant.account}
    ends = {"From": message.from_ or "", "To": message.to, "Body": message.body}
    sizes = {"NumMedia": "0", "NumSegments": str(message.segments), "SmsStatus": message.status, "ApiVersion": API_VERSION}
    return {**ids, **ends, **sizes, **({"OptOutType": asks} if asks else {})}
