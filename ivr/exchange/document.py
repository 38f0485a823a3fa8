"""A document of TwiML: read, and held to everything that can be told without playing it.

Raises the first thing that Twilio would refuse or warn about. Knows the shape of documents; nothing of calls or of time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from twilio.twiml.voice_response import Dial, VoiceResponse

from ivr.exchange import grammar, values
from ivr.exchange.alerts import AlertError, NotPlayedError

MOST_BYTES: Final = 64_000  # contract 1.15
MOST_ENCODED: Final = 4500  # characters of a Say, as a URL has them (contract 3.3)
MOST_NAME: Final = 64  # of a queue's name (contract 3.28)
ANYWHERE: Final = frozenset({"Say", "Play", "Pause", "Gather", "Redirect", "Hangup", "Record", "Enqueue", "Dial", "Reject"})
WAITING: Final = frozenset({"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"})  # contract 3.29
WHISPERED: Final = frozenset({"Play", "Say", "Pause", "Redirect"})  # contract 3.39
SCREENED: Final = frozenset({"Play", "Say", "Gather", "Hangup"})  # contract 3.45
_BASIC: Final = frozenset({"man", "woman"})
_DIALLED: Final = frozenset({"Queue", "Number"})
_IN_GATHER: Final = frozenset({"Say", "Play", "Pause"})  # contract 3.16
_WORDLESS: Final = frozenset({"Response", "Gather", "Pause", "Record", "Hangup", "Leave", "Reject"})
_HOLDS_VERBS: Final = frozenset({"Response", "Gather", "Dial"})
_CLAUSES: Final = {WAITING: "3.29", WHISPERED: "3.39", SCREENED: "3.45"}
_WORDED: Final = {"Redirect": (11100, "3.20"), "Queue": (12200, "3.38"), "Number": (13223, "3.46")}


@dataclass(frozen=True, slots=True)
class Document:
    """Verbs in order. `url` is where they came from, without a fragment; None where they were handed over without an address."""

    verbs: tuple[Element, ...]
    url: str | None


def read(body: bytes, url: str | None, allowed: frozenset[str] = ANYWHERE) -> Document:
    """The document in these bytes, made of `allowed` verbs; `AlertError` with the first fault of it."""
    root = parsed(body)
    for fault in _faults(root, url, allowed):
        raise fault
    return Document(tuple(root), url)


def parsed(body: bytes) -> Element:
    """The `Response` in these bytes, whatever it is made of; `AlertError` if there is none."""
    if len(body) > MOST_BYTES:
        raise AlertError(11750, "1.15", f"the document has {len(body)} bytes")
    try:
        root = ET.fromstring(body)  # noqa: S314 - from an application on this machine, which could do worse
    except ET.ParseError as error:
        raise AlertError(12100, "1.19", f"the document is not well-formed: {error}") from None
    if root.tag != "Response":
        raise AlertError(12100, "1.19", f"the document is a {root.tag}, not a Response")
    return root


def words(element: Element) -> str:
    """What stands inside an element, spaces made one, SSML left out."""
    return " ".join("".join(element.itertext()).split())


def most_characters(voice: str) -> int:
    """The longest text that this voice takes in one Say (contract 3.3)."""
    return {"Polly": 3000, "Google": 5000}.get(voice.partition(".")[0], 4096)


def framed(root: Element) -> Iterator[AlertError]:
    """What is wrong with a `Response` but for its verbs."""
    yield from (AlertError(12200, "1.19", f"it has no attribute {name}", verb="Response", attribute=name) for name in grammar.named(root))
    yield from _loose(root)


def _faults(root: Element, url: str | None, allowed: frozenset[str]) -> Iterator[AlertError]:
    for place, verb in enumerate(root):
        yield from _standing(verb, allowed)
        if verb.tag == "Reject" and place:
            yield AlertError(12200, "3.22", "it is not the first: by then the call is answered", verb="Reject")
    yield from framed(root)
    for odd in grammar.unknown(root):
        yield AlertError(12200, "1.19", str(odd), verb=odd.verb, attribute=odd.attribute)
    for element in root.iterfind(".//*"):
        yield from values.check(element, url)
        yield from _worded(element)
        yield from _loose(element)
        if url is None and element.tag in ("Gather", "Record") and not element.get("action"):
            yield AlertError(11100, "1.25", "there is no address to go back to, so the action must be given", verb=element.tag)


def _standing(verb: Element, allowed: frozenset[str]) -> Iterator[AlertError]:
    if verb.tag == "Leave" and "Leave" not in allowed:
        yield AlertError(12200, "3.23", "the call is in no queue that it could leave", verb="Leave")
    elif verb.tag in ANYWHERE - allowed:
        yield AlertError(12200, _CLAUSES[allowed], f"only {', '.join(sorted(allowed))} may stand here", verb=verb.tag)
    elif verb.tag in grammar.children(VoiceResponse) and verb.tag not in ANYWHERE | allowed:
        yield NotPlayedError(verb.tag)
    elif verb.tag == "Dial":
        yield from (NotPlayedError(noun.tag) for noun in verb if noun.tag in grammar.children(Dial) and noun.tag not in _DIALLED)
        if len(verb) and (verb.text or "").strip():
            yield NotPlayedError("Dial", "words beside others")
    if verb.tag == "Gather":
        for child in verb:
            if child.tag not in _IN_GATHER:
                yield AlertError(13320, "3.16", f"only {', '.join(sorted(_IN_GATHER))} may stand in it", verb="Gather", attribute=child.tag)
            elif child.get("digits"):
                yield AlertError(12200, "3.8", "no keys are played in a Gather", verb="Play", attribute="digits")


def _loose(element: Element) -> Iterator[AlertError]:
    """Words where no words belong: Twilio's schema knows them in some verbs alone (12200, contract 1.19)."""
    if element.tag in _WORDLESS and (element.text or "").strip():
        yield AlertError(12200, "1.19", "words stand loose in it", verb=element.tag)
    if element.tag in _HOLDS_VERBS and any((child.tail or "").strip() for child in element):
        yield AlertError(12200, "1.19", "words stand loose after one of its verbs", verb=element.tag)


