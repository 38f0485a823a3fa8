"""When advisers answer, at the moments where it is easy to be wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.menu.hours import LONDON, Closed, Open, Why, bank_holidays, next_working_day, state
from ivr.menu.service import Closure, Emergency, Hours, Span
from tests.small import hours

LUNCH = Span(time(12, 30), time(13, 15))
SWITCHED = Emergency(closed=True, say="We are closed today.")
EVERY_DAY = {day: (Span(time(9), time(17)),) for day in range(7)}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def closed(when: Hours, text: str) -> Closed:
    found = state(when, at(text))
    assert isinstance(found, Closed), found
    return found


@pytest.mark.parametrize("moment", ["2026-11-24 09:00", "2026-11-24 11:00", "2026-11-24 16:59", "2026-11-24 16:59:59.999999"])
def test_it_is_open_from_the_first_moment_to_the_last_minute(moment: str) -> None:
    assert state(hours(), at(moment)) == Open(at("2026-11-24 17:00"))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-24 00:00", "2026-11-24 09:00"),
        ("2026-11-24 08:59:59", "2026-11-24 09:00"),
        ("2026-11-24 17:00", "2026-11-25 09:00"),
        ("2026-11-27 17:00", "2026-11-30 09:00"),  # Friday evening
        ("2026-11-29 12:00", "2026-11-30 09:00"),  # Sunday
        ("2026-04-02 18:00", "2026-04-07 09:00"),  # the evening before Good Friday
    ],
)
def test_out_of_hours_it_says_when_it_next_opens(moment: str, opens: str) -> None:
    assert closed(hours(), moment) == Closed(Why.NIGHT, at(opens))


def test_lunch_ends_a_span_and_says_when_it_is_over() -> None:
    with_lunch = hours(lunch=LUNCH)
    assert state(with_lunch, at("2026-11-24 12:29")) == Open(at("2026-11-24 12:30"))
    assert closed(with_lunch, "2026-11-24 12:30") == Closed(Why.LUNCH, at("2026-11-24 13:15"))
    assert closed(with_lunch, "2026-11-24 13:14") == Closed(Why.LUNCH, at("2026-11-24 13:15"))
    assert state(with_lunch, at("2026-11-24 13:15")) == Open(at("2026-11-24 17:00"))


def test_lunch_is_no_reason_on_a_day_without_hours() -> None:
    assert closed(hours(lunch=LUNCH), "2026-11-28 12:45").why is Why.NIGHT


def test_lunch_outside_a_short_day_changes_nothing() -> None:
    mornings = hours(week={1: (Span(time(9), time(12)),)}, lunch=LUNCH)
    assert state(mornings, at("2026-11-24 11:59")) == Open(at("2026-11-24 12:00"))
    assert closed(mornings, "2026-11-24 12:45") == Closed(Why.NIGHT, at("2026-12-01 09:00"))


def test_two_spans_of_one_day_close_between_them() -> None:
    split = hours(week={1: (Span(time(9), time(12)), Span(time(14), time(17)))})
    assert state(split, at("2026-11-24 11:59")) == Open(at("2026-11-24 12:00"))
    assert closed(split, "2026-11-24 13:00") == Closed(Why.NIGHT, at("2026-11-24 14:00"))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-04-03 11:00", "2026-04-07 09:00"),  # Good Friday, then Easter Monday
        ("2026-12-25 11:00", "2026-12-29 09:00"),  # Christmas on a Friday: Boxing Day is moved to Monday
        ("2027-12-27 11:00", "2027-12-29 09:00"),  # Christmas on a Saturday: Monday and Tuesday in its place
        ("2028-01-03 11:00", "2028-01-04 09:00"),  # New Year's Day on a Saturday
        ("2026-08-31 23:59", "2026-09-01 09:00"),
    ],
)
def test_bank_holidays_are_closed_with_their_substitute_days(moment: str, opens: str) -> None:
    assert closed(hours(), moment) == Closed(Why.BANK_HOLIDAY, at(opens))


def test_a_line_that_works_on_bank_holidays_is_open() -> None:
    assert state(hours(bank_holidays=False), at("2026-12-25 11:00")) == Open(at("2026-12-25 17:00"))


def test_the_bank_holidays_are_those_of_england() -> None:
    in_2026 = bank_holidays(2026)
    assert {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31), date(2026, 12, 28)} <= set(in_2026)
    assert date(2026, 3, 17) not in in_2026  # St Patrick's Day is Northern Ireland's
    assert date(2026, 1, 2) not in in_2026  # and the second of January Scotland's
    assert date(2026, 8, 3) not in in_2026  # as is the first Monday of August
    assert in_2026[date(2026, 12, 25)] == "Christmas Day"


@pytest.mark.parametrize("year", range(2026, 2036))
def test_each_year_has_its_eight_holidays_or_more_on_weekdays_and_no_other_year_in_it(year: int) -> None:
    known = bank_holidays(year)
    assert sum(day.weekday() < 5 for day in known) >= 8  # more where one is proclaimed
    assert {day.year for day in known} == {year}


def test_a_closure_says_its_own_words_and_when_it_is_over() -> None:
    training = hours(closures=(Closure(date(2026, 11, 24), date(2026, 11, 24), "We are training."),))
    assert closed(training, "2026-11-24 11:00") == Closed(Why.CLOSURE, at("2026-11-25 09:00"), "We are training.", date(2026, 11, 24))
    assert closed(training, "2026-11-24 20:00").why is Why.CLOSURE
    assert isinstance(state(training, at("2026-11-25 09:00")), Open)


def test_a_closure_over_the_year_end_beats_the_bank_holidays_in_it() -> None:
    christmas = hours(closures=(Closure(date(2026, 12, 24), date(2026, 12, 31), "Happy Christmas."),))
    for day in range(24, 32):
        assert closed(christmas, f"2026-12-{day} 11:00") == Closed(
            Why.CLOSURE, at("2027-01-04 09:00"), "Happy Christmas.", date(2026, 12, 24)
        )
    assert closed(christmas, "2027-01-01 11:00") == Closed(Why.BANK_HOLIDAY, at("2027-01-04 09:00"))
    assert closed(christmas, "2026-12-23 18:00") == Closed(Why.NIGHT, at("2027-01-04 09:00"))


def test_a_closure_is_counted_by_the_day_in_kent_not_in_utc() -> None:
    one_day = hours(closures=(Closure(date(2026, 7, 2), date(2026, 7, 2), "Closed."),))
    just_after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # 00:30 in Kent, on the second
    found = state(one_day, just_after_midnight)
    assert isinstance(found, Closed)
    assert found.why is Why.CLOSURE


def test_the_emergency_switch_beats_everything_and_does_not_know_when_it_ends() -> None:
    shut = hours(emergency=SWITCHED, closures=(Closure(date(2026, 11, 24), date(2026, 11, 24), "Training."),))
    for moment in ("2026-11-24 11:00", "2026-11-25 11:00", "2026-12-25 11:00", "2026-11-28 03:00"):
        assert closed(shut, moment) == Closed(Why.EMERGENCY, None, "We are closed today.")


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_on_the_day_the_clocks_change_nine_is_nine_on_the_wall(day: str) -> None:
    daily = hours(week=EVERY_DAY)
    found = closed(daily, f"{day} 00:30")
    assert found.opens == at(f"{day} 09:00")
    assert found.opens is not None
    assert found.opens.hour == 9
    assert state(daily, at(f"{day} 09:00")) == Open(at(f"{day} 17:00"))
    assert closed(daily, f"{day} 17:00").opens == at(f"{day} 09:00") + timedelta(days=1)


def test_the_night_the_clocks_go_forward_is_an_hour_shorter() -> None:
    before = at("2026-03-28 17:00")
    opens = closed(hours(week=EVERY_DAY), "2026-03-28 17:00").opens
    assert opens is not None
    assert opens.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=15)


def test_hours_in_the_hour_that_comes_twice_close_once_the_first_is_over() -> None:
    nights = hours(week={6: (Span(time(0), time(1, 30)),)})
    first, again = datetime(2026, 10, 25, 1, 15, tzinfo=LONDON), datetime(2026, 10, 25, 1, 15, tzinfo=LONDON, fold=1)
    assert isinstance(state(nights, first), Open)
    assert isinstance(state(nights, again), Closed)


def test_hours_in_the_hour_that_is_missing_never_open() -> None:
    nights = hours(week={6: (Span(time(1, 15), time(2, 5)),)})
    assert closed(nights, "2026-03-29 00:30").opens == at("2026-04-05 01:15")


def test_a_moment_given_in_another_zone_is_the_same_moment() -> None:
    assert state(hours(), datetime(2026, 7, 1, 8, 0, tzinfo=UTC)) == Open(at("2026-07-01 17:00"))  # 9:00 in Kent
    assert isinstance(state(hours(), datetime(2026, 7, 1, 16, 0, tzinfo=UTC)), Closed)


def test_hours_that_differ_only_in_their_week_are_told_apart_at_one_moment() -> None:
    late = replace(hours(), week={day: (Span(time(9), time(19)),) for day in range(5)})
    asked = [state(when, at("2026-11-24 18:00")) for when in (hours(), late, hours(), late)]
    assert [isinstance(found, Open) for found in asked] == [False, True, False, True]
    assert hash(hours()) == hash(replace(hours(), week=dict(hours().week)))


def test_a_line_that_never_opens_says_that_it_does_not_know() -> None:
    assert closed(hours(week={}), "2026-11-24 11:00") == Closed(Why.NIGHT, None)
    for_good = hours(closures=(Closure(date(2026, 1, 1), date(2099, 1, 1), "We have moved."),))
    assert closed(for_good, "2026-11-24 11:00") == Closed(Why.CLOSURE, None, "We have moved.", date(2026, 1, 1))


def test_an_opening_a_year_away_is_still_known() -> None:
    long_closed = hours(closures=(Closure(date(2026, 1, 1), date(2026, 12, 31), "We are moving."),))
    assert closed(long_closed, "2026-01-05 11:00").opens == at("2027-01-04 09:00")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-24 11:00", date(2026, 11, 25)),
        ("2026-11-24 02:00", date(2026, 11, 25)),  # tonight's message is not promised an answer today
        ("2026-11-27 20:00", date(2026, 11, 30)),
        ("2026-12-24 20:00", date(2026, 12, 29)),
        ("2026-04-02 12:00", date(2026, 4, 7)),
    ],
)
def test_the_next_working_day_skips_weekends_and_bank_holidays(moment: str, day: date) -> None:
    assert next_working_day(hours(), at(moment)) == day


def test_the_next_working_day_skips_closures_and_ignores_the_switch() -> None:
    away = hours(closures=(Closure(date(2026, 11, 25), date(2026, 11, 27), "Away."),), emergency=SWITCHED)
    assert next_working_day(away, at("2026-11-24 11:00")) == date(2026, 11, 30)


def test_the_next_working_day_of_a_line_without_one_is_a_year_off() -> None:
    assert next_working_day(hours(week={}), at("2026-11-24 11:00")) == date(2027, 11, 25)


# Whatever the hours

CLOCKS = st.times(max_value=time(23, 59)).map(lambda clock: clock.replace(second=0, microsecond=0))
SPANS = st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
WEEKS = st.dictionaries(st.integers(0, 6), st.tuples(SPANS), max_size=7)
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
CLOSURES = st.tuples(DAYS, st.integers(0, 500)).map(lambda it: Closure(it[0], it[0] + timedelta(days=it[1]), "Closed."))
ANY_HOURS = st.builds(
    lambda week, lunch, holidays, closures: hours(week=week, lunch=lunch, bank_holidays=holidays, closures=closures),
    WEEKS,
    st.none() | SPANS,
    st.booleans(),
    st.lists(CLOSURES, max_size=2).map(tuple),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@given(ANY_HOURS, MOMENTS)
def test_the_next_opening_is_to_come_and_is_open(when: Hours, now: datetime) -> None:
    found = state(when, now)
    if isinstance(found, Closed) and found.opens is not None:
        assert found.opens.astimezone(UTC) > now
        assert isinstance(state(when, found.opens), Open)
        assert isinstance(state(when, found.opens.astimezone(UTC) - timedelta(microseconds=1)), Closed)


@given(ANY_HOURS, MOMENTS)
def test_the_closing_time_is_to_come_and_is_closed(when: Hours, now: datetime) -> None:
    found = state(when, now)
    if isinstance(found, Open):
        assert found.closes.astimezone(UTC) > now
        before = (found.closes.astimezone(UTC) - timedelta(microseconds=1)).astimezone(LONDON)
        assert state(when, before) == found
        assert isinstance(state(when, found.closes), Closed)


@given(ANY_HOURS, MOMENTS, st.integers(0, 60 * 24 * 10))
def test_nothing_opens_sooner_than_was_said(when: Hours, now: datetime, minutes: int) -> None:
    found, later = state(when, now), now + timedelta(minutes=minutes)
    if isinstance(found, Closed) and (found.opens is None or later < found.opens.astimezone(UTC)):
        assert isinstance(state(when, later), Closed)


@given(ANY_HOURS, MOMENTS)
def test_the_next_working_day_is_after_today(when: Hours, now: datetime) -> None:
    assert next_working_day(when, now) > now.astimezone(LONDON).date()
