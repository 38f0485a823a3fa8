"""Reject: the call is not taken, and costs nothing; it must come first (contract 3.22)."""

from xml.etree.ElementTree import Element

from ivr.exchange.alerts import AlertError
from ivr.exchange.steps import End
from ivr.exchange.talk import Talk


def follow(talk: Talk, reject: Element) -> End:
    """Let the caller hear that nobody takes the call."""
    if talk.call.answered is not None:
        raise AlertError(12200, "3.22", "the call is answered already", verb="Reject")
    return End("the application rejected the call", "busy" if reject.get("reason") == "busy" else "no-answer")
