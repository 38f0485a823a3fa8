"""Two calls that hear each other. Over as soon as either rings off, or the time for it is up. Knows nothing of how they met."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ivr.exchange.clock import Clock, elapsed_s


@dataclass(eq=False, slots=True)
class Bridge:
    """A conversation between two calls, named by their sids. `began` is None until both are on it."""

    clock: Clock
    caller: str
    other: str
    began: datetime | None = None
    ended: datetime | None = None
    _on: set[str] = field(default_factory=set)
    _gone: Callable[[], bool] = lambda: False

    def join(self, sid: str) -> None:
        """One of the two is on; with the second the conversation begins."""
        with self.clock.lock:
            self._on.add(sid)
            if len(self._on) == len({self.caller, self.other}):
                self.began = self.clock.now()
            self.clock.changed()

    def end(self) -> None:
        """The conversation is over for both."""
        with self.clock.lock:
            if self.ended is None:
                self.ended = self.clock.now()
                self.clock.changed()

    def ends_with(self, gone: Callable[[], bool]) -> None:
        """It is over, too, once `gone()`: for an end that no document is followed on."""
        self._gone = gone

    @property
    def ready(self) -> bool:
        """Whether the caller is on, and the other may come."""
        return self.caller in self._on

    @property
    def over(self) -> bool:
        """Whether it has ended, or will never begin."""
        return self.ended is not None or self._gone()

    @property
    def seconds(self) -> int:
        """How long they spoke."""
        if self.began is None or self.ended is None:
            return 0
        return round(elapsed_s(self.began, self.ended))
