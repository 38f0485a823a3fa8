import pytest

from ivr.checks.rules.l08 import check
from tests.checks.judging import found
from tests.small import helpline, with_line


@pytest.mark.parametrize(
    "words", ["Hang up and dial 9 9 9.", "Dial 18001, then our number.", "Get in touch with us.", "Enter it, then press hash."]
)
def test_the_words_that_callers_know_pass(words: str) -> None:
    assert found(check, with_line(helpline(), "goodbye", words)) == []


@pytest.mark.parametrize(
    "words", ["Hit 1.", "Key in your number.", "Push 2.", "Touch star.", "Press pound.", "Press asterisk.", "Dial us.", "Disconnect now."]
)
def test_other_words_are_errors(words: str) -> None:
    assert len(found(check, with_line(helpline(), "goodbye", words))) == 1
