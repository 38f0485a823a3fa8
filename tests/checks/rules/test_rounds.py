import pytest

from ivr.checks.rules.rounds import check
from tests.checks.judging import choosing, found


@pytest.mark.parametrize("by", ["silence", "left error", "recorded nothing", "waiting"])
def test_a_round_without_a_key_is_an_error(by: str) -> None:
    made = choosing(a={"kind": "asking", by: "b"}, b={"kind": "queue", "silence": "a"})
    assert [finding.problem[:20] for finding in found(check, routes=made)] == ["A call can go round "]


@pytest.mark.parametrize("by", ["9", "wrong 7", "failed"])
def test_a_round_by_a_key_or_by_one_failure_after_another_passes(by: str) -> None:
    assert found(check, routes=choosing(a={"kind": "choosing", by: "b"}, b={"kind": "choosing", "silence": "a"})) == []


def test_a_wait_that_ends_passes() -> None:
    states = {"queue": {"kind": "queue", "waiting": "queue", "waiting long": "message"}, "message": {"kind": "message"}}
    assert found(check, routes=choosing(**states)) == []


def test_a_wait_without_an_end_is_an_error() -> None:
    assert len(found(check, routes=choosing(queue={"kind": "queue", "waiting": "queue"}))) == 1
