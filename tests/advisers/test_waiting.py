"""What a waiting caller is told of their place."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ivr.advisers.waiting import Better, First, NoNews, news
from ivr.menu.service import Queue

QUEUE = Queue(news_every_s=60)


def test_the_place_is_told_on_joining() -> None:
    assert news(QUEUE, 4, 1, 0, 0) == First(4)


def test_a_better_place_is_told_once_a_minute_has_passed() -> None:
    assert news(QUEUE, 3, 59, 4, 0) == NoNews()
    assert news(QUEUE, 3, 60, 4, 0) == Better(3)


def test_an_unknown_place_is_no_news() -> None:
    assert news(QUEUE, 0, 500, 0, 0) == NoNews()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(5, 120)), max_size=40))
def test_no_caller_ever_hears_a_worse_place_or_two_within_a_minute(laps: list[tuple[int, int]]) -> None:
    best = told_s = waited_s = 0
    told: list[tuple[int, int]] = []
    for position, lap_s in laps:
        waited_s += lap_s
        match news(QUEUE, position, waited_s, best, told_s):
            case First(place) | Better(place):
                best, told_s = place, waited_s
                told.append((place, waited_s))
            case NoNews():
                pass
    for (place, at_s), (next_place, next_s) in pairwise(told):
        assert next_place < place
        assert next_s - at_s >= 60
