"""A caller who leaves a message to be called back.

Knows when a message is empty, whole, or cut off by its limit; a limit is never the end (L17): the caller may go on.
"""

from datetime import datetime

from ivr.call import asking, person
from ivr.call.heard import Recorded
from ivr.call.turn import Doing, HangUp, KeepMessage, Listen, Place, Turn
from ivr.menu import hours, script
from ivr.menu.model import Helpline
from ivr.menu.script import Prompt
from ivr.texts.numbers import Mobile, Refusal

SHORTEST_S = 2
KEPT = "kept"  # told: that a part of the message is kept already


def recorded(helpline: Helpline, place: Place, heard: Recorded, now: datetime) -> Turn:
    """Keep what was said, then thank, or offer to go on; ask once more if nothing was."""
    if heard.back:
        return _back(helpline, place, heard, now)
    if heard.seconds < SHORTEST_S:
        return Turn((), HangUp(), place) if heard.hung_up else nothing(helpline, place, now)
    kept = (KeepMessage(heard.recording, heard.url, heard.seconds),)
    if heard.hung_up:
        return Turn((), HangUp(), place, kept)
    if heard.seconds >= helpline.timing.message_s:
        asked = script.line(helpline, "message.long")
        return Turn((asked,), Listen(helpline.timing.menu_s), place.telling(KEPT).but(doing=Doing.SPOKE), kept)
    end = thank(helpline, place, now)
    return Turn(end.says, end.then, end.place, kept)


def more(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer whether there is more to say: 1 goes on, hash ends, the other keys do as everywhere."""
    right = place.but(silences=0, wrong=0)
    match keys:
        case "1":
            return person.record(helpline, right)
        case "#":
            return thank(helpline, right, now)
        case "0":
            return person.lead(helpline, right, caller, now)
        case "*":
            return asking.hear(helpline, right.but(doing=Doing.CHOOSING), now, _kept(helpline, now))
        case "9":
            return asking.ask(helpline, right, caller, now)
        case "8":
            return asking.ask(helpline, right, caller, now, script.line(helpline, "no_text"))
    if place.wrong + 1 < asking.GOES:
        return asking.wrong(helpline, place, caller, now)
    return thank(helpline, right, now)


def thank(helpline: Helpline, place: Place, now: datetime) -> Turn:
    """Say by when we call back, and goodbye."""
    return Turn((_kept(helpline, now), script.line(helpline, "goodbye")), HangUp(), place)


def failed(helpline: Helpline, place: Place, now: datetime) -> Turn:
    """Answer a failure around a message: to ask for it again would lose it again, so what was kept is told, and what was not."""
    if KEPT in place.told:
        end = thank(helpline, place, now)
        return Turn((script.line(helpline, "sorry"), *end.says), end.then, end.place)
    return Turn((script.line(helpline, "message.lost"), script.line(helpline, "goodbye")), HangUp(), place)


def nothing(helpline: Helpline, place: Place, now: datetime) -> Turn:
    """Answer a message without words: ask once more, then goodbye. Who had only no more to say is thanked."""
    if KEPT in place.told:
        return thank(helpline, place, now)
    missed = place.but(silences=place.silences + 1)
    if missed.silences < asking.GOES:
        return person.record(helpline, missed, script.line(helpline, "message.empty"))
    return Turn((script.line(helpline, "goodbye"),), HangUp(), missed)


def _back(helpline: Helpline, place: Place, heard: Recorded, now: datetime) -> Turn:
    at = place.but(doing=Doing.CHOOSING, silences=0, wrong=0)
    if heard.seconds < SHORTEST_S:
        return asking.hear(helpline, at, now)
    turn = asking.hear(helpline, at, now, _kept(helpline, now))
    return Turn(turn.says, turn.then, turn.place, (KeepMessage(heard.recording, heard.url, heard.seconds),))


def _kept(helpline: Helpline, now: datetime) -> Prompt:
    if helpline.hours.emergency.closed:  # nobody can say yet when advisers are back
        return script.line(helpline, "message.kept.closed")
    by = script.day(hours.next_working_day(helpline.hours, now), now.date())
    return script.line(helpline, "message.kept", by=by)
