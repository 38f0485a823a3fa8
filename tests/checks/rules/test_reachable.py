from dataclasses import replace

from ivr.checks.rules.reachable import check
from tests.checks.judging import found, with_choices
from tests.small import COMPLAINT, helpline, with_node


def test_a_helpline_that_can_all_be_reached_passes() -> None:
    assert found(check) == []


def test_guidance_that_no_key_leads_to_is_an_error() -> None:
    assert [finding.problem for finding in found(check, with_choices("To be safe", go="urgent"))] == ["No key leads to complaint."]


def test_a_text_that_nothing_offers_is_an_error() -> None:
    assert len(found(check, with_node(helpline(), replace(COMPLAINT, texts=())))) == 1
