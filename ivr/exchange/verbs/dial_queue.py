"""Dial's Queue: the adviser's side of a queue (contract 3.38, 3.39)."""

from datetime import timedelta
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.bridge import Bridge
from ivr.exchange.document import words
from ivr.exchange.events import Dialled
from ivr.exchange.interruptions import Taken
from ivr.exchange.queues import Queue
from ivr.exchange.steps import Fetch
from ivr.exchange.verbs.joined import Joined, Joining


def join(joining: Joining, noun: Element) -> Joined:
    """Be joined to the head of the queue, waiting for one to come; a queue that does not exist has failed."""
    talk, clock = joining.talk, joining.talk.plant.clock
    name = words(noun)
    talk.call.tell(Dialled(queue=name))
    queue = talk.plant.queues.find(name)
    if queue is None:
        return Joined("failed")
    gives_up = clock.now() + timedelta(seconds=joining.timeout_s)
    while (left_s := (gives_up - clock.now()).total_seconds()) > 0:
        talk.call.rest(left_s, lambda: queue.head(talk.call) is not None)
        with clock.lock:  # nothing else takes the caller out before they are told
            bridge = _take(joining, noun, queue)
        if bridge and _reached(joining, bridge):
            return joining.speak(bridge)
    return Joined("no-answer")


def _take(joining: Joining, noun: Element, queue: Queue) -> Bridge | None:
    """Take the head out of the queue, if anybody stands there, and tell them."""
    talk = joining.talk
    member = queue.take(talk.call)
    if member is None:
        return None
    bridge = Bridge(talk.plant.clock, member.call.sid, talk.call.sid)
    bridge.ends_with(lambda: member.call.over)
    whisper, url = None, noun.get("url")
    if url:  # heard by the caller, not by the adviser (contract 3.39)
        whole = absolute(url, talk.document.url, "Queue", "url")
        whisper = Fetch(whole, noun.get("method", "POST"), {"QueueSid": queue.sid})
    member.call.interrupt(Taken(bridge, whisper))
    return bridge


def _reached(joining: Joining, bridge: Bridge) -> bool:
    """Whether the caller comes; if they ring off first, or something else takes them, the next is waited for (contract 10.10)."""
    try:
        joining.talk.call.rest(None, lambda: bridge.ready or bridge.over)
    except BaseException:
        bridge.end()
        raise
    return bridge.ready
