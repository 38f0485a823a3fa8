from datetime import date, datetime

import pytest

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.checks.rules.holidays import check
from ivr.menu.hours import bank_holidays
from tests.checks.judging import Known, found
from tests.small import LONDON, NOW, helpline, hours

EVERY_YEAR = {
    "New Year's Day": "New Year's Day",
    "Good Friday": "Good Friday",
    "Easter Monday": "Easter Monday",
    "May Day": "the early May bank holiday",
    "Spring": "the spring bank holiday",
    "Summer": "the summer bank holiday",
    "Christmas Day": "Christmas Day",
    "Boxing Day": "Boxing Day",
}


def without(name: str, *years: int) -> Known:
    """Bank holidays of which one is not known in these years, its substitute day neither."""
    return lambda year: {day: words for day, words in bank_holidays(year).items() if year not in years or name not in words}


def on(year: int, month: int, day: int = 1) -> datetime:
    return datetime(year, month, day, 12, tzinfo=LONDON)


def compared(checked: date | None, now: datetime) -> list[Finding]:
    return found(check, helpline(hours=hours(bank_holidays_checked=checked)), now=now)


@pytest.mark.parametrize("year", range(2026, 2051))
def test_the_library_knows_them_all_by_name_and_on_a_weekday(year: int) -> None:
    assert compared(date(year, 1, 1), on(year, 1)) == []


@pytest.mark.parametrize(("known_as", "name"), EVERY_YEAR.items())
def test_each_one_that_is_missing_is_named(known_as: str, name: str) -> None:
    problems = [finding.problem for finding in found(check, holidays=without(known_as, 2027))]
    assert problems == [f"No weekday of 2027 is known for {name}."]


def test_other_days_do_not_make_up_for_one_that_is_missing() -> None:
    known = without("Easter Monday", 2027)
    assert len(known(2027)) > 8
    assert len(found(check, holidays=known)) == 1


def test_a_holiday_known_on_a_saturday_alone_is_missing() -> None:
    known = without("Boxing Day (observed)", 2026)
    assert date(2026, 12, 26) in known(2026)
    assert [finding.problem for finding in found(check, holidays=known)] == ["No weekday of 2026 is known for Boxing Day."]


def test_the_names_that_the_government_uses_are_known_too() -> None:
    names = (
        "New Year's Day (substitute day)",
        "Good Friday",
        "Easter Monday",
        "Early May bank holiday (VE day)",
        "Spring bank holiday",
        "Summer bank holiday",
        "Christmas Day (substitute day)",
        "Boxing Day",
    )
    weekdays = [4, 5, 6, 7, 8, 11, 12, 13]
    assert found(check, holidays=lambda _: {date(2027, 1, day): name for day, name in zip(weekdays, names, strict=True)}) == []


@pytest.mark.parametrize(("month", "level"), [(1, Level.WARNING), (8, Level.WARNING), (9, Level.ERROR), (12, Level.ERROR)])
def test_a_gap_next_year_is_an_error_from_september(month: int, level: Level) -> None:
    findings = found(check, now=on(2026, month, 24), holidays=without("Good Friday", 2027))
    assert level in [finding.level for finding in findings if "Good Friday" in finding.problem]


def test_a_gap_this_year_is_always_an_error() -> None:
    findings = found(check, now=on(2027, 1), holidays=without("Good Friday", 2027))
    assert [finding.level for finding in findings] == [Level.ERROR]


@pytest.mark.parametrize(
    ("checked", "now", "stale"),
    [
        (date(2026, 10, 1), on(2027, 9, 30), False),
        (date(2026, 10, 1), on(2027, 10, 1), True),
        (date(2026, 9, 30), on(2026, 9, 30), False),
        (date(2026, 9, 30), on(2026, 10, 1), True),
        (date(2026, 11, 23), on(2035, 1), True),
        (None, NOW, True),
    ],
)
def test_from_october_they_are_to_be_compared_again(checked: date | None, now: datetime, stale: bool) -> None:  # noqa: FBT001 - a row of a table
    assert [finding.level for finding in compared(checked, now)] == [Level.WARNING] * stale


def test_whoever_compares_is_told_what_is_known() -> None:
    [finding] = compared(date(2026, 1, 1), NOW)
    assert "since 1 October 2026" in finding.problem
    assert "We know 25 December, 26 December, 28 December, 1 January, 26 March," in finding.mend


def test_a_comparison_on_a_day_to_come_is_an_error() -> None:
    assert [finding.level for finding in compared(date(2026, 11, 25), NOW)] == [Level.ERROR]


def test_a_line_open_on_bank_holidays_needs_none() -> None:
    assert found(check, helpline(hours=hours(bank_holidays=False, bank_holidays_checked=None)), holidays=lambda _: {}) == []


def test_none_known_at_all_is_found() -> None:
    assert len(list(check(Context(helpline(), NOW, bank_holidays=lambda _: {})))) == 2
