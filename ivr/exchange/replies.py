"""What an application answers to a text: more texts, or another document. The answer is held to everything that can be told at once.

Knows the shape of such documents, which have verbs of their own. Nothing of who sent what.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from twilio.twiml.messaging_response import MessagingResponse

from ivr.exchange import answers, grammar
from ivr.exchange.addresses import absolute
from ivr.exchange.alerts import AlertError, NotPlayedError
from ivr.exchange.document import framed, parsed, words
from ivr.exchange.wire import Answer

MOST: Final = 10  # texts that answer one (Twilio's error 14109)
_LONGEST: Final = 1600  # characters (contract 4.1)
_NO_CONTENT: Final = 204
_METHODS: Final = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Message:
    """A text to send. `to` and `from_` are empty where they are those of the text that is answered; `callback` hears what becomes of it."""

    body: str = field(repr=False)
    to: str = field(default="", repr=False)
    from_: str = field(default="", repr=False)
    callback: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """Another document is to be asked for, and what stands below is not reached."""

    url: str
    method: str


Verb = Message | Redirect


def read(answer: Answer) -> tuple[Verb, ...]:
    """What an answer asks for, in order; `AlertError` with the first fault of it."""
    if answer.status == _NO_CONTENT:
        return ()
    if not answer.body:
        raise AlertError(11770, "1.15", "the answer is empty", url=answer.url)
    if answers.kind(answer) == "text/plain":
        return (Message(answer.body.decode(errors="replace").strip()),)
    if answers.kind(answer) not in answers.TWIML:
        raise AlertError(12300, "1.18", f"the type is {answers.kind(answer) or 'missing'}", url=answer.url)
    root = parsed(answer.body)
    for fault in _faults(root):
        raise fault
    return tuple(_verb(verb, answer.url) for verb in root)


def _faults(root: Element) -> Iterator[AlertError]:
    yield from framed(root)
    # Codes from 14101 to 14110 are those that Twilio's error dictionary has for answers to a text.
    for odd in grammar.unknown(root, MessagingResponse):
        code = 12200 if odd.attribute or odd.within != root.tag else 14110
        yield AlertError(code, "1.19", str(odd), verb=odd.verb, attribute=odd.attribute)
    if len(root.findall("Message")) > MOST:
        yield AlertError(14109, "4.10", f"more than {MOST} texts answer one", verb="Message")
    for verb in root:
        yield from _wrong(verb)


def _wrong(verb: Element) -> Iterator[AlertError]:
    if verb.get("method", "POST") not in _METHODS:
        yield AlertError(12200, "1.19", f"{verb.get('method')!r} is none of {', '.join(_METHODS)}", verb=verb.tag, attribute="method")
    if verb.find("Media") is not None:
        yield AlertError(12200, "4.6", "this exchange carries words only", verb="Message", attribute="Media")
    if (body := verb.find("Body")) is not None and (verb.text or "").strip() + (body.tail or "").strip():
        yield NotPlayedError("Message", "words beside a Body")
    if verb.tag == "Redirect" and not words(verb):
        yield AlertError(11100, "3.20", "it names nothing", verb="Redirect")
    if verb.tag == "Message" and not 0 < len(_body(verb)) <= _LONGEST:
        yield AlertError(14103, "4.1", f"a text has 1 to {_LONGEST} characters", verb="Message")


def _verb(verb: Element, base: str) -> Verb:
    if verb.tag == "Redirect":
        return Redirect(absolute(words(verb), base, "Redirect"), verb.get("method", "POST"))
    given = verb.get("statusCallback") or verb.get("action")
    callback = absolute(given, base, "Message", "statusCallback") if given else ""
    return Message(_body(verb), verb.get("to", ""), verb.get("from", ""), callback)


def _body(message: Element) -> str:
    inner = message.find("Body")
    return "".join((message if inner is None else inner).itertext()).strip()
