"""What TwiML may be: the verbs, attributes and nesting that the twilio package knows, and the rules of ours that it does not.

What the package knows is read off it in `ivr.exchange.grammar`; the rest is stricter than Twilio is.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from ivr.exchange.grammar import unknown

MOST_BYTES = 64_000  # contract 1.15
MOST_CHARACTERS = 1_000  # of one Say, well below the limits of contract 3.3
SHORTEST_LAP_S = 20  # contract 3.31
IN_GATHER = {"Say", "Play", "Pause"}  # contract 3.16
IN_QUEUE = {"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"}  # contract 3.29
# Each URL of a verb, and the attribute that says how it is asked for. Left out it is a POST (contract 3.9, 3.24, 3.28, 3.42); we say it.
METHODS = {"action": "method", "waitUrl": "waitUrlMethod", "recordingStatusCallback": "recordingStatusCallbackMethod"}
WITH_WORDS = {"Say", "Play", "Redirect", "Enqueue", "Queue", "say-as", "phoneme"}  # the last two mark how words are said (3.4)
NO_FURTHER = {"Redirect", "Hangup", "Enqueue", "Leave", "Dial", "Record"}
UNRESERVED = re.compile(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~-]+)*(\?[A-Za-z0-9._~=&-]+)?(#[A-Za-z0-9=&,]+)?")  # contract 2.10


def faults(document: str, *, waiting: bool = False) -> list[str]:
    """What is wrong with a document; `waiting` if it is to be heard in a queue. Raises if it is not XML at all."""
    root = ET.fromstring(document.encode())
    found = [str(odd) for odd in unknown(root)]
    if root.tag != "Response":
        found.append(f"the root is {root.tag}")
    if len(document.encode()) > MOST_BYTES:
        found.append("too large")
    for element in root.iter():
        found += _sound(element)
    return found + list(_leads_on(root)) + list(_allowed_in_queue(root) if waiting else ())


def _sound(element: ET.Element) -> Iterator[str]:
    words = ("".join(element.itertext()) if element.tag == "Say" else element.text or "").strip()
    if bool(words) != (element.tag in WITH_WORDS):
        yield f"{element.tag} says {words!r}"
    if element.tag == "Say":
        if element.get("language") != "en-GB" or not element.get("voice"):
            yield "Say without an English voice (contract 3.1)"
        if len(words) > MOST_CHARACTERS:
            yield "Say is too long"
    if element.tag == "Gather":
        yield from _hears(element)
    urls = [element.attrib[name] for name in METHODS if name in element.attrib] + ([words] if element.tag in {"Play", "Redirect"} else [])
    yield from (f"{element.tag} has the URL {url}" for url in urls if not UNRESERVED.fullmatch(url))
    yield from _posts(element)


def _posts(element: ET.Element) -> Iterator[str]:
    # Our doors take a POST and nothing else: asked for otherwise they answer 405, and the call falls (contract 1.14).
    methods = [method for url, method in METHODS.items() if url in element.attrib] + (["method"] if element.tag == "Redirect" else [])
    for method in methods:
        if element.get(method) != "POST":
            yield f"{element.tag} has {method}={element.get(method)}"


def _hears(gather: ET.Element) -> Iterator[str]:
    yield from (f"Gather holds {child.tag}" for child in gather if child.tag not in IN_GATHER)
    if gather.get("input") != "dtmf" or "timeout" not in gather.attrib or "action" not in gather.attrib:
        yield "Gather leaves to chance what it hears (contract 3.9)"
    one = gather.get("numDigits") and gather.get("finishOnKey") == ""
    many = gather.get("finishOnKey") == "#" and gather.get("actionOnEmptyResult") == "true"
    if not one and not many:
        yield "Gather loses the hash (contract 3.11)"


def _leads_on(root: ET.Element) -> Iterator[str]:
    if not len(root) or root[-1].tag not in NO_FURTHER:
        yield "the document ends, and the call with it (contract 1.20)"
    for element in root:
        if element.tag in {"Dial", "Record", "Enqueue"} and "action" not in element.attrib:
            yield f"{element.tag} leads nowhere"


def _allowed_in_queue(root: ET.Element) -> Iterator[str]:
    yield from (f"{child.tag} is not allowed in a queue (contract 3.29)" for child in root if child.tag not in IN_QUEUE)
    quiet = sum(int(pause.get("length", "1")) for pause in root.iter("Pause"))
    if root[-1].tag == "Redirect" and quiet < SHORTEST_LAP_S:
        yield "the lap is too short (contract 3.31)"


def path(url: str) -> str:
    """The path of a URL, for telling one from another."""
    return urlsplit(url).path