def _worded(element: Element) -> Iterator[AlertError]:
    said = words(element)
    match element.tag:
        case "Say":
            yield from _said(element)
        case "Play" if not said and not element.get("digits"):
            yield AlertError(11100, "3.5", "there is nothing to play", verb="Play")
        case "Enqueue" if not 0 < len(said) <= MOST_NAME:
            yield AlertError(12200, "3.28", f"a queue's name has 1 to {MOST_NAME} characters", verb="Enqueue")
        case "Redirect" | "Queue" | "Number" if not said:
            code, contract = _WORDED[element.tag]
            yield AlertError(code, contract, "it names nothing", verb=element.tag)


def _said(say: Element) -> Iterator[AlertError]:
    voice = say.get("voice", "")
    said = "".join(say.itertext())
    if not said.strip():
        yield AlertError(13520, "3.3", "there is nothing to say", verb="Say")
    if len(_counted(say, voice).encode()) > (most := most_characters(voice)):
        yield AlertError(13521, "3.3", f"more than {most} bytes", verb="Say")
    if voice in _BASIC and len(say):
        yield AlertError(13520, "3.4", f"{voice} takes no SSML", verb="Say", attribute="voice")
    if len(quote(said)) > MOST_ENCODED:
        yield AlertError(13521, "3.3", f"more than {MOST_ENCODED} characters when encoded", verb="Say")


def _counted(say: Element, voice: str) -> str:
    """What counts of a Say: for a voice of Google's its tags too (contract 3.3)."""
    tags = "".join(ET.tostring(child, encoding="unicode", method="xml") for child in say)
    return (say.text or "") + tags if voice.startswith("Google.") else "".join(say.itertext())
