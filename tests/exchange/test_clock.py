"""Time that passes only when told, and time as it passes outside."""

import threading
import time
from datetime import datetime, timedelta

import pytest

from ivr.exchange.alerts import ExchangeError
from ivr.exchange.clock import RunningClock, ToldClock
from tests.small import NOW


def test_everything_that_falls_due_happens_at_its_own_time() -> None:
    clock = ToldClock(NOW)
    seen: list[float] = []

    def work(seconds: float, again: int) -> None:
        for _ in range(again):
            clock.wait(lambda: False, seconds)
            seen.append((clock.now() - NOW).total_seconds())

    clock.start(lambda: work(3, 3))
    clock.start(lambda: work(4, 2))
    clock.advance(8.5)
    assert seen == [3, 4, 6, 8]
    assert clock.now() == NOW + timedelta(seconds=8.5)


def test_nothing_happens_before_its_time() -> None:
    clock = ToldClock(NOW)
    woken = threading.Event()

    def work() -> None:
        clock.wait(lambda: False, 3)
        woken.set()

    clock.start(work)
    clock.advance(2.9)
    assert not woken.is_set()
    assert clock.step()
    assert woken.is_set()
    assert not clock.step()


def test_whoever_waits_for_a_change_is_woken_by_it_without_time() -> None:
    clock = ToldClock(NOW)
    changed: list[int] = []
    came: list[bool] = []
    clock.start(lambda: came.append(clock.wait(lambda: bool(changed), 60)))
    clock.settle()
    with clock.lock:
        changed.append(1)
        clock.changed()
    clock.settle()
    assert came == [True]
    assert clock.now() == NOW


def test_what_never_comes_to_rest_is_told() -> None:
    clock, end = ToldClock(NOW, patience_s=0.05), threading.Event()

    def work() -> None:
        end.wait(5)

    clock.start(work)
    with pytest.raises(ExchangeError):
        clock.settle()
    end.set()


def test_real_time_passes_by_itself_and_a_change_wakes_at_once() -> None:
    clock = RunningClock(lambda: datetime.now(NOW.tzinfo))
    changed: list[int] = []
    came: list[bool] = []
    clock.start(lambda: came.append(clock.wait(lambda: False, 0.05)))
    clock.start(lambda: came.append(clock.wait(lambda: bool(changed), 60)))
    time.sleep(0.2)
    assert came == [False]
    changed.append(1)
    clock.changed()
    time.sleep(0.2)
    assert came == [False, True]
