"""Dial: another call, joined to this one: the head of a queue, or a number that is rung (contract 3.38 to 3.46).

With an action, the call goes on to it when that is over; without, to what stands below (contract 3.42).
"""

from xml.etree.ElementTree import Element

from ivr.exchange.alerts import NotPlayedError
from ivr.exchange.events import Bridged, Dialled
from ivr.exchange.interruptions import Interruption, RangOff
from ivr.exchange.steps import RANG_OFF, Fetch
from ivr.exchange.talk import Talk
from ivr.exchange.verbs import dial_number, dial_queue
from ivr.exchange.verbs.joined import Joined, Joining

BUFFER_S = 5  # always added to the time given (contract 3.41)


def follow(talk: Talk, dial: Element) -> Fetch | None:
    """Dial, speak, and go on."""
    joining = Joining(talk, dial, int(dial.get("timeout", "30")) + BUFFER_S, int(dial.get("timeLimit", "14400")))
    try:
        joined = _dialled(joining, dial)
    except Interruption as by:
        _gone(talk, dial, by)
        raise
    if joined.bridged:
        talk.moved()
    return talk.action(dial, joined.news)


def _dialled(joining: Joining, dial: Element) -> Joined:
    nouns = list(dial)
    if any(noun.tag == "Queue" for noun in nouns):
        if len(nouns) > 1:
            raise NotPlayedError("Dial", "Queue and another")
        return dial_queue.join(joining, nouns[0])
    return dial_number.join(joining, nouns or [dial])


def _gone(talk: Talk, dial: Element, by: Interruption) -> None:
    # Whoever dialled has gone: the application is told, and nobody is left to hear its answer.
    if isinstance(by, RangOff):
        talk.call.end(RANG_OFF)
        status = "completed" if _spoke(talk) else "canceled"
        talk.tell_only(talk.action(dial, {"DialCallStatus": status}))


def _spoke(talk: Talk) -> bool:
    last = next(event for event in reversed(talk.call.events) if isinstance(event, Bridged | Dialled))
    return isinstance(last, Bridged)
