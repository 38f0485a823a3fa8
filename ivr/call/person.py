"""The way to a person: the queue while advisers answer, a message to be called back while they do not.

Knows which of the two is open now. Getting a person never means ringing another number (L04).
"""

from datetime import datetime

from ivr.call import closed
from ivr.call.turn import Doing, Enqueue, Place, Record, Turn
from ivr.menu import hours, script
from ivr.menu.model import Helpline
from ivr.menu.script import Prompt
from ivr.texts.numbers import Mobile, Refusal


def lead(helpline: Helpline, place: Place, caller: Mobile | Refusal, now: datetime, *before: Prompt) -> Turn:
    """Lead the caller to a person by whichever way is open."""
    match hours.state(helpline.hours, now):
        case hours.Open():
            return _queue(helpline, place, *before)
        case hours.Closed() as shut:
            if "closed" not in place.told:
                before = (*before, *closed.why(helpline, shut, now))
            return take_message(helpline, place.telling("closed"), caller, *before)


def take_message(helpline: Helpline, place: Place, caller: Mobile | Refusal, *before: Prompt) -> Turn:
    """Ask for a message, open or closed. Who withholds their number is asked to say it."""
    unseen = caller in (Refusal.WITHHELD, Refusal.NOT_A_NUMBER)
    asked = script.line(helpline, "message.ask.withheld" if unseen else "message.ask")
    return record(helpline, place.but(silences=0, wrong=0), *before, asked)


def record(helpline: Helpline, place: Place, *says: Prompt) -> Turn:
    """Say this, then record until hash or a silence."""
    timing = helpline.timing
    then = Record(timing.message_s, timing.message_silence_s)
    return Turn(says, then, place.but(doing=Doing.SPEAKING))


def answering(helpline: Helpline, now: datetime) -> bool:
    """Whether advisers answer at this moment."""
    return isinstance(hours.state(helpline.hours, now), hours.Open)


def _queue(helpline: Helpline, place: Place, *before: Prompt) -> Turn:
    privacy = () if "privacy" in place.told else (script.line(helpline, "privacy"),)
    waiting = place.telling("privacy").but(doing=Doing.QUEUEING, silences=0, wrong=0, position=0, told_s=0, laps=0)
    return Turn((*before, *privacy), Enqueue(helpline.queue.name), waiting)
