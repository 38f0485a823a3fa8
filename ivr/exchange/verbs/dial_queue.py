"""Dial's Queue: the adviser's side of a queue (contract 3.38, 3.39)."""

from dataclasses import dataclass
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


@dataclass(eq=False, slots=True)
class _Taking:
    """An adviser who takes the head of a queue. `bridge` leads to the caller who was taken, if any was."""

    joining: Joining
    noun: Element
    queue: Queue
    bridge: Bridge | None = None

    def take(self) -> None:
        """Take the head out of the queue, if anybody stands there, and tell them; whoever has taken somebody takes nobody else."""
        talk = self.joining.talk
        with talk.plant.clock.lock:  # nothing else takes the caller out before they are told
            if self.bridge is None and (member := self.queue.take(talk.call)):
                self.bridge = Bridge(talk.plant.clock, member.call.sid, talk.call.sid)
                self.bridge.ends_with(lambda: member.call.over)
                member.call.interrupt(Taken(self.bridge, self._whisper()))

    def awaited(self, seconds: float) -> Bridge | None:
        """Wait so long for somebody to take: whoever stands there, or comes. Whoever was taken is let go if the adviser rings off."""
        call = self.joining.talk.call
        self.queue.takers.append(self.take)
        try:
            call.rest(seconds, lambda: self.bridge is not None or self.queue.head(call) is not None)
            self.take()
        except BaseException:
            self._closed(let_go=True)
            raise
        self._closed()
        return self.bridge

    def _closed(self, *, let_go: bool = False) -> None:
        with self.joining.talk.plant.clock.lock:
            self.queue.takers.remove(self.take)
            if self.bridge and let_go:
                self.bridge.end()

    def _whisper(self) -> Fetch | None:
        """What is heard by the caller, not by the adviser, before they are joined (contract 3.39)."""
        if not (url := self.noun.get("url")):
            return None
        whole = absolute(url, self.joining.talk.document.url, "Queue", "url")
        return Fetch(whole, self.noun.get("method", "POST"), {"QueueSid": self.queue.sid})


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
        bridge = _Taking(joining, noun, queue).awaited(left_s)
        if bridge and _reached(joining, bridge):
            return joining.speak(bridge)
    return Joined("no-answer")


def _reached(joining: Joining, bridge: Bridge) -> bool:
    """Whether the caller comes; if they ring off first, or something else takes them, the next is waited for (contract 10.10)."""
    try:
        joining.talk.call.rest(None, lambda: bridge.ready or bridge.over)
    except BaseException:
        bridge.end()
        raise
    return bridge.ready
