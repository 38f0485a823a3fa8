import pytest

from ivr.checks.rules.l41 import check
from tests.checks.judging import found
from tests.small import helpline, with_page, with_text


@pytest.mark.parametrize(
    "words",
    [
        "Ask the CCG.",
        "The Integrated Care System decides.",
        "If there is a Statement.",
        "Look at Part I.",
        "Ring Contact a Family.",
        "See www.cafamily.org.uk",
    ],
)
def test_an_old_name_is_an_error_when_said_and_when_sent(words: str) -> None:
    assert len(found(check, with_page(helpline(), "complaint", words))) == 1
    assert len(found(check, with_text(helpline(), "complaint_tips", words))) == 1


@pytest.mark.parametrize(
    "words", ["Contact, which used to be called Contact a Family.", "A statement from the school.", "This is Section I. Part In hand."]
)
def test_names_of_today_pass(words: str) -> None:
    assert found(check, with_page(helpline(), "complaint", words)) == []
