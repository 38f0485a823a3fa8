"""What a waiting caller is told of their place in the queue, and when.

Knows the rules of honest news: on joining, then only when the place is better than any told before, and not too often (L34, L35).
A place that grew is never told: to hear oneself move back is worse than to hear nothing.
"""

from dataclasses import dataclass

from ivr.menu.service import Queue


@dataclass(frozen=True, slots=True)
class First:
    """The caller has just joined and hears their place."""

    position: int


@dataclass(frozen=True, slots=True)
class Better:
    """The caller has moved up."""

    position: int


@dataclass(frozen=True, slots=True)
class NoNews:
    """Nothing new to tell, or too soon."""


def news(queue: Queue, position: int, waited_s: int, best: int, told_s: int) -> First | Better | NoNews:
    """What to tell a caller at `position` (from 1; 0 is unknown) after `waited_s`; `best` is the lowest told, at `told_s`."""
    if position < 1:
        return NoNews()
    if best < 1:
        return First(position)
    if position < best and waited_s - told_s >= queue.news_every_s:
        return Better(position)
    return NoNews()
