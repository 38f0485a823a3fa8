from dataclasses import replace

from ivr.checks.finding import Level
from ivr.checks.rules.l22 import check
from tests.checks.judging import found
from tests.small import COMPLAINT, helpline, with_line, with_node, with_page

HARD = "Disagreement resolution is voluntary, independent and confidential, and requires agreement."
NOT_EASY = "If you are not happy with what the council decides, you have the right to appeal to the independent Tribunal."


def test_easy_words_pass() -> None:
    assert found(check) == []


def test_a_page_over_grade_9_is_an_error() -> None:
    assert Level.ERROR in [finding.level for finding in found(check, with_page(helpline(), "complaint", HARD))]


def test_a_page_over_grade_7_is_a_warning() -> None:
    assert [finding.level for finding in found(check, with_page(helpline(), "complaint", NOT_EASY))] == [Level.WARNING]


def test_a_short_line_is_not_graded() -> None:
    assert found(check, with_line(helpline(), "promise", HARD)) == []


def test_a_long_line_is_graded() -> None:
    assert len(found(check, with_line(helpline(), "promise", f"{HARD} {HARD}"))) == 1


def test_pages_that_are_each_fair_may_be_too_hard_together() -> None:
    fair = "If you are not happy with what the council decides, you have the right to appeal to the Tribunal."
    pages = tuple(replace(COMPLAINT.pages[0], say=fair) for _ in range(20))
    assert [finding.problem[:9] for finding in found(check, with_node(helpline(), replace(COMPLAINT, pages=pages)))] == ["The pages"]
