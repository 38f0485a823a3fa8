from datetime import date

from ivr.checks.finding import Level
from ivr.checks.rules.sign_off import check
from ivr.menu.model import Provenance, SignOff
from tests.checks.judging import found
from tests.small import NOW, helpline, with_line, with_page, with_text


def test_what_the_leaflet_holds_needs_no_sign_off() -> None:
    assert found(check) == []


def test_a_draft_page_and_a_draft_text_are_listed() -> None:
    draft = Provenance(beyond_leaflet=True)
    whole = with_text(with_page(helpline(), "complaint", "Write.", provenance=draft), "complaint_tips", "IASK", provenance=draft)
    assert [finding.level for finding in found(check, whole)] == [Level.CONFIRM, Level.CONFIRM]


def test_what_is_told_to_write_may_be_written_today() -> None:
    draft = with_page(helpline(), "complaint", "Write.", provenance=Provenance(beyond_leaflet=True))
    assert [f"on: {NOW:%Y-%m-%d}" in finding.mend for finding in found(check, draft)] == [True]


def test_a_line_is_no_draft_since_it_is_heard_all_the_same() -> None:
    assert found(check, with_line(helpline(), "privacy", "We take notes.", provenance=Provenance(beyond_leaflet=True))) == []


def test_signed_words_and_safety_words_are_no_drafts() -> None:
    signed = Provenance(beyond_leaflet=True, signed_off=SignOff("A Name", date(2026, 11, 23)))
    assert found(check, with_page(helpline(), "complaint", "Write.", provenance=signed)) == []
    assert found(check, with_page(helpline(), "complaint", "Write.", provenance=Provenance(beyond_leaflet=True, safety=True))) == []
