"""The steps of a call as an adviser would tell them: what the caller did, and what came of it.

A closed set in two halves. Acts go into the engine; the rest came out of it. Knows nothing of YAML or of the engine.
"""

from dataclasses import dataclass
from datetime import datetime

from ivr.call.heard import Joined, Left


@dataclass(frozen=True, slots=True)
class Press:
    """Keys pressed, as the form brings them: `1`, `*`, or a whole number where one was asked for."""

    keys: str


@dataclass(frozen=True, slots=True)
class StaySilent:
    """Nothing is pressed until the time is up."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A lap of the queue goes by: the caller is now at `place` and has waited `seconds` in all."""

    place: int
    seconds: int


@dataclass(frozen=True, slots=True)
class GetsOut:
    """The queue lets the call go: an adviser took it, it was full, it failed."""

    how: Left


@dataclass(frozen=True, slots=True)
class Speak:
    """The caller speaks for so many seconds after the beep, and presses hash or rings off."""

    seconds: int
    hung_up: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock moves on to this moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Breaks:
    """Something of ours fails in this turn."""


@dataclass(frozen=True, slots=True)
class AdviserDone:
    """On an adviser's own call: the turn with a caller ended so."""

    how: Joined


@dataclass(frozen=True, slots=True)
class RingOff:
    """The caller rings off."""


@dataclass(frozen=True, slots=True)
class Hear:
    """The prompts that were said, in order, by id."""

    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What filled the slot of a prompt that was heard: a day and time, a place in the queue, digits."""

    prompt: str
    value: str


@dataclass(frozen=True, slots=True)
class Texted:
    """A text was put in the outbox."""

    text: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A typed number was kept, not yet confirmed."""


@dataclass(frozen=True, slots=True)
class TextsStopped:
    """The number that rang was put among those that want no texts."""


@dataclass(frozen=True, slots=True)
class TextsStarted:
    """The number that rang was taken from among those that want no texts."""


@dataclass(frozen=True, slots=True)
class MessageKept:
    """A message was kept to be answered."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Queued:
    """The caller joined this queue."""

    queue: str


@dataclass(frozen=True, slots=True)
class Connected:
    """The adviser was joined to this queue."""

    queue: str


@dataclass(frozen=True, slots=True)
class Beep:
    """The caller is being recorded."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The helpline ended the call."""


Act = Press | StaySilent | Wait | GetsOut | Speak | Clock | Breaks | AdviserDone | RingOff
Outcome = Hear | Told | Texted | Noted | TextsStopped | TextsStarted | MessageKept | Queued | Connected | Beep | Ended
Step = Act | Outcome
