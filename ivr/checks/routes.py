"""The ways a call can go, as facts: what a walk through the whole call engine found, for the rules that ask about calls.

Knows nothing of the engine: the simulator walks it and fills these in, so that a rule reads what calls do and not what the
engine was meant to do. Pure data; how one route joins another is asked in `ivr.checks.walks`.

How to fill them. Start one call per situation (open, night, lunch, holiday, closure, emergency; a mobile and a withheld
caller). From each state try every input that can come: each key on its own, a typed number of each sort, silence, a failure,
each word the queue may send, a recording with sound and one without. Two places are one state when every later turn is the
same: leave out the count of turns and seconds waited, keep misses and what was told. A caller who rings off makes no step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What the call waits for in a state."""

    CHOOSING = "choosing"  # a key, at a menu or after a page
    ASKING = "asking"  # a key, after any other question: the offer of a text, what next, more to say?
    TYPING = "typing"  # a run of digits ended by hash
    QUEUE = "queue"  # an adviser; the caller is in the queue, or on the way into it or out of it
    MESSAGE = "message"  # the caller's words: a message is being recorded
    ENDED = "ended"  # nothing: the helpline has rung off


class By(Enum):
    """What made a call go from one state to the next."""

    ARRIVED = "arrived"  # the call came in; `what` names the situation
    KEY = "key"  # a key, or typed digits, that meant something there
    WRONG = "wrong"  # a key, or typed digits, answered as a miss
    SILENCE = "silence"  # nothing was pressed in the time given
    WAITING = "waiting"  # hold words ran out, still in the queue
    LEFT = "left"  # out of the queue; `what` is Twilio's word for how
    RECORDED = "recorded"  # a recording ended; `what` is "words" or "nothing"
    FAILED = "failed"  # something of ours failed
    DENIED = "denied"  # a text that a key would have brought may not be promised; `what` is why


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state a call can be in. `node` is the menu or guidance it stands at ("" where none); `is_open` as it was entered."""

    kind: Kind
    node: str = ""
    situation: str = "open"
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One turn: in state `origin` this came, it was answered with `words`, and the call now stands in `target`.

    `origin` is "" when the call arrives. `what` is one of `0-9*#`, or for typed digits what sort they were ("a mobile",
    "a landline"), never the digits. `says` holds the ids of the prompts said, in order; `words` is all that was said.
    """

    origin: str
    by: By
    target: str
    what: str = ""
    says: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Routes:
    """Every state a call can reach, by an opaque id, and every step between them. All ids in `steps` are in `states`."""

    states: Mapping[str, State]
    steps: tuple[Step, ...]
