"""A caller at a menu or a page: arriving, choosing, going on, going back.

Knows the keys that are the same everywhere (0 a person, 8 a text, 9 again, star back; L09) and the choices of the node.
"""

from datetime import datetime

from ivr.call import asking, closed, person, texting
from ivr.call.turn import Doing, Place, Turn
from ivr.menu import hours, script
from ivr.menu.model import Guidance, Helpline, Menu
from ivr.texts.numbers import Mobile, Refusal


def arrive(helpline: Helpline, step: int, now: datetime) -> Turn:
    """Greet, say if we are closed, and give the first menu."""
    place = Place(node=helpline.start, step=step)
    says = (script.line(helpline, "welcome"), script.line(helpline, "promise"))
    match hours.state(helpline.hours, now):
        case hours.Open():
            return asking.top(helpline, place, now, *says)
        case hours.Closed() as shut:
            told = place.but(told=("closed",))
            return asking.top(helpline, told, now, *says, *closed.greeting(helpline, shut, now))


def pressed(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer one key at a menu or a page."""
    right = place.but(silences=0, wrong=0)
    match keys:
        case "0":
            return person.lead(helpline, right, caller, now)
        case "9":
            return asking.hear(helpline, right, now)
        case "*":
            return _back(helpline, right, now)
        case "8":
            return texting.begin(helpline, right, caller, now)
    return _choose(helpline, place, keys, caller, now)


def _choose(helpline: Helpline, place: Place, key: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    right = place.but(silences=0, wrong=0)
    match helpline.nodes.get(place.node):
        case Menu(choices=choices):
            for choice in choices:
                if choice.key == key:
                    return asking.hear(helpline, _enter(right, choice.go), now)
        case Guidance(pages=pages):
            if key == "1" and place.page + 1 < len(pages):
                return asking.hear(helpline, right.but(page=place.page + 1), now)
            if key == "1":  # who goes on asking for more has made no mistake
                return asking.choices(helpline, right, now, script.line(helpline, "no_more"))
        case None:
            return asking.choices(helpline, right, now)
    return asking.wrong(helpline, place, caller, now)


def _enter(place: Place, target: str) -> Place:
    way = (*place.trail, place.node)
    # A node already on the way is gone back to, so that a trail never holds a node twice and stays short enough for a URL.
    trail = way[: way.index(target)] if target in way else way
    return place.but(node=target, page=0, trail=trail, doing=Doing.CHOOSING)


def _back(helpline: Helpline, place: Place, now: datetime) -> Turn:
    if not place.trail:
        return asking.top(helpline, place, now, script.line(helpline, "at_top"))
    *above, last = place.trail
    return asking.hear(helpline, place.but(node=last, page=0, trail=tuple(above)), now)
