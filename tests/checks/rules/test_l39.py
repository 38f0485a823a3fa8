from dataclasses import replace

from ivr.checks.rules.l39 import check
from ivr.menu.model import Provenance
from tests.checks.judging import found
from tests.small import COMPLAINT, FACTS, LEAFLET, SCHOOL, helpline, with_line, with_node, with_page, with_text

DRAFT = Provenance(beyond_leaflet=True)


def test_all_72_facts_on_a_page_that_can_be_reached_pass() -> None:
    assert len(FACTS) == 72
    assert found(check) == []


def test_a_missing_fact_is_an_error() -> None:
    problems = [finding.problem for finding in found(check, with_page(helpline(), "complaint", "Write.", facts=FACTS[:-1]))]
    assert problems == ["The leaflet's fact F72 reaches no caller."]


def test_a_fact_in_a_text_that_is_offered_counts() -> None:
    whole = with_page(helpline(), "complaint", "Write.", facts=FACTS[1:])
    assert found(check, with_text(whole, "complaint_tips", "IASK", facts=("F01",))) == []
    assert found(check, with_line(whole, "promise", "Free.", facts=("F01",))) == []


def test_facts_on_a_draft_do_not_count() -> None:
    assert len(found(check, with_page(helpline(), "complaint", "Write.", provenance=DRAFT))) == 72


def test_facts_on_a_page_that_no_key_leads_to_do_not_count() -> None:
    cut = replace(SCHOOL, choices=SCHOOL.choices[1:])
    assert len(found(check, with_node(helpline(), cut))) == 72


def test_a_fact_that_the_leaflet_does_not_hold_is_an_error() -> None:
    strange = replace(COMPLAINT.pages[1], facts=("F73",), provenance=LEAFLET)
    whole = with_node(helpline(), replace(COMPLAINT, pages=(COMPLAINT.pages[0], strange)))
    assert [finding.where for finding in found(check, whole)] == [strange.where]
