"""Whether a text may be promised to a number: judged anew each time, from what that number and everybody have had.

Knows the rules and their order; who remembers is told to it. Nobody is pestered, and nobody can run up a bill (contract 4.16).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final

from ivr.menu.hours import LONDON
from ivr.menu.service import Texting

_LATELY: Final = timedelta(hours=1)


class Unpromised(Enum):
    """Why a text may not be promised; the value is the journal's word for it, and the figures'."""

    STOPPED = "stopped"  # the number wants no texts from us
    UNREACHED = "unreached"  # the last text to it did not arrive, for a reason that lasts
    TODAY = "today"  # it has had this one today
    NUMBER = "number"  # it has had as many as one number may in a day
    HOUR = "hour"  # everybody together has had as many as may be in an hour


@dataclass(frozen=True, slots=True)
class Had:
    """What was promised so far, to one number and, in the last hour, to everybody (`lately`, a count).

    `today` are the ids of the texts that the number has had today, or may have; `in_vain` counts those that did not arrive.
    """

    stopped: bool = False
    unreached: bool = False
    today: tuple[str, ...] = ()
    in_vain: int = 0
    lately: int = 0


def why_not(text: str, had: Had, rules: Texting) -> Unpromised | None:
    """Why the text of this id may not be promised; None where it may. What the caller can do least about is told first."""
    if had.stopped:
        return Unpromised.STOPPED
    if had.unreached:
        return Unpromised.UNREACHED
    if text in had.today:
        return Unpromised.TODAY
    if len(had.today) + had.in_vain >= rules.most_to_a_number_in_a_day:
        return Unpromised.NUMBER
    return Unpromised.HOUR if had.lately >= rules.most_in_an_hour else None


def day_began(now: datetime) -> datetime:
    """The midnight in London with which the day of an aware datetime began."""
    return now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)


def lately_began(now: datetime) -> datetime:
    """The moment with which the last hour of an aware datetime began: an hour that passed, whatever was done to the clocks."""
    return now.astimezone(UTC) - _LATELY
