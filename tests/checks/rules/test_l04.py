import pytest

from ivr.checks.rules.l04 import check
from tests.checks.judging import found
from tests.small import helpline, with_line


def test_a_promise_to_call_back_passes() -> None:
    assert found(check, with_line(helpline(), "queue.full", "Please leave a message, and we will call you back.")) == []


@pytest.mark.parametrize(
    "words", ["Please ring the council.", "Dial 03000 for help.", "Hang up now.", "Call us tomorrow.", "Phone again later."]
)
def test_a_line_that_sends_the_caller_away_is_an_error(words: str) -> None:
    assert [finding.where.file for finding in found(check, with_line(helpline(), "queue.full", words))] == ["system.yaml"]


def test_the_welcome_may_say_to_hang_up_in_danger() -> None:
    assert "hang up" in helpline().lines["welcome"].say
    assert found(check) == []
