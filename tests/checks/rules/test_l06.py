import pytest

from ivr.checks.rules.l06 import check
from tests.checks.judging import found, with_choices
from tests.small import helpline, with_line, with_page


def test_the_choice_before_its_key_passes() -> None:
    assert found(check) == []


@pytest.mark.parametrize("words", ["Press 1 for mediation.", "press star to go back", "Press 0, to speak to us."])
def test_a_key_before_its_choice_is_an_error_on_a_page_and_in_a_line(words: str) -> None:
    assert len(found(check, with_page(helpline(), "complaint", words))) == 1
    assert len(found(check, with_line(helpline(), "goodbye", words))) == 1


def test_a_key_before_its_choice_is_an_error_in_a_menu() -> None:
    assert [finding.where.file for finding in found(check, with_choices("Press 3 for us"))] == ["school.yaml"]
