"""Lock-out: how many wrong tries there may be, and how long to wait after them.

A try counts as wrong from the moment it is made until it is shown to be right, so that many tries at once are no more than many tries.
What is tried while locked out is not looked at and does not count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256

from ivr.staff import people

_DIGITS = 8  # of a hash: enough to tell names apart, too few to find again what was typed there by mistake


@dataclass(frozen=True, slots=True)
class Rule:
    """After `most` wrong tries within a time, wait as long again."""

    most: int
    within: timedelta


class Door(Enum):
    """Where one can try: the sign-in page by password, the studio line by PIN. The value is its word in the database."""

    PAGE = "page"
    TELEPHONE = "telephone"

    @property
    def of_one(self) -> tuple[Rule, ...]:
        """The rules for tries at one account. Six digits are soon guessed, so there are fewer tries at them in the long run."""
        quick = Rule(5, timedelta(minutes=15))
        return (quick,) if self is Door.PAGE else (quick, Rule(20, timedelta(days=7)))

    @property
    def of_all(self) -> tuple[Rule, ...]:
        """The rules for tries at all accounts together. Whoever locks the telephone leaves the page open."""
        return () if self is Door.PAGE else (Rule(30, timedelta(hours=1)),)

    @property
    def memory(self) -> timedelta:
        """How long a wrong try is remembered."""
        return max(rule.within for rule in (*self.of_one, *self.of_all))


def who(typed: str) -> str:
    """Whom a try is for, whether or not there is such an account: a piece of a hash, since people type passwords where names belong."""
    return sha256(people.key(typed).encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def locked(door: Door, of_one: Sequence[datetime], of_all: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when this door is shut after these wrong tries, each oldest first. None: it is open."""
    ends = [*(_ends(rule, of_one) for rule in door.of_one), *(_ends(rule, of_all) for rule in door.of_all)]
    return max((end for end in ends if end and end > now), default=None)


def _ends(rule: Rule, tries: Sequence[datetime]) -> datetime | None:
    if len(tries) < rule.most or tries[-rule.most] <= tries[-1] - rule.within:
        return None
    return tries[-1] + rule.within
