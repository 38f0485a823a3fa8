"""Where a call on the recording line is, and what Twilio tells of it.

An `At` is a call's whole memory and rides in the URL that Twilio signs (contract 2.1), so that whose call it is can be relied on. What was
typed is in none: staff number and PIN are typed in one go, and forgotten with the turn. Knows names and counts only.
"""

from dataclasses import dataclass, field
from enum import Enum


class Step(Enum):
    """What the call awaits; the value is the word that the URL carries."""

    WHO = "who"
    NUMBER = "number"  # of a recording
    WORDS = "words"  # were heard: to be read?
    READING = "reading"  # after the tone
    MOMENT = "moment"  # the take is on its way
    CHECK = "check"  # it was heard: to be kept?
    KEPT = "kept"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where a call is. `staff` is the id of an account, never its number; `words` and `sound` begin hashes of what was heard and kept.

    `misses` counts them in a row, `polls` the looks for the take.
    """

    step: Step = Step.WHO
    staff: str = ""
    prompt: str = ""
    words: str = ""
    take: str = ""
    sound: str = ""
    misses: int = 0
    polls: int = 0


@dataclass(frozen=True, slots=True)
class Rang:
    """Somebody rings."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys were pressed."""

    keys: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Silent:
    """No key was pressed in time."""


@dataclass(frozen=True, slots=True)
class Read:
    """Something was recorded, under Twilio's id; `hung_up` if ringing off ended it."""

    recording: str
    seconds: int
    hung_up: bool = False


@dataclass(frozen=True, slots=True)
class Waited:
    """A moment went by."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Twilio could not have, or not follow, the turn before."""


Told = Rang | Typed | Silent | Read | Waited | Failed
