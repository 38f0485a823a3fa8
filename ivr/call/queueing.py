"""A caller in the queue, and out of it again.

Knows every reason for which a call leaves the queue (contract 3.34): only `bridged` means that the caller spoke to someone, and none
puts a caller back in the queue unasked.
"""

from datetime import datetime
from typing import assert_never

from ivr.advisers import waiting
from ivr.call import asking, person
from ivr.call.heard import Left, LeftQueue, Waiting
from ivr.call.turn import Doing, HangUp, Leave, Place, Turn
from ivr.menu import script
from ivr.menu.model import Helpline
from ivr.menu.script import Prompt
from ivr.texts.numbers import Mobile, Refusal


def wait(helpline: Helpline, place: Place, heard: Waiting, now: datetime) -> Turn:
    """Say the news, if there is any, and hold; at closing time or after the longest wait, leave the queue."""
    at = place.but(laps=place.laps + 1)
    waited_s = _waited_s(helpline, at, heard.waited_s)
    if not person.answering(helpline, now) or waited_s >= helpline.queue.longest_wait_s:
        return Turn((), Leave(), at)
    match waiting.news(helpline.queue, heard.position, waited_s, at.position, at.told_s):
        case waiting.First(position):
            says = (_place(helpline, "queue.join", position), script.line(helpline, "queue.keys"))
            return asking.hold(helpline, at.but(position=position, told_s=waited_s), *says)
        case waiting.Better(position):
            told = at.but(position=position, told_s=waited_s)
            return asking.hold(helpline, told, _place(helpline, "queue.place", position))
        case waiting.NoNews():
            return asking.hold(helpline, at, script.line(helpline, "queue.hold"))


def pressed(helpline: Helpline, place: Place, keys: str) -> Turn:
    """Answer a key in the queue: 1 and star leave it, the others say what can be done."""
    match keys:
        case "1" | "*":
            return Turn((), Leave(), place)
        case "9" if place.position:
            says = (_place(helpline, "queue.place", place.position), script.line(helpline, "queue.keys"))
            return asking.hold(helpline, place, *says)
    return asking.hold(helpline, place, script.line(helpline, "queue.keys"))


def left(helpline: Helpline, place: Place, heard: LeftQueue, now: datetime) -> Turn:
    """Answer a call that is out of the queue."""
    out = place.but(doing=Doing.LEFT, silences=0, wrong=0)
    match heard.how:
        case Left.BRIDGED | Left.REDIRECTED_FROM_BRIDGED:
            return Turn((script.line(helpline, "queue.thanks"),), HangUp(), out)
        case Left.HANGUP:
            return Turn((), HangUp(), out)
        case Left.LEAVE:
            return _chose_to_leave(helpline, out, heard, now)
        case Left.BRIDGING | Left.REDIRECTED:
            return asking.ask(helpline, out, heard.caller, now)
        case Left.FULL:
            return person.take_message(helpline, out, heard.caller, script.line(helpline, "queue.full"))
        case Left.ERROR | Left.SYSTEM_ERROR | Left.UNKNOWN:
            return person.take_message(helpline, out, heard.caller, script.line(helpline, "sorry"))
        case _:
            assert_never(heard.how)


def chose(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer what a caller wants who has left the queue: 1 a message, star the menu, 0 the queue again."""
    right = place.but(silences=0, wrong=0)
    match keys:
        case "1":
            return person.take_message(helpline, right, caller)
        case "0":
            return person.lead(helpline, right, caller, now)
        case "*":
            return asking.hear(helpline, right.but(doing=Doing.CHOOSING), now)
        case "9":
            return asking.ask(helpline, right, caller, now)
        case "8":
            return asking.ask(helpline, right, caller, now, script.line(helpline, "no_text"))
    return asking.wrong(helpline, place, caller, now)


def _chose_to_leave(helpline: Helpline, out: Place, heard: LeftQueue, now: datetime) -> Turn:
    if not person.answering(helpline, now):
        return person.lead(helpline, out, heard.caller, now)
    if heard.waited_s >= helpline.queue.longest_wait_s:
        return person.take_message(helpline, out, heard.caller, script.line(helpline, "queue.long"))
    return asking.ask(helpline, out, heard.caller, now)


def _waited_s(helpline: Helpline, place: Place, told_s: int) -> int:
    # Twilio tells the time waited (contract 3.30). Should it ever leave that out, the laps are counted: nobody waits for ever.
    return max(told_s, (place.laps - 1) * helpline.queue.lap_s)


def _place(helpline: Helpline, line: str, position: int) -> Prompt:
    return script.line(helpline, line, place=script.number(position))
