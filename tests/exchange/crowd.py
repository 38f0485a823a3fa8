"""Many callers at one exchange, each with a thread of their own, and one time for all of them.

Time moves only when every caller who is still there waits for it: whoever can act now acts first, so that no one's silence runs out
another's. Knows nothing of what they do.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Condition
from typing import TypeVar

from ivr.exchange.clock import ToldClock

C = TypeVar("C")
R = TypeVar("R")


@dataclass(eq=False)
class SharedTime:
    """The time of `clock`, for this many callers."""

    clock: ToldClock
    callers: int
    _limits: list[datetime | None] = field(default_factory=list)
    _moves: int = 0
    _moved: bool = True
    _together: Condition = field(default_factory=Condition)

    def settle(self) -> None:
        self.clock.settle()

    def step(self) -> bool:
        self._wait(None)
        return self._moved

    def advance(self, seconds: float) -> None:
        until = self.clock.now() + timedelta(seconds=seconds)
        while self.clock.now() < until:
            self._wait(until)
        self.settle()

    def leave(self) -> None:
        """One caller fewer to wait for."""
        with self._together:
            self.callers -= 1
            self._move_if_all_wait()

    def _wait(self, until: datetime | None) -> None:
        with self._together:
            before = self._moves
            self._limits.append(until)
            self._move_if_all_wait()
            self._together.wait_for(lambda: self._moves > before)

    def _move_if_all_wait(self) -> None:
        if not self._limits or len(self._limits) < self.callers:
            return
        self.clock.settle()
        due = self.clock.due
        limit = min((until for until in self._limits if until), default=None)
        if limit and (due is None or limit < due):
            self.clock.advance((limit - self.clock.now()).total_seconds())
            self._moved = True
        else:
            self._moved = self.clock.step()
        self._limits.clear()
        self._moves += 1
        self._together.notify_all()


def all_at_once(callers: Sequence[C], time: SharedTime, act: Callable[[C], R]) -> list[R]:
    """What comes of every caller's act, all of them beginning at once."""

    def one(caller: C) -> R:
        try:
            return act(caller)
        finally:
            time.leave()

    with ThreadPoolExecutor(len(callers)) as crowd:
        return list(crowd.map(one, callers))
