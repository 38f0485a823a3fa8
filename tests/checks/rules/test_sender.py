import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.sender import check
from tests.checks.judging import found
from tests.small import helpline, with_text


def test_texts_that_say_who_they_are_from_and_a_discreet_one_that_does_not_pass() -> None:
    assert found(check) == []


def test_a_text_that_does_not_say_who_it_is_from_is_an_error_with_how_to_begin_it() -> None:
    (finding,) = found(check, with_text(helpline(), "complaint_tips", "Write to us at IASK."))
    assert (finding.level, finding.mend) == (Level.ERROR, 'Begin it with "IASK:".')


@pytest.mark.parametrize("words", ["IASK: your page: {link}", "Your page from iask: {link}", "Information, Advice and Support Kent {link}"])
def test_a_discreet_text_that_says_who_it_is_from_is_an_error(words: str) -> None:
    (finding,) = found(check, with_text(helpline(), "discreet", words))
    assert finding.level is Level.ERROR
    assert "The text discreet says" in finding.problem
