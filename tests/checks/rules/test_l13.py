import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.l13 import check
from ivr.menu.service import Timing
from tests.checks.judging import found
from tests.small import helpline


@pytest.mark.parametrize("wait_s", [7, 8, 15])
def test_waits_of_7_to_15_seconds_pass(wait_s: int) -> None:
    assert found(check, helpline(timing=Timing(menu_s=wait_s, page_s=wait_s))) == []


@pytest.mark.parametrize("wait_s", [5, 6])
def test_shorter_waits_are_a_warning(wait_s: int) -> None:
    assert [finding.level for finding in found(check, helpline(timing=Timing(menu_s=wait_s)))] == [Level.WARNING]


@pytest.mark.parametrize("wait_s", [4, 16])
def test_waits_out_of_bounds_are_an_error(wait_s: int) -> None:
    assert [finding.level for finding in found(check, helpline(timing=Timing(page_s=wait_s)))] == [Level.ERROR]
