"""A caller who leaves a message to be called back.

Knows when a message is empty, whole, or cut off by its limit; a limit is never the end (L17): the caller may go on.
"""

from datetime import datetime

from ivr.call import asking, person
from ivr.call.heard import Recorded
from ivr.call.turn import Doing, HangUp, KeepMessage, Listen, Place, Turn
from ivr.menu import hours, script
from ivr.menu.model import Helpline
from ivr.texts.numbers import Mobile, Refusal

SHORTEST_S = 2


def recorded(helpline: Helpline, place: Place, heard: Recorded, now: datetime) -> Turn:
    """Keep what was said, then thank, or offer to go on; ask once more if nothing was."""
    if heard.seconds < SHORTEST_S:
        return Turn((), HangUp(), place) if heard.hung_up else nothing(helpline, place)
    kept = (KeepMessage(heard.recording, heard.url, heard.seconds),)
    if heard.hung_up:
        return Turn((), HangUp(), place, kept)
    if heard.seconds >= helpline.timing.message_s:
        asked = script.line(helpline, "message.long")
        return Turn((asked,), Listen(helpline.timing.menu_s), place.but(doing=Doing.SPOKE), kept)
    end = thank(helpline, place, now)
    return Turn(end.says, end.then, end.place, kept)


def more(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer whether there is more to say: 1 goes on, 0 and 9 do as everywhere, anything else is the end."""
    match keys:
        case "1":
            return person.record(helpline, place)
        case "0":
            return person.lead(helpline, place, caller, now)
        case "9":
            return asking.ask(helpline, place, caller, now)
    return thank(helpline, place, now)


def thank(helpline: Helpline, place: Place, now: datetime) -> Turn:
    """Say by when we call back, and goodbye."""
    by = script.day(hours.next_working_day(helpline.hours, now), now.date())
    says = (script.line(helpline, "message.kept", by=by), script.line(helpline, "goodbye"))
    return Turn(says, HangUp(), place)


def nothing(helpline: Helpline, place: Place) -> Turn:
    """Answer a message without words: ask once more, then goodbye."""
    missed = place.but(silences=place.silences + 1)
    if missed.silences < asking.GOES:
        return person.record(helpline, missed, script.line(helpline, "message.empty"))
    return Turn((script.line(helpline, "goodbye"),), HangUp(), missed)
