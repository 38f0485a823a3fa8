"""What an application answered, as a document: TwiML, a sound to play, or words to read out, by the type it says (contract 1.18)."""

from typing import Final
from xml.etree.ElementTree import Element

from ivr.exchange.alerts import AlertError
from ivr.exchange.document import Document, read
from ivr.exchange.wire import Answer

TWIML: Final = frozenset({"text/xml", "application/xml", "text/html"})
SOUNDS: Final = frozenset(  # contract 3.5
    f"audio/{kind}" for kind in ("mpeg", "wav", "wave", "x-wav", "aiff", "x-aifc", "x-aiff", "x-gsm", "gsm", "ulaw")
)


def kind(answer: Answer) -> str:
    """The type of an answer, without what stands after a semicolon."""
    return answer.content_type.partition(";")[0].strip().lower()


def opened(answer: Answer, allowed: frozenset[str]) -> Document:
    """The document in an answer; `AlertError` if it is none."""
    if not answer.body:
        raise AlertError(11770, "1.15", "the answer is empty", url=answer.url)
    if kind(answer) in TWIML:
        return read(answer.body, answer.url, allowed)
    if kind(answer) in SOUNDS:
        return Document((_verb("Play", answer.url),), answer.url)
    if kind(answer) == "text/plain":
        return _plain(answer, allowed)
    raise AlertError(12300, "1.18", f"the type is {kind(answer) or 'missing'}", url=answer.url)


def _plain(answer: Answer, allowed: frozenset[str]) -> Document:
    try:
        return read(answer.body, answer.url, allowed)
    except AlertError:
        return Document((_verb("Say", answer.body.decode(errors="replace")),), answer.url)


def _verb(tag: str, words: str) -> Element:
    element = Element(tag)
    element.text = words
    return element
