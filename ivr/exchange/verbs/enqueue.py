"""Enqueue: a place in a queue, and what is played there until somebody takes the call, or it leaves (contract 3.28 to 3.36).

The action is asked for when the call is out again, whatever took it out; for one that spoke to somebody, when they have finished.
"""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.alerts import AlertError
from ivr.exchange.document import WAITING, WHISPERED, words
from ivr.exchange.events import Bridged, LeftQueue, Played, Queued
from ivr.exchange.interruptions import Interruption, PutOut, RangOff, Redirected, Taken
from ivr.exchange.queues import Member, Queue
from ivr.exchange.steps import HUNG_UP, LEFT, RAN_OUT, RANG_OFF, End, Fetch
from ivr.exchange.talk import Talk

JOINING_S: Final = 1  # one can ring off before the place is taken (contract 3.34), so it takes a moment


@dataclass(frozen=True, slots=True)
class _Out:
    """How a call came out of the queue, and what took it elsewhere, if anything did."""

    how: str
    by: Interruption | End | None = None
    waited_s: int | None = None


def follow(talk: Talk, enqueue: Element) -> Fetch | End | None:
    """Wait, and go on to the action; without one, to what stands below."""
    queue = talk.plant.queues.open(words(enqueue))
    queue.max_size = int(enqueue.get("maxQueueSize", queue.max_size))
    talk.call.queue = queue.name
    talk.call.tell(Queued(queue.name))
    out = _through(talk, enqueue, queue)
    talk.call.queue = ""
    talk.call.tell(LeftQueue(queue.name, out.how))
    talk.moved()
    waited = {} if out.waited_s is None else {"QueueSid": queue.sid, "QueueTime": str(out.waited_s)}
    action = talk.action(enqueue, {"QueueResult": out.how, **waited})
    return _after(talk, out, action)


def _after(talk: Talk, out: _Out, action: Fetch | None) -> Fetch | End | None:
    if isinstance(out.by, RangOff):
        talk.call.end(RANG_OFF)
    if out.by is None:
        return action
    talk.tell_only(action)  # the call is elsewhere, or over
    if isinstance(out.by, Interruption):
        raise out.by
    return out.by


def _through(talk: Talk, enqueue: Element, queue: Queue) -> _Out:
    try:
        talk.call.rest(JOINING_S)
    except PutOut as put:
        return _Out(put.how)
    except Interruption as by:
        return _Out("redirected" if isinstance(by, Redirected) else "system-error", by)
    member = queue.join(talk.call)
    if member is None:
        return _Out("queue-full")
    try:
        return _held(talk, enqueue, queue, member)
    finally:
        _leave(talk, queue, member)


def _leave(talk: Talk, queue: Queue, member: Member) -> None:
    """Stand there no more. Whoever took the call as something else took it out is let go, to wait for the next."""
    with talk.plant.clock.lock:
        queue.leave(member)
        for late in talk.call.forget(Taken):
            late.bridge.end()


def _held(talk: Talk, enqueue: Element, queue: Queue, member: Member) -> _Out:
    try:
        how, by = _music(talk, enqueue, queue, member)
    except Taken as taken:
        waited_s = queue.waited_told_s(member)
        out = _spoken_with(talk, taken, queue, waited_s)
        return _Out(out.how, out.by, waited_s)
    except PutOut as put:
        how, by = put.how, None
    except Redirected as news:
        how, by = "redirected", news
    except Interruption as gone:
        how, by = "hangup", gone
    return _Out(how, by, queue.waited_told_s(member))


def _music(talk: Talk, enqueue: Element, queue: Queue, member: Member) -> tuple[str, End | Interruption | None]:
    talk.call.check()  # whoever is taken as they come hears nothing of what is played here
    given = enqueue.get("waitUrl")
    if not given:
        if given is None:
            talk.call.tell(Played("", 0, talk.call.utter()))
        talk.call.rest(None)
    url = absolute(given or "", talk.document.url, "Enqueue", "waitUrl")
    inner = talk.within(WAITING, lambda: queue.told(member))
    while True:
        try:
            end = inner.follow(Fetch(url, enqueue.get("waitUrlMethod", "POST")))
        except AlertError as alert:
            talk.warn(alert)
            talk.call.check()  # somebody may have taken the call while the document was on its way
            return "error", None  # contract 3.29
        if end.reason != RAN_OUT:  # else it is asked for again (contract 3.31)
            return ("leave", None) if end.reason == LEFT else ("hangup", End(HUNG_UP))


def _spoken_with(talk: Talk, taken: Taken, queue: Queue, waited_s: int) -> _Out:
    bridge = taken.bridge
    try:
        if taken.whisper:
            news = {**taken.whisper.news, "QueueSid": queue.sid, "QueueTime": str(waited_s), "DequeingCallSid": bridge.other}
            talk.within(WHISPERED, dict).follow(Fetch(taken.whisper.url, taken.whisper.method, news))
        bridge.join(talk.call.sid)
        if not bridge.over:
            talk.call.tell(Bridged(bridge.other))
        talk.call.rest(None, lambda: bridge.over)
    except Redirected as news_:
        return _Out("redirected-from-bridged", news_)
    except AlertError as alert:
        talk.warn(alert)
        return _Out("error")
    except Interruption as gone:
        return _Out("hangup" if bridge.began is None else "bridged", gone)
    finally:
        bridge.end()
    return _Out("system-error" if bridge.began is None else "bridged")  # only who is bridged spoke to somebody (contract 3.34)
