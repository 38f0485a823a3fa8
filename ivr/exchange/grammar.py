"""Which verbs there are, what may stand inside which, and with which attributes.

Read off the twilio package itself: every method of a verb's class makes a verb that may stand inside it, and the parameters of the method
are its attributes. The package writes whatever it is given (contract 8.6); this is what checks it. Knows nothing of values.
"""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from xml.etree.ElementTree import Element

from twilio.twiml import TwiML
from twilio.twiml.voice_response import VoiceResponse

_XML: Final = "{http://www.w3.org/XML/1998/namespace}"  # what a parser makes of `xml:`


@dataclass(frozen=True, slots=True)
class Unknown:
    """A verb where it cannot stand, or an attribute that a verb does not have. `attribute` is empty for a verb."""

    verb: str
    within: str
    attribute: str = ""

    def __str__(self) -> str:
        return f"{self.verb} has no attribute {self.attribute}" if self.attribute else f"{self.verb} cannot stand in {self.within}"


def unknown(element: Element, kind: type = VoiceResponse) -> Iterator[Unknown]:
    """All that the package could not have been asked for, below an element of this class."""
    for child in element:
        if child.tag not in children(kind):
            yield Unknown(child.tag, element.tag)
            continue
        inner, attributes = children(kind)[child.tag]
        yield from (Unknown(child.tag, element.tag, name) for name in named(child) if name not in attributes)
        yield from unknown(child, inner)


def named(element: Element) -> Mapping[str, str]:
    """An element's attributes, by the names that a document gives them."""
    return {name.replace(_XML, "xml:"): value for name, value in element.attrib.items()}


@cache
def children(kind: type) -> Mapping[str, tuple[type, frozenset[str]]]:
    """The verbs that may stand in one of this class: by tag, their class and their attributes."""
    found = {}
    for name, method in inspect.getmembers(kind, inspect.isfunction):
        if name.startswith("_") or name in vars(TwiML):
            continue
        takes = [p for p in inspect.signature(method).parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD and p.name != "self"]
        child: Any = method(kind(), **{p.name: "en-GB" for p in takes})
        found[child.name] = (type(child), frozenset(child.attrs))
    return found
