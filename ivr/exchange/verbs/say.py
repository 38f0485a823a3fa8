"""Say: words, read out (contract 3.1 to 3.4)."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from ivr.exchange.document import words
from ivr.exchange.events import Said
from ivr.exchange.talk import Talk

MOST_TIMES = 1000  # what a loop of 0 comes to


def follow(talk: Talk, say: Element) -> None:
    """Say it to the end: no key is heard meanwhile (contract 3.14)."""
    until(talk, say, lambda: False)


def until(talk: Talk, say: Element, broken_off: Callable[[], bool]) -> bool:
    """Say it until `broken_off()`; whether it was."""
    said = words(say)
    seconds = talk.plant.pace(said)
    for _ in range(int(say.get("loop", "1")) or MOST_TIMES):
        number = talk.call.utter()
        talk.call.tell(Said(said, seconds, number))
        if talk.call.listen(seconds, number, broken_off):
            return True
    return broken_off()
