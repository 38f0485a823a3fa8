"""Time in the exchange: it passes only when told (`ToldClock`), or as it does outside (`RunningClock`).

Everything that happens in the exchange runs in threads that a clock has started and that wait nowhere but here. So a clock knows when
nothing more can happen before time passes, and a test that says "eight seconds go by" finds everything done that those seconds bring.
Knows nothing of calls, and reads no clock itself.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from ivr.exchange.alerts import ExchangeError

Ready = Callable[[], bool]


class Clock(Protocol):
    """What the rest of the exchange asks of time. What threads share is touched under `lock`, and `changed` tells that it was."""

    lock: threading.RLock

    def now(self) -> datetime:
        """The moment, aware."""

    def wait(self, ready: Ready, seconds: float | None = None) -> bool:
        """Wait until `ready()`, asked whenever something has changed: True; or for so long, or for ever if None: False."""

    def changed(self) -> None:
        """Something has changed that somebody may be waiting for."""

    def start(self, work: Callable[[], None]) -> None:
        """Do this beside everything else."""


def elapsed_s(since: datetime, until: datetime) -> float:
    """The seconds from one moment to another; none if the clock was set back between them."""
    return max(0.0, (until - since).total_seconds())


@dataclass(eq=False, slots=True)
class _Waiter:
    ready: Ready
    until: datetime | None
    woken: threading.Event = field(default_factory=threading.Event)


class _Waiting:
    """Who waits, and how many do not."""

    def __init__(self, patience_s: float) -> None:
        self.lock = threading.RLock()
        self._patience_s = patience_s
        self._idle = threading.Condition(self.lock)
        self._waiters: list[_Waiter] = []
        self._busy = 0

    def changed(self) -> None:
        with self.lock:
            self._wake([waiter for waiter in self._waiters if waiter.ready()])

    def start(self, work: Callable[[], None]) -> None:
        with self.lock:
            self._busy += 1
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    def settle(self) -> None:
        """Let everything happen that needs no time; `ExchangeError` if it does not come to rest."""
        with self.lock:
            if not self._idle.wait_for(lambda: self._busy == 0, self._patience_s):
                msg = f"{self._busy} threads are still busy after {self._patience_s} seconds"
                raise ExchangeError(msg)

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            with self.lock:
                self._busy -= 1
                self._idle.notify_all()

    def _enter(self, ready: Ready, until: datetime | None) -> _Waiter:
        waiter = _Waiter(ready, until)
        self._waiters.append(waiter)
        self._busy -= 1
        self._idle.notify_all()
        return waiter

    def _wake(self, waiters: list[_Waiter]) -> None:
        for waiter in waiters:
            self._waiters.remove(waiter)
            self._busy += 1
            waiter.woken.set()


class ToldClock(_Waiting):
    """Time that passes only when told. `patience_s` is for how long, really, what happens in no time may take."""

    def __init__(self, now: datetime, patience_s: float = 60) -> None:
        super().__init__(patience_s)
        self._now = now

    def now(self) -> datetime:
        """The moment that was told last."""
        return self._now

    def wait(self, ready: Ready, seconds: float | None = None) -> bool:
        """Wait as `Clock` says."""
        with self.lock:
            if ready() or (seconds is not None and seconds <= 0):
                return ready()
            waiter = self._enter(ready, None if seconds is None else self._now + timedelta(seconds=seconds))
        waiter.woken.wait()
        with self.lock:
            return ready()

    @property
    def due(self) -> datetime | None:
        """When the next thing falls due; None if nothing ever will."""
        with self.lock:
            return min((waiter.until for waiter in self._waiters if waiter.until), default=None)

    def advance(self, seconds: float) -> None:
        """Let time pass, moment by moment: whatever falls due on the way happens at its own time."""
        until = self._now + timedelta(seconds=seconds)
        while self._to_next(until):
            pass
        with self.lock:
            self._now = until
        self.settle()

    def step(self) -> bool:
        """Let time pass to the next moment at which something falls due; False if nothing ever will."""
        moved = self._to_next(None)
        self.settle()
        return moved

    def _to_next(self, latest: datetime | None) -> bool:
        self.settle()
        with self.lock:
            timed = [(waiter.until, waiter) for waiter in self._waiters if waiter.until]
            due, first = min(timed, key=lambda pair: pair[0], default=(None, None))
            if due is None or first is None or (latest is not None and due > latest):
                return False
            self._now = max(self._now, due)
            self._wake([first])  # one at a time, who came first before who came later, so that the same thing happens every time
            return True


class RunningClock(_Waiting):
    """Time as it passes outside. `now` tells the moment; it may be another than the real one, and be set back or on.

    `patience_s` is for how long what happens in no time may take.
    """

    def __init__(self, now: Callable[[], datetime], patience_s: float = 5) -> None:
        super().__init__(patience_s)
        self.now = now

    def wait(self, ready: Ready, seconds: float | None = None) -> bool:
        """Wait as `Clock` says."""
        with self.lock:
            if ready() or (seconds is not None and seconds <= 0):
                return ready()
            waiter = self._enter(ready, None)
        waiter.woken.wait(seconds)
        with self.lock:
            if waiter in self._waiters:
                self._wake([waiter])
            return ready()
