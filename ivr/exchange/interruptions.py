"""What takes a call elsewhere in the middle of whatever it was doing. Nothing is wrong when it comes; it is raised to be prompt."""

from dataclasses import dataclass

from ivr.exchange.bridge import Bridge
from ivr.exchange.steps import Fetch, Inline


class Interruption(Exception):  # noqa: N818 - no error, but a call's next turn
    """Something has happened to the call."""


class RangOff(Interruption):
    """Whoever was at the handset rang off."""


@dataclass(eq=False)
class Taken(Interruption):
    """An adviser has taken the call out of the queue: it is to be joined to them. `whisper` is heard before."""

    bridge: Bridge
    whisper: Fetch | None


@dataclass(eq=False)
class PutOut(Interruption):
    """The queue lets the call go; `how` is Twilio's word for why (contract 3.34)."""

    how: str


@dataclass(eq=False)
class Redirected(Interruption):
    """The application has sent the call elsewhere through the REST API (contract 3.48)."""

    to: Fetch | Inline


@dataclass(eq=False)
class Dropped(Interruption):
    """The application, or the other end, has ended the call."""

    reason: str
