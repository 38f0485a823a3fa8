from dataclasses import replace

from ivr.checks.rules.exits import check
from tests.checks.judging import found, with_choices
from tests.small import COMPLAINT, helpline, with_node


def test_names_that_are_there_pass() -> None:
    assert found(check) == []


def test_a_choice_that_leads_nowhere_is_an_error_at_its_line() -> None:
    assert [finding.where.column for finding in found(check, with_choices("To complain", go="complain"))] == [1]


def test_a_text_that_is_not_there_is_an_error() -> None:
    assert len(found(check, with_node(helpline(), replace(COMPLAINT, texts=("none",))))) == 1


def test_a_start_that_is_no_menu_is_an_error() -> None:
    assert len(found(check, helpline(start="complaint"))) == 1
    assert len(found(check, helpline(start="nowhere"))) == 1
