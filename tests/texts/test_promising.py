"""Whether a text may be promised."""

from datetime import UTC, datetime

import pytest

from ivr.menu.hours import LONDON
from ivr.menu.service import Texting
from ivr.texts.promising import Had, Unpromised, day_began, lately_began, why_not

RULES = Texting(most_to_a_number_in_a_day=3, most_in_an_hour=5)


@pytest.mark.parametrize(
    ("had", "why"),
    [
        (Had(), None),
        (Had(today=("links", "other"), lately=4), None),
        (Had(stopped=True), Unpromised.STOPPED),
        (Had(today=("tips",)), Unpromised.TODAY),
        (Had(today=("links", "other", "more")), Unpromised.NUMBER),
        (Had(today=("links", "links", "links")), Unpromised.NUMBER),
        (Had(today=("links",), in_vain=1), None),
        (Had(today=("links",), in_vain=2), Unpromised.NUMBER),
        (Had(lately=5), Unpromised.HOUR),
        (Had(unreached=True), Unpromised.UNREACHED),
        (Had(unreached=True, today=("tips",), lately=5), Unpromised.UNREACHED),
        (Had(stopped=True, unreached=True), Unpromised.STOPPED),
        (Had(stopped=True, today=("tips", "links", "other"), lately=5), Unpromised.STOPPED),
        (Had(today=("tips", "links", "other"), lately=5), Unpromised.TODAY),
        (Had(today=("links", "other", "more"), lately=5), Unpromised.NUMBER),
    ],
)
def test_a_text_is_promised_unless_its_number_or_everybody_has_had_enough(had: Had, why: Unpromised | None) -> None:
    assert why_not("tips", had, RULES) is why


@pytest.mark.parametrize(
    ("now", "began"),
    [
        (datetime(2026, 11, 24, 11, 0, tzinfo=LONDON), datetime(2026, 11, 24, tzinfo=LONDON)),
        (datetime(2026, 11, 24, 0, 0, tzinfo=LONDON), datetime(2026, 11, 24, tzinfo=LONDON)),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), datetime(2026, 7, 2, tzinfo=LONDON)),  # in summer London is an hour ahead
        (datetime(2026, 10, 25, 12, 0, tzinfo=LONDON), datetime(2026, 10, 25, tzinfo=LONDON)),  # a day of 25 hours
        (datetime(2026, 3, 29, 12, 0, tzinfo=LONDON), datetime(2026, 3, 29, tzinfo=LONDON)),  # and one of 23
    ],
)
def test_a_day_begins_at_midnight_in_london(now: datetime, began: datetime) -> None:
    assert day_began(now).astimezone(UTC) == began.astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "began"),
    [
        (datetime(2026, 11, 24, 11, 0, tzinfo=LONDON), datetime(2026, 11, 24, 10, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 2, 30, tzinfo=LONDON), datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),  # the clocks went forward meanwhile
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # and back
    ],
)
def test_the_last_hour_is_an_hour_that_passed(now: datetime, began: datetime) -> None:
    assert lately_began(now) == began
