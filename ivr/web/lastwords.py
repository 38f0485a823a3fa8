"""What is said when a turn cannot be made, and the turn that says so cannot be made either.

A few documents, made while the helpline starts and only handed out later, so that nothing is left that could fail. Each leads on to a
person, a message or an end, and none goes round: the queue is followed by a message, a message by goodbye.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from ivr.call.heard import (
    AdviserLeft,
    AdviserRang,
    Arrived,
    Denied,
    Failed,
    Heard,
    Left,
    LeftQueue,
    Pressed,
    Recorded,
    Silence,
    Waiting,
)
from ivr.call.turn import Doing, Enqueue, HangUp, Hold, Leave, Place, Record, Then, Turn
from ivr.clips.catalogue import Catalogue
from ivr.menu import hours, script
from ivr.menu.model import Helpline
from ivr.menu.service import Hours
from ivr.phone.links import Links
from ivr.phone.speech import Speech
from ivr.phone.twiml import render

# Beyond any step that a call can reach by itself.
STEP = 900_000


@dataclass(frozen=True, slots=True)
class LastWords:
    """The documents, and the hours to choose between them by."""

    hours: Hours
    longest_wait_s: int
    queue: str
    message: str
    hold: str
    leave: str
    goodbye: str

    def choose(self, place: Place, heard: Heard, now: datetime) -> str:
        """The document for this moment. Never raises."""
        match heard:
            case Recorded() | AdviserRang() | AdviserLeft():
                return self.goodbye
            case Waiting():
                return self.leave if heard.waited_s >= self.longest_wait_s else self.hold
            case LeftQueue():
                over = heard.how in (Left.BRIDGED, Left.REDIRECTED_FROM_BRIDGED, Left.HANGUP)
                return self.goodbye if over else self.message
            case Arrived() | Pressed() | Silence() | Failed() | Denied():
                return self._instead(place.doing, now)
            case _:
                assert_never(heard)

    def _instead(self, doing: Doing, now: datetime) -> str:
        match doing:
            case Doing.QUEUEING:
                return self.hold
            case Doing.SPEAKING | Doing.SPOKE | Doing.ADVISING:
                return self.goodbye
            case Doing.LEFT:
                return self.message
            case Doing.CHOOSING | Doing.OFFERED | Doing.TYPING | Doing.CHECKING | Doing.ENOUGH | Doing.STOPPED:
                return self.queue if self._open(now) else self.message
            case _:
                assert_never(doing)

    def _open(self, now: datetime) -> bool:
        try:
            return isinstance(hours.state(self.hours, now), hours.Open)
        except Exception:  # noqa: BLE001 - whatever is broken here, a message can still be left
            return False


def prepare(helpline: Helpline, links: Links) -> LastWords:
    """Make the documents, in the reading voice: a recording is one thing more that could be missing."""
    speech = Speech(links, Catalogue(), helpline.voice, helpline.speech)
    sorry = (script.line(helpline, "sorry"),)
    message = Record(helpline.timing.message_s, helpline.timing.message_silence_s)

    def document(then: Then, doing: Doing, *says: script.Prompt) -> str:
        return render(Turn(says, then, Place(node=helpline.start, doing=doing, step=STEP)), speech)

    return LastWords(
        hours=helpline.hours,
        longest_wait_s=helpline.queue.longest_wait_s,
        queue=document(Enqueue(helpline.queue.name), Doing.QUEUEING, *sorry),
        message=document(message, Doing.SPEAKING, *sorry, script.line(helpline, "message.ask")),
        hold=document(Hold(helpline.queue.lap_s), Doing.QUEUEING),
        leave=document(Leave(), Doing.QUEUEING),
        goodbye=document(HangUp(), Doing.CHOOSING, *sorry, script.line(helpline, "goodbye")),
    )
