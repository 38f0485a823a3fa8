"""Play: a sound, fetched over HTTP; a bad one fails the call (contract 3.5), it is not skipped."""

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.alerts import AlertError
from ivr.exchange.answers import SOUNDS, kind
from ivr.exchange.document import words
from ivr.exchange.events import Played
from ivr.exchange.plant import noting
from ivr.exchange.recordings import length_s
from ivr.exchange.talk import Talk
from ivr.exchange.verbs.say import MOST_TIMES

MOST_S: Final = 2400  # contract 3.6
_WAITS: Final = {"w": 0.5, "W": 1.0}  # contract 3.8
_KEY_S: Final = 0.1
_BYTES_A_SECOND: Final = 8000  # of a sound whose length is not in its header: what μ-law at the telephone's rate has


def follow(talk: Talk, play: Element) -> None:
    """Play it to the end."""
    until(talk, play, lambda: False, fetched(talk, play))


def fetched(talk: Talk, play: Element, wrong: int = 12300) -> float:
    """Fetch the sound; how many seconds it lasts. `AlertError` (`wrong` for its type) if it cannot be played."""
    if not (given := words(play)):
        return sum(_WAITS.get(key, _KEY_S) for key in play.attrib["digits"])
    url = absolute(given, talk.document.url, "Play")
    answer = talk.plant.wire.fetch(url, noting(talk.call))
    if kind(answer) not in SOUNDS:
        raise AlertError(wrong, "3.5", f"the type is {kind(answer) or 'missing'}", verb="Play", url=answer.url)
    told = length_s(answer.body)
    seconds = len(answer.body) / _BYTES_A_SECOND if told is None else told
    if seconds > MOST_S:  # Twilio has no number for it
        raise AlertError(0, "3.6", f"it is longer than {MOST_S} seconds, and may end the call", verb="Play", url=answer.url)
    return seconds


def until(talk: Talk, play: Element, broken_off: Callable[[], bool], seconds: float) -> bool:
    """Play it until `broken_off()`; whether it was."""
    given = words(play)
    url = absolute(given, talk.document.url, "Play") if given else ""
    for _ in range(int(play.get("loop", "1")) or MOST_TIMES):
        number = talk.call.utter()
        talk.call.tell(Played(url, seconds, number))
        if talk.call.listen(seconds + talk.plant.slack_s, number, broken_off):
            return True
    return broken_off()
