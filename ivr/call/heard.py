"""What can come in from the line: a closed set of inputs, each named by what the caller or Twilio did.

Knows nothing of forms or URLs. Silence is told by its own URL, never inferred from a missing field. What comes from a caller
carries `caller`: the mobile they ring from, or why it is not one that can be texted.
"""

from dataclasses import dataclass
from enum import Enum

from ivr.texts.numbers import Mobile, Refusal
from ivr.texts.promising import Unpromised


class Left(Enum):
    """Why a call left the queue (contract 3.34). The values are Twilio's words, save the last."""

    BRIDGED = "bridged"
    BRIDGING = "bridging-in-process"
    ERROR = "error"
    HANGUP = "hangup"
    LEAVE = "leave"
    REDIRECTED = "redirected"
    REDIRECTED_FROM_BRIDGED = "redirected-from-bridged"
    FULL = "queue-full"
    SYSTEM_ERROR = "system-error"
    UNKNOWN = "unknown"


class Joined(Enum):
    """How an adviser's turn with a caller ended (contract 3.43). The values are Twilio's words, save the last."""

    COMPLETED = "completed"
    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"
    CANCELED = "canceled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A call has come in to the helpline."""

    caller: Mobile | Refusal


@dataclass(frozen=True, slots=True)
class Pressed:
    """Keys were pressed: one of `0-9*#`, or a run of digits where a number was asked for. May be empty ("#" alone)."""

    keys: str
    caller: Mobile | Refusal

    def __repr__(self) -> str:
        return "Pressed(...)"


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing was pressed in the time given."""

    caller: Mobile | Refusal


@dataclass(frozen=True, slots=True)
class Waiting:
    """The caller is in the queue and the hold words have run out. `position` counts from 1."""

    position: int
    waited_s: int
    caller: Mobile | Refusal


@dataclass(frozen=True, slots=True)
class LeftQueue:
    """The call has left the queue."""

    how: Left
    waited_s: int
    caller: Mobile | Refusal


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording has ended. `hung_up` says that the caller rang off to end it, `back` that they pressed star.

    `recording` is Twilio's id for it.
    """

    recording: str
    url: str
    seconds: int
    hung_up: bool
    caller: Mobile | Refusal
    back: bool = False


@dataclass(frozen=True, slots=True)
class AdviserRang:
    """Somebody rang the adviser line to take the next caller."""


@dataclass(frozen=True, slots=True)
class AdviserLeft:
    """The adviser's turn with a caller, or the wait for one, is over."""

    how: Joined


@dataclass(frozen=True, slots=True)
class Failed:
    """Something of ours or of Twilio's failed in the middle of a turn."""

    caller: Mobile | Refusal


@dataclass(frozen=True, slots=True)
class Denied:
    """The turn that was decided for this input promised a text that may not be promised, and so was not kept."""

    why: Unpromised
    caller: Mobile | Refusal


Heard = Arrived | Pressed | Silence | Waiting | LeftQueue | Recorded | AdviserRang | AdviserLeft | Failed | Denied
