from dataclasses import replace

from ivr.checks.rules.l45 import check
from ivr.menu.model import Provenance
from tests.checks.judging import found
from tests.small import MAIN, helpline, with_line, with_node, with_page, with_text


def test_urgent_one_key_away_with_checked_numbers_passes() -> None:
    assert found(check) == []


def test_urgent_further_away_is_an_error() -> None:
    assert len(found(check, with_node(helpline(), replace(MAIN, choices=MAIN.choices[:1])))) == 1


def test_a_welcome_without_999_is_an_error() -> None:
    assert len(found(check, with_line(helpline(), "welcome", "Hello. This is IASK."))) == 1


def test_a_number_that_nobody_checked_is_an_error_on_the_page_and_in_the_text() -> None:
    assert [f.problem for f in found(check, with_page(helpline(), "urgent", "Call 1 1 6, 1 2 4."))] == [
        "urgent.1 gives 116124, which is not on the checked list."
    ]
    assert len(found(check, with_text(helpline(), "urgent_numbers", "IASK: Childline 0800 1112"))) == 1


def test_such_a_number_is_an_error_in_any_words_about_safety() -> None:
    assert len(found(check, with_page(helpline(), "complaint", "Call 9 9 8.", provenance=Provenance(safety=True)))) == 1


def test_the_numbers_of_kent_read_out_in_groups_are_known() -> None:
    assert found(check, with_page(helpline(), "urgent", "Call 03000, 41, 11, 11. In the evening, call 03000, 41, 91, 91.")) == []
