import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.l27 import check
from tests.checks.judging import found
from tests.small import helpline, with_page, with_text


@pytest.mark.parametrize(
    "words", ["You should appeal.", "You must mediate.", "It is the best route.", "We recommend mediation.", "You should not complain."]
)
def test_taking_sides_is_a_warning_when_said_and_when_sent(words: str) -> None:
    assert [finding.level for finding in found(check, with_page(helpline(), "complaint", words))] == [Level.WARNING]
    assert [finding.level for finding in found(check, with_text(helpline(), "complaint_tips", words))] == [Level.WARNING]


def test_saying_what_the_law_asks_passes() -> None:
    assert found(check, with_page(helpline(), "complaint", "Before you appeal, you must first think about mediation.")) == []
