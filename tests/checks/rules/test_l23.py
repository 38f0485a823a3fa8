from ivr.checks.finding import Level
from ivr.checks.rules.l23 import check
from tests.checks.judging import found
from tests.small import helpline, with_page


def of(words: int) -> str:
    return "well " * (words - 1) + "said. Short."


def test_a_sentence_of_20_words_passes() -> None:
    assert found(check, with_page(helpline(), "complaint", of(20))) == []


def test_a_sentence_of_21_words_is_a_warning() -> None:
    assert [finding.level for finding in found(check, with_page(helpline(), "complaint", of(21)))] == [Level.WARNING]


def test_a_sentence_of_26_words_is_an_error() -> None:
    assert [finding.level for finding in found(check, with_page(helpline(), "complaint", of(26)))] == [Level.ERROR]
