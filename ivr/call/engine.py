"""The heart: what was heard, at a place, at a moment, gives one turn.

Pure: no clock, disk, network, Flask or Twilio. Total: every place and every input has an answer that is words and a way on, even a
place that names a node which an edit has just removed. `helpline` is one without drafts (`Helpline.spoken`), unless drafts are asked for.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from ivr.call import advising, asking, choosing, person, queueing, speaking, texting
from ivr.call.heard import AdviserLeft, AdviserRang, Arrived, Denied, Failed, Heard, LeftQueue, Pressed, Recorded, Silence, Waiting
from ivr.call.turn import Doing, HangUp, Place, Turn
from ivr.menu import script
from ivr.menu.model import Helpline
from ivr.texts.numbers import allowed


def decide(helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
    """Answer one input.

    `now` is an aware datetime in Europe/London. The turn's place carries the step after `place.step`.
    """
    at = place.but(step=place.step + 1)
    if not helpline.texting.islands:
        heard = _without_islands(heard)
    match heard:
        case Arrived():
            return choosing.arrive(helpline, at.step, now)
        case Pressed():
            return _pressed(helpline, at, heard, now)
        case Silence():
            return _silent(helpline, at, heard, now)
        case Waiting():
            return queueing.wait(helpline, at, heard, now)
        case LeftQueue():
            return queueing.left(helpline, at, heard, now)
        case Recorded():
            return speaking.recorded(helpline, at, heard, now)
        case AdviserRang():
            return advising.rang(helpline, at.step)
        case AdviserLeft():
            return advising.left(helpline, at, heard.how)
        case Failed():
            return _failed(helpline, at, heard, now)
        case Denied():
            return texting.denied(helpline, at, heard, now)
        case _:
            assert_never(heard)


def _without_islands(heard: Heard) -> Heard:
    """What was heard, from a caller whom the service does not text if they ring from Jersey, Guernsey or the Isle of Man."""
    if isinstance(heard, AdviserRang | AdviserLeft):
        return heard
    return replace(heard, caller=allowed(heard.caller, islands=False))


def in_trouble(helpline: Helpline, turn: Turn) -> Turn:
    """The same turn when it could not be written down: the caller hears once that a part of us fails, and goes on.

    It begins with the apology. Only for a turn that promises nothing (`does` is empty).
    """
    if "trouble" in turn.place.told or turn.place.doing is Doing.ADVISING:
        return turn
    heard_whole = sum(1 for prompt in turn.says if not prompt.interrupt)
    told = (script.line(helpline, "sorry"), script.line(helpline, "trouble"))
    says = (*turn.says[:heard_whole], *told, *turn.says[heard_whole:])
    return Turn(says, turn.then, turn.place.telling("trouble"))


def _pressed(helpline: Helpline, place: Place, heard: Pressed, now: datetime) -> Turn:
    keys, caller = heard.keys, heard.caller
    if not keys and place.doing is not Doing.TYPING:
        return _silent(helpline, place, Silence(caller), now)
    match place.doing:
        case Doing.CHOOSING:
            return choosing.pressed(helpline, place, keys, caller, now)
        case Doing.OFFERED:
            return texting.offered(helpline, place, keys, caller, now)
        case Doing.TYPING:
            return texting.typed(helpline, place, keys, caller, now)
        case Doing.CHECKING:
            return texting.checked(helpline, place, keys, caller, now)
        case Doing.ENOUGH:
            return texting.enough(helpline, place, keys, caller, now)
        case Doing.STOPPED:
            return texting.stopped(helpline, place, keys, caller, now)
        case Doing.QUEUEING:
            return queueing.pressed(helpline, place, keys)
        case Doing.LEFT:
            return queueing.chose(helpline, place, keys, caller, now)
        case Doing.SPEAKING:
            return speaking.nothing(helpline, place, now)
        case Doing.SPOKE:
            return speaking.more(helpline, place, keys, caller, now)
        case Doing.ADVISING:
            return advising.pressed(helpline, place, keys)
        case _:
            assert_never(place.doing)


def _silent(helpline: Helpline, place: Place, heard: Silence, now: datetime) -> Turn:
    match place.doing:
        case Doing.CHOOSING | Doing.OFFERED | Doing.TYPING | Doing.CHECKING | Doing.ENOUGH | Doing.STOPPED | Doing.LEFT:
            return asking.silent(helpline, place, heard.caller, now)
        case Doing.QUEUEING:
            return asking.hold(helpline, place, script.line(helpline, "queue.hold"))
        case Doing.SPEAKING:
            return speaking.nothing(helpline, place, now)
        case Doing.SPOKE:
            return speaking.thank(helpline, place, now)
        case Doing.ADVISING:
            return advising.goodbye(helpline, place)
        case _:
            assert_never(place.doing)


def _failed(helpline: Helpline, place: Place, heard: Failed, now: datetime) -> Turn:
    match place.doing:
        case Doing.CHOOSING | Doing.OFFERED | Doing.TYPING | Doing.CHECKING | Doing.ENOUGH | Doing.STOPPED:
            return person.lead(helpline, place, heard.caller, now, script.line(helpline, "sorry"))
        case Doing.LEFT:  # not back into the queue unasked
            return person.take_message(helpline, place, heard.caller, script.line(helpline, "sorry"))
        case Doing.QUEUEING:  # inside a wait document nothing but holding is allowed (contract 3.29)
            return asking.hold(helpline, place, script.line(helpline, "queue.hold"))
        case Doing.SPEAKING | Doing.SPOKE:
            return speaking.failed(helpline, place, now)
        case Doing.ADVISING:
            return Turn((script.line(helpline, "sorry"), script.line(helpline, "adviser.goodbye")), HangUp(), place)
        case _:
            assert_never(place.doing)
