import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.reply import check
from tests.checks.judging import found
from tests.small import helpline, with_text


@pytest.mark.parametrize("number", ["03000 41 3000", "03000413000", "0300 041 3000", "03000-41-3000"])
def test_an_answer_that_gives_our_number_and_999_passes_however_the_number_is_spaced(number: str) -> None:
    assert found(check) == []
    assert found(check, with_text(helpline(), "auto_reply", f"IASK: call {number}. In danger call 999.")) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("IASK: call us. In danger call 999.", "03000413000"),
        ("IASK: call 03000 41 3001. In danger call 999.", "03000413000"),
        ("IASK: call 03000 41 30001. In danger call 999.", "03000413000"),
        ("IASK: call 03000 41 3000.", "999"),
        ("IASK: call 03000 41 3000, or 9990.", "999"),
    ],
)
def test_an_answer_that_lacks_one_is_an_error_that_says_which_to_write(words: str, number: str) -> None:
    (finding,) = found(check, with_text(helpline(), "auto_reply", words))
    assert (finding.level, finding.mend) == (Level.ERROR, f"Write it there: {number}.")
