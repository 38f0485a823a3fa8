import pytest

from ivr.checks.rules.l26 import check
from tests.checks.judging import found
from tests.small import helpline, with_line, with_page


@pytest.mark.parametrize(
    "words",
    [
        "Your call is important to us.",
        "Please listen carefully.",
        "Our options have changed.",
        "Did you know?",
        "High volumes of calls.",
        "Visit our website.",
    ],
)
def test_filler_is_an_error(words: str) -> None:
    assert len(found(check, with_line(helpline(), "queue.hold", words))) == 1


def test_a_page_may_name_the_website() -> None:
    assert found(check, with_page(helpline(), "complaint", "For the form, visit our website.")) == []
