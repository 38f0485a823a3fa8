import pytest

from ivr.checks.rules.l43 import check
from tests.checks.judging import found
from tests.small import helpline, with_text


def test_160_plain_letters_pass_and_161_are_an_error() -> None:
    assert found(check, with_text(helpline(), "complaint_tips", "a" * 160)) == []
    assert len(found(check, with_text(helpline(), "complaint_tips", "a" * 161))) == 1


def test_brackets_count_twice() -> None:
    assert len(found(check, with_text(helpline(), "complaint_tips", "a" * 158 + "[]"))) == 1


@pytest.mark.parametrize("strange", ["\u2019", "\u2013", "\U0001f600"])
def test_a_sign_outside_the_plain_alphabet_is_an_error_that_names_it(strange: str) -> None:
    problems = [finding.problem for finding in found(check, with_text(helpline(), "complaint_tips", f"IASK{strange}"))]
    assert len(problems) == 1
    assert f"U+{ord(strange):04X}" in problems[0]
