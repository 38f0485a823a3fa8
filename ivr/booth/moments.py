"""The helpline's time, which may be set, so that one can hear what a caller hears at 16:59 on a Friday.

Once set, it goes on from there. The exchange keeps the real time, so that nothing is ever longer or shorter for it. Asks no clock itself.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

_NONE: Final = timedelta(0)


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
        """Make it this moment, an aware datetime; None: the real one."""
        self._ahead = at - self._real() if at else _NONE

    @property
    def was_set(self) -> bool:
        """Whether it is another time than the real one."""
        return self._ahead != _NONE
