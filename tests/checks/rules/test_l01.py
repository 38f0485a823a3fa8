from ivr.checks.finding import Level
from ivr.checks.rules.l01 import check
from tests.checks.judging import found, with_choices


def test_four_choices_pass() -> None:
    assert found(check, with_choices(*"abcd")) == []


def test_five_choices_are_a_warning() -> None:
    assert [finding.level for finding in found(check, with_choices(*"abcde"))] == [Level.WARNING]


def test_six_choices_are_an_error() -> None:
    assert [finding.level for finding in found(check, with_choices(*"abcdef"))] == [Level.ERROR]
