"""An adviser who rings in to take the next caller.

Knows the adviser's few questions. An adviser who says nothing is let go, never left on an open line.
"""

from typing import assert_never

from ivr.call.heard import Joined
from ivr.call.turn import Connect, Doing, HangUp, Listen, Place, Turn
from ivr.menu import script
from ivr.menu.model import Helpline

# As short as Twilio allows (contract 3.41): nobody waiting is soon said (contract 10.10).
WAIT_S = 5


def rang(helpline: Helpline, step: int) -> Turn:
    """Join the adviser to the first caller in the queue."""
    place = Place(node=helpline.start, doing=Doing.ADVISING, step=step)
    return Turn((script.line(helpline, "adviser.join"),), Connect(helpline.queue.name, WAIT_S), place)


def left(helpline: Helpline, place: Place, how: Joined) -> Turn:
    """After a caller, or after nobody: offer the next."""
    at = place.but(doing=Doing.ADVISING)
    again = script.line(helpline, "adviser.next")
    match how:
        case Joined.COMPLETED | Joined.ANSWERED:
            return Turn((again,), Listen(helpline.timing.menu_s), at)
        case Joined.BUSY | Joined.NO_ANSWER | Joined.FAILED | Joined.CANCELED | Joined.UNKNOWN:
            nobody = script.line(helpline, "adviser.nobody")
            return Turn((nobody, again), Listen(helpline.timing.menu_s), at)
        case _:
            assert_never(how)


def pressed(helpline: Helpline, place: Place, keys: str) -> Turn:
    """1 takes the next caller; any other key ends the adviser's call."""
    if keys == "1":
        return Turn((), Connect(helpline.queue.name, WAIT_S), place)
    return goodbye(helpline, place)


def goodbye(helpline: Helpline, place: Place) -> Turn:
    """End the adviser's call."""
    return Turn((script.line(helpline, "adviser.goodbye"),), HangUp(), place)
