"""Dial's Queue: the adviser's side of a queue (contract 3.38, 3.39)."""

from datetime import timedelta
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.bridge import Bridge
from ivr.exchange.document import words
from ivr.exchange.events import Dialled
from ivr.exchange.interruptions import Taken
from ivr.exchange.queues import Member, Queue
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
    while True:
        left_s = (gives_up - clock.now()).total_seconds()
        if not talk.call.rest(left_s, lambda: queue.head(talk.call) is not None):
            return Joined("no-answer")
        if (member := queue.take(talk.call)) and (bridge := _reach(joining, noun, queue, member)):
            return joining.speak(bridge)


def _reach(joining: Joining, noun: Element, queue: Queue, member: Member) -> Bridge | None:
    """Take this caller out of the queue; None if they ring off first, and then the next is waited for (contract 10.10)."""
    talk = joining.talk
    bridge = Bridge(talk.plant.clock, member.call.sid, talk.call.sid)
    url = noun.get("url")
    whisper = None
    if url:  # heard by the caller, not by the adviser (contract 3.39)
        whole = absolute(url, talk.document.url, "Queue", "url")
        whisper = Fetch(whole, noun.get("method", "POST"), {"QueueSid": queue.sid})
    member.call.interrupt(Taken(bridge, whisper))
    try:
        talk.call.rest(None, lambda: bridge.ready or bridge.over or member.call.over)
    except BaseException:
        bridge.end()
        raise
    return bridge if bridge.ready else None
