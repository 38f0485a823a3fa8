"""Two calls being joined by a Dial: what both kinds of it share.

Knows the conversation and what ends it: either rings off, a star where that was asked for, or the time is up (contract 3.41).
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ivr.exchange.bridge import Bridge
from ivr.exchange.ears import Ears
from ivr.exchange.events import Bridged
from ivr.exchange.talk import Talk


@dataclass(frozen=True, slots=True)
class Joined:
    """How a Dial came out, as its action is told (contract 3.43)."""

    status: str
    other: str = ""
    seconds: int = 0
    bridged: bool = False

    @property
    def news(self) -> dict[str, str]:
        """The fields."""
        told = {"DialCallStatus": self.status}
        if self.other:
            told |= {"DialCallSid": self.other, "DialCallDuration": str(self.seconds), "DialBridged": "true" if self.bridged else "false"}
        return told


@dataclass(frozen=True, slots=True)
class Joining:
    """A Dial at work: for how long it tries, and how long a conversation may be; in seconds."""

    talk: Talk
    dial: Element
    timeout_s: float
    limit_s: float

    def speak(self, bridge: Bridge) -> Joined:
        """Be in conversation until it is over."""
        call = self.talk.call
        star = Ears(None, "*" if self.dial.get("hangupOnStar") == "true" else "", only_finish=True)
        call.open_ears(star)
        try:
            bridge.join(call.sid)
            call.tell(Bridged(bridge.caller))
            call.rest(self.limit_s, lambda: bridge.over or star.complete)
        finally:
            call.close_ears()
            bridge.end()
        return Joined("completed", bridge.caller, bridge.seconds, bridged=True)
