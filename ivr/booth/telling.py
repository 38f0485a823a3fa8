"""What happens in the exchange, put as the page is told it.

Knows the events of the exchange and the page's words for them. What a person typed goes to the page that it was typed on, nowhere else.
"""

from collections.abc import Mapping
from typing import assert_never

from ivr.exchange.events import (
    Asked,
    Bridged,
    Dialled,
    Ended,
    Event,
    Failed,
    LeftQueue,
    Played,
    Pressed,
    Queued,
    Recorded,
    Recording,
    Replied,
    Requested,
    Said,
    Texted,
    Warned,
)

Told = tuple[str, Mapping[str, object]]


def put(event: Event) -> Told:
    """The kind of news this is, and its facts."""
    match event:
        case Requested(method, url, status):
            return "requested", {"method": method, "url": url, "status": status}
        case Said(words, seconds, number):
            return "said", {"words": words, "seconds": seconds, "number": number}
        case Played(url, seconds, number):
            return "played", {"url": url, "seconds": seconds, "number": number, "words": ""}
        case Asked(most, finish, seconds):
            return "asked", {"most": most, "finish": finish, "seconds": seconds}
        case Pressed(key, heard):
            return "pressed", {"key": key, "heard": heard}
        case Texted() | Replied():
            return _text(event)
        case Warned(code, contract, problem):
            return "warned", {"code": code, "contract": contract, "problem": problem}
        case Failed(problem):
            return "failed", {"problem": f"the exchange itself failed: {problem}"}
        case Ended(reason):
            return "ended", {"reason": reason}
        case Queued() | LeftQueue() | Dialled() | Bridged():
            return _meeting(event)
        case Recording(longest_s):
            return "recording", {"longest_s": longest_s}
        case Recorded(recording, seconds):
            return "recorded", {"recording": recording, "seconds": seconds}
        case _:
            assert_never(event)


def _text(event: Texted | Replied) -> Told:
    match event:
        case Texted(_, body):
            return "texted", {"body": body}
        case Replied(_, body):
            return "replied", {"body": body}
        case _:
            assert_never(event)


def _meeting(event: Queued | LeftQueue | Dialled | Bridged) -> Told:
    match event:
        case Queued(queue):
            return "queued", {"queue": queue}
        case LeftQueue(queue, how):
            return "left-queue", {"queue": queue, "how": how}
        case Dialled(queue, number):
            return "dialled", {"queue": queue, "number": number}
        case Bridged(other):
            return "bridged", {"other": other}
        case _:
            assert_never(event)
