"""Hangup: the end of the call (contract 3.22)."""

from xml.etree.ElementTree import Element

from ivr.exchange.steps import HUNG_UP, End
from ivr.exchange.talk import Talk


def follow(_talk: Talk, _hangup: Element) -> End:
    """End the call."""
    return End(HUNG_UP)
