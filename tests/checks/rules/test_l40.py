from datetime import date

from ivr.checks.rules.l40 import check
from ivr.menu.model import Provenance, SignOff
from tests.checks.judging import found
from tests.small import helpline, with_line, with_page


def test_a_draft_is_no_error_since_nobody_hears_it() -> None:
    assert found(check, with_page(helpline(), "urgent", "Help.", provenance=Provenance(beyond_leaflet=True))) == []


def test_safety_words_with_a_question_to_the_owner_pass() -> None:
    asked = Provenance(beyond_leaflet=True, safety=True, confirm="Right?")
    assert found(check, with_page(helpline(), "urgent", "Help.", provenance=asked)) == []


def test_safety_words_without_one_are_an_error() -> None:
    assert len(found(check, with_page(helpline(), "urgent", "Help.", provenance=Provenance(beyond_leaflet=True, safety=True)))) == 1


def test_a_line_cannot_wait_for_its_sign_off_since_it_cannot_be_left_out() -> None:
    waiting = Provenance(beyond_leaflet=True)
    assert [finding.where.file for finding in found(check, with_line(helpline(), "privacy", "We take notes.", provenance=waiting))] == [
        "system.yaml"
    ]
    signed = Provenance(beyond_leaflet=True, signed_off=SignOff("A Name", date(2026, 11, 24)))
    assert found(check, with_line(helpline(), "privacy", "We take notes.", provenance=signed)) == []


def test_a_sign_off_of_today_passes_and_of_tomorrow_is_an_error() -> None:
    today, tomorrow = (Provenance(beyond_leaflet=True, signed_off=SignOff("A Name", date(2026, 11, day))) for day in (24, 25))
    assert found(check, with_page(helpline(), "urgent", "Help.", provenance=today)) == []
    assert len(found(check, with_page(helpline(), "urgent", "Help.", provenance=tomorrow))) == 1
