"""The time that can be set."""

from datetime import datetime, timedelta

from ivr.booth.moments import SettableClock, TickingClock
from tests.small import LONDON, NOW


def test_once_set_it_goes_on_from_there() -> None:
    real = [NOW]
    clock = SettableClock(lambda: real[0])
    assert (clock(), clock.was_set) == (NOW, False)
    friday = datetime(2026, 11, 27, 16, 59, tzinfo=LONDON)
    clock.set(friday)
    real[0] += timedelta(seconds=61)
    assert (clock(), clock.was_set) == (friday + timedelta(seconds=61), True)
    clock.set(None)
    assert (clock(), clock.was_set) == (real[0], False)


def test_a_summer_day_set_in_winter_has_the_summer_s_time() -> None:
    summer = datetime(2027, 7, 1, 9, 0, tzinfo=LONDON)
    clock = SettableClock(lambda: NOW, summer)
    assert (clock(), clock().utcoffset()) == (summer, timedelta(hours=1))


def test_a_ticking_clock_stands_but_never_tells_a_moment_twice() -> None:
    clock = TickingClock(NOW)
    told = [clock() for _ in range(3)]
    clock.set(NOW)
    assert sorted(set(told)) == told
    assert NOW < clock() < NOW + timedelta(seconds=1)
