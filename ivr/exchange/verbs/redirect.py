"""Redirect: another document, asked for with POST unless it says otherwise; nothing after it is reached (contract 3.20)."""

from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.document import words
from ivr.exchange.steps import Fetch
from ivr.exchange.talk import Talk


def follow(talk: Talk, redirect: Element) -> Fetch:
    """Go there."""
    return Fetch(absolute(words(redirect), talk.document.url, "Redirect"), redirect.get("method", "POST"))
