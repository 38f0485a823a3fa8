from dataclasses import replace

from ivr.checks.rules.l05 import check
from tests.checks.judging import found
from tests.small import SCHOOL, helpline, with_node


def test_the_number_that_the_helpline_makes_is_right() -> None:
    assert found(check) == []


def test_a_number_counted_by_hand_is_an_error() -> None:
    whole = with_node(helpline(), replace(SCHOOL, intro="Help at school. There are 3 choices."))
    assert [finding.problem for finding in found(check, whole)] == ["school has 2 choices, and says [-1, 2]."]


def test_even_a_number_counted_right_is_said_once_too_often() -> None:
    assert len(found(check, with_node(helpline(), replace(SCHOOL, intro="There are two choices.")))) == 1
