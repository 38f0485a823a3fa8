from dataclasses import replace

from ivr.checks.finding import Level
from ivr.checks.rules.about import check
from ivr.menu.model import Helpline
from tests.checks.judging import found
from tests.small import helpline


def telling(about: str, text: str = "complaint_tips") -> Helpline:
    whole = helpline()
    return replace(whole, texts={**whole.texts, text: replace(whole.texts[text], about=about)})


def test_what_is_said_of_each_text_that_is_offered_passes() -> None:
    assert found(check) == []


def test_a_text_that_is_offered_and_does_not_tell_callers_what_is_in_it_is_an_error() -> None:
    assert [(finding.level, "complaint_tips" in finding.problem) for finding in found(check, telling(""))] == [(Level.ERROR, True)]


def test_a_text_that_nobody_is_offered_need_not_tell() -> None:
    assert found(check, telling("", "auto_reply")) == []


def test_more_than_twenty_words_before_the_keys_are_a_warning() -> None:
    assert found(check, telling("word " * 20)) == []
    assert [finding.level for finding in found(check, telling("word " * 21))] == [Level.WARNING]
