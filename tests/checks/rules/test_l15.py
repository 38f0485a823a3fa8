from ivr.checks.rules.l15 import check
from ivr.menu.service import Timing
from tests.checks.judging import found
from tests.small import helpline


def test_five_seconds_a_digit_pass() -> None:
    assert found(check, helpline(timing=Timing(digit_s=5))) == []


def test_four_seconds_a_digit_are_an_error() -> None:
    assert len(found(check, helpline(timing=Timing(digit_s=4)))) == 1
