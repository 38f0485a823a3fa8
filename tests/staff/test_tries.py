from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from ivr.staff.tries import Door, locked, who
from tests.small import NOW


def at(*minutes: float) -> list[datetime]:
    return [NOW + timedelta(minutes=minute) for minute in minutes]


def shut(door: Door, tries: Iterable[float], now: float, others: Iterable[float] = ()) -> float | None:
    """Until which minute the door is shut."""
    until = locked(door, at(*tries), at(*sorted([*tries, *others])), *at(now))
    return None if until is None else (until - NOW) / timedelta(minutes=1)


@pytest.mark.parametrize("door", Door)
def test_after_five_wrong_tries_in_a_quarter_of_an_hour_one_waits_another(door: Door) -> None:
    assert shut(door, [0, 1, 2, 3], 3) is None
    assert shut(door, [0, 1, 2, 3, 4], 4) == 19
    assert shut(door, [0, 1, 2, 3, 4], 18.9) == 19
    assert shut(door, [0, 1, 2, 3, 4], 19) is None


@pytest.mark.parametrize("door", Door)
def test_five_wrong_tries_over_a_longer_time_shut_nothing(door: Door) -> None:
    assert shut(door, [0, 4, 8, 12, 15], 15) is None
    assert shut(door, [0, 4, 8, 12, 14.9], 15) is not None


def test_in_a_week_only_twenty_pins_can_be_tried_at_one_account() -> None:
    often = [hour * 60.0 for hour in range(20)]
    assert shut(Door.TELEPHONE, often[:19], often[18]) is None
    assert shut(Door.TELEPHONE, often, often[19]) == often[19] + 7 * 24 * 60
    assert shut(Door.PAGE, often, often[19]) is None


def test_the_telephone_is_shut_to_all_after_thirty_wrong_tries_in_an_hour_and_the_page_never() -> None:
    others = [n / 2 for n in range(30)]
    assert shut(Door.TELEPHONE, [], 15, others[:29]) is None
    assert shut(Door.TELEPHONE, [], 15, others) == 74.5
    assert shut(Door.PAGE, [], 15, others) is None


def test_a_wrong_try_is_remembered_for_as_long_as_it_counts() -> None:
    assert Door.PAGE.memory == timedelta(minutes=15)
    assert Door.TELEPHONE.memory == timedelta(days=7)


def test_what_was_typed_cannot_be_read_from_what_is_kept_of_a_try() -> None:
    assert who("Ann Other") == who(" ann other")
    assert who("Ann Other") != who("Someone Else")
    assert len(who("a password, by mistake")) == 8
