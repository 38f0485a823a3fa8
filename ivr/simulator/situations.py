"""The moments at which a helpline behaves differently: open, and every reason for being closed.

Knows how to find one of each in the hours as they are written; nothing of calls.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ivr.menu import hours
from ivr.menu.model import Helpline

LINKS = "helpline.example/t"  # where our own links would be served, if there were a site

_STEP = timedelta(minutes=15)
_FAR = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class Situation:
    """A moment to ring at (`arrives`) and the moment of every later turn (`after`), with the helpline as it is then."""

    name: str
    helpline: Helpline
    arrives: datetime
    after: datetime


def situations(helpline: Helpline, now: datetime) -> Iterator[Situation]:
    """One situation of each kind that can come within a year of `now`, the emergency switch tried on."""
    switched = replace(helpline.hours.emergency, closed=False)
    helpline = replace(helpline, short_links=helpline.short_links or LINKS)
    calm = replace(helpline, hours=replace(helpline.hours, emergency=switched))
    found = _first_of_each(calm, now)
    for name, moment in found.items():
        yield Situation(name, calm, moment, moment)
    if "open" in found and "night" in found:
        yield Situation("closing", calm, found["open"], found["night"])
    emergency = replace(helpline.hours.emergency, closed=True)
    yield Situation("emergency", replace(helpline, hours=replace(helpline.hours, emergency=emergency)), now, now)


def _first_of_each(helpline: Helpline, now: datetime) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for n in range(_FAR // _STEP):
        moment = now + n * _STEP
        match hours.state(helpline.hours, moment):
            case hours.Open():
                found.setdefault("open", moment)
            case hours.Closed(why):
                found.setdefault(why.name.lower().replace("_", " "), moment)
    return found
