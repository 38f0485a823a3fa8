from dataclasses import replace

from ivr.checks.rules.l18 import check
from ivr.menu.model import Provenance
from tests.checks.judging import found
from tests.small import COMPLAINT, helpline, with_node, with_text


def test_guidance_with_a_text_passes() -> None:
    assert found(check) == []


def test_guidance_without_a_text_is_an_error() -> None:
    assert [finding.where for finding in found(check, with_node(helpline(), replace(COMPLAINT, texts=())))] == [COMPLAINT.where]


def test_a_text_that_waits_for_a_sign_off_does_not_count() -> None:
    whole = with_text(helpline(), "complaint_tips", "IASK: tips.", provenance=Provenance(beyond_leaflet=True))
    assert len(found(check, whole)) == 1
