from datetime import datetime

import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.holidays import check
from tests.checks.judging import found, known
from tests.small import LONDON, helpline, hours


def test_the_library_knows_this_year_and_the_next() -> None:
    assert found(check) == []


@pytest.mark.parametrize(("month", "level"), [(1, Level.WARNING), (8, Level.WARNING), (9, Level.ERROR), (12, Level.ERROR)])
def test_a_gap_next_year_is_an_error_from_september(month: int, level: Level) -> None:
    findings = found(check, now=datetime(2026, month, 1, 12, tzinfo=LONDON), holidays=known({2026: 8, 2027: 7}))
    assert [finding.level for finding in findings] == [level]


def test_a_gap_this_year_is_always_an_error() -> None:
    findings = found(check, now=datetime(2026, 1, 1, 12, tzinfo=LONDON), holidays=known({2027: 8}))
    assert [finding.level for finding in findings] == [Level.ERROR]


def test_a_line_open_on_bank_holidays_needs_none() -> None:
    assert found(check, helpline(hours=hours(bank_holidays=False)), holidays=known({})) == []
