from ivr.checks.rules.l07 import check
from tests.checks.judging import found, with_choices


def test_keys_from_1_pass() -> None:
    assert found(check, with_choices("a", "b", "c")) == []


def test_a_gap_is_an_error() -> None:
    assert [finding.problem for finding in found(check, with_choices("a", "b", keys="13"))] == ["The keys of school are 1, 3."]


def test_another_order_is_an_error() -> None:
    assert len(found(check, with_choices("a", "b", keys="21"))) == 1
