import pytest

from ivr.checks.rules.l25 import check
from tests.checks.judging import found
from tests.small import helpline, with_page, with_text


@pytest.mark.parametrize("word", ["EHCP", "EHCPs", "LA", "FTT", "DRS", "ICS", "ICB", "CCG", "SENDIST"])
def test_an_abbreviation_is_an_error(word: str) -> None:
    assert len(found(check, with_page(helpline(), "complaint", f"Ask the {word} about it."))) == 1


def test_senco_with_its_meaning_passes() -> None:
    said = "Talk to the SENCO. The SENCO is the person in charge of special educational needs at the school."
    assert found(check, with_page(helpline(), "complaint", said)) == []


def test_senco_alone_is_an_error() -> None:
    assert len(found(check, with_page(helpline(), "complaint", "Talk to the SENCO."))) == 1


def test_a_text_may_be_short() -> None:
    assert found(check, with_text(helpline(), "complaint_tips", "IASK: if there is an EHCP, ask the SENCO.")) == []
