"""Pause: quiet, for a second or as long as it says (contract 3.21)."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from ivr.exchange.talk import Talk


def follow(talk: Talk, pause: Element) -> None:
    """Be quiet to the end."""
    until(talk, pause, lambda: False)


def until(talk: Talk, pause: Element, broken_off: Callable[[], bool]) -> bool:
    """Be quiet until `broken_off()`; whether it was."""
    return talk.call.rest(int(pause.get("length", "1")), broken_off)
