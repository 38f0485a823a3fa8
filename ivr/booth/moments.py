"""The helpline's time, which may be set, so that one can hear what a caller hears at 16:59 on a Friday.

Once set, it goes on from there, or stands still. The exchange keeps a time of its own, so that nothing is ever longer or shorter for it.
Asks no clock itself.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from ivr.errors import OperatorError

_YEARS: Final = range(2000, 2100)
_NONE: Final = timedelta(0)
_TICK: Final = timedelta(microseconds=1)


class SettableClock:
    """A clock that is as far from the real one as it was set. `real` gives aware datetimes in Europe/London."""

    def __init__(self, real: Callable[[], datetime], at: datetime | None = None) -> None:
        self._real = real
        self._ahead = _NONE
        if at:
            self.set(at)

    def __call__(self) -> datetime:
        """The moment, in London."""
        real = self._real()
        return (real + self._ahead).astimezone(real.tzinfo)

    def set(self, at: datetime | None) -> None:
        """Make it this moment, an aware datetime; None: the real one. `OperatorError` for a year beyond this century."""
        if at and at.year not in _YEARS:
            raise OperatorError(f"The clock can be set from {_YEARS[0]} to {_YEARS[-1]}.")
        self._ahead = at - self._real() if at else _NONE

    @property
    def was_set(self) -> bool:
        """Whether it is another time than the real one."""
        return self._ahead != _NONE


class TickingClock:
    """A clock that stands at an aware datetime, but never tells the same moment twice: texts are sent in the order of time."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._lock = Lock()

    def __call__(self) -> datetime:
        """The moment."""
        with self._lock:
            self._now += _TICK
            return self._now

    def set(self, now: datetime) -> None:
        """Make it this moment."""
        with self._lock:
            self._now = now
