"""What the helpline does next: a closed set of outcomes, and the place a call has reached.

Knows nothing of TwiML, SQL or HTTP. A `Place` is a call's whole memory and rides in the URL that Twilio signs, so it holds
node names and small counts only: never a number and never a typed digit. An effect is data, carried out later.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from ivr.menu.script import Prompt
from ivr.texts.numbers import Mobile


class Doing(Enum):
    """What the call is in the middle of; the value is the word the URL carries."""

    CHOOSING = "choosing"  # at a menu or a page
    OFFERED = "offered"  # asked: text to the mobile you ring from?
    TYPING = "typing"  # asked: type a mobile number
    CHECKING = "checking"  # asked: is that number right?
    ENOUGH = "enough"  # this mobile gets no text now; asked: stop them for good?
    STOPPED = "stopped"  # this mobile wants no texts; asked: start them again?
    QUEUEING = "queueing"  # in the queue for an adviser
    LEFT = "left"  # out of the queue again, asked what next
    SPEAKING = "speaking"  # leaving a message
    SPOKE = "spoke"  # the message ran to its longest; asked: more?
    ADVISING = "advising"  # this call is an adviser's


@dataclass(frozen=True, kw_only=True)  # without slots, a changed copy is made in one go; each turn makes several, and a check a million
class Place:
    """Where a call is. `trail` holds the nodes above `node`, oldest first; `page` counts from 0.

    `silences` and `wrong` count misses in a row, apart. `told` names what is said only once a call; `texted` the texts
    promised, `had` those that the caller's mobile had today before. `position` is the lowest place in the queue that was told
    (0: none yet) and `told_s` when, in seconds of waiting; `laps` counts how often the hold words have run out.
    `step` counts turns: with the kind of turn, it names one turn of one call for good.
    """

    node: str = ""
    page: int = 0
    trail: tuple[str, ...] = ()
    doing: Doing = Doing.CHOOSING
    silences: int = 0
    wrong: int = 0
    told: tuple[str, ...] = ()
    texted: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    position: int = 0
    told_s: int = 0
    laps: int = 0
    step: int = 0

    def but(self, **changes: Any) -> "Place":
        """The same place with some fields changed; TypeError for one that it does not have."""
        facts = vars(self) | changes
        if len(facts) > len(vars(self)):
            msg = f"a place has no {', '.join(changes.keys() - vars(self).keys())}"
            raise TypeError(msg)
        other = object.__new__(Place)
        object.__setattr__(other, "__dict__", facts)
        return other

    def telling(self, what: str) -> "Place":
        """The same place once this was told, which is said only once a call."""
        return self if what in self.told else self.but(told=(*self.told, what))


@dataclass(frozen=True, slots=True)
class Listen:
    """Say the prompts, then wait `wait_s` for a key; `most` keys at most, or any number ended by hash when None."""

    wait_s: int
    most: int | None = 1


@dataclass(frozen=True, slots=True)
class Enqueue:
    """Put the caller in the queue of this name. What they hear there comes from `Waiting` turns."""

    queue: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Go on waiting in the queue: say the prompts, listen for a key through `pause_s` of quiet, then ask again."""

    pause_s: int


@dataclass(frozen=True, slots=True)
class Leave:
    """Take the caller out of the queue; a `LeftQueue` turn follows."""


@dataclass(frozen=True, slots=True)
class Record:
    """Take a message, at most `longest_s`, ended by hash or by `silence_s` without a word."""

    longest_s: int
    silence_s: int


@dataclass(frozen=True, slots=True)
class Connect:
    """Join this adviser to the first caller in the queue; give up after `wait_s` if nobody is waiting."""

    queue: str
    wait_s: int


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call, after the prompts."""


Then = Listen | Enqueue | Hold | Leave | Record | Connect | HangUp


@dataclass(frozen=True, slots=True)
class Offer:
    """Offer this text to this mobile: nothing is kept, but a text that could not be promised now is not offered either."""

    text: str
    to: Mobile


@dataclass(frozen=True, slots=True)
class SendText:
    """Put a text in the outbox for this mobile. `body` is its words as they are now: what is promised is what is sent.

    `discreet` where these are the words that tell nobody who sent them or what it is about.
    """

    text: str
    to: Mobile
    body: str
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class KeepNumber:
    """Keep a typed mobile with the call as an unconfirmed text, in place of any kept before."""

    text: str
    to: Mobile


@dataclass(frozen=True, slots=True)
class SendToKept:
    """The number kept was right: this text may go to it, in these words. There must be one: where none is found the turn fails."""

    text: str
    body: str
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class KeepMessage:
    """Keep a message that was left, with its call."""

    recording: str
    url: str
    seconds: int


@dataclass(frozen=True, slots=True)
class StopTexts:
    """Send this mobile no more texts. It is the one that rings: nobody stops a stranger's."""

    to: Mobile


@dataclass(frozen=True, slots=True)
class StartTexts:
    """Send this mobile texts again. It is the one that rings: nobody starts a stranger's."""

    to: Mobile


Judged = Offer | SendText | SendToKept  # kept only if the text may be promised, as it stands when the turn is written down
Effect = Judged | KeepNumber | KeepMessage | StopTexts | StartTexts


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer: what is said, what follows, where that leaves the call, and what is to be done besides."""

    says: tuple[Prompt, ...]
    then: Then
    place: Place
    does: tuple[Effect, ...] = ()
