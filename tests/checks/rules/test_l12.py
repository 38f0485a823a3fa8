from dataclasses import replace

import pytest

from ivr.checks.rules.l12 import check
from ivr.menu.model import Provenance
from tests.checks.judging import choosing, found
from tests.small import COMPLAINT, SCHOOL, helpline, with_node


def test_a_menu_without_choices_is_an_error() -> None:
    assert found(check) == []
    assert len(found(check, with_node(helpline(), replace(SCHOOL, choices=())))) == 1


def test_a_guidance_of_drafts_only_is_an_error() -> None:
    pages = tuple(replace(page, provenance=Provenance(beyond_leaflet=True)) for page in COMPLAINT.pages)
    assert [finding.where for finding in found(check, with_node(helpline(), replace(COMPLAINT, pages=pages)))] == [COMPLAINT.where]


@pytest.mark.parametrize("miss", ["silence", "wrong 7", "failed"])
def test_a_miss_that_ends_the_call_is_an_error(miss: str) -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing", miss: "over"}, over={"kind": "ended"}))) == 1


def test_silence_after_a_message_may_end_the_call() -> None:
    states = {"main": {"kind": "choosing", "0": "message"}, "message": {"kind": "message", "recorded words": "more"}}
    assert found(check, routes=choosing(**states, more={"kind": "asking", "silence": "over"}, over={"kind": "ended"})) == []
