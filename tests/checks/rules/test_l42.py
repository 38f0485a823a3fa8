from datetime import date, timedelta

import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.l42 import check
from ivr.menu.model import Provenance
from tests.checks.judging import found
from tests.small import NOW, helpline, with_text


def dated(days: int, reviewed: date = date(2026, 11, 23)) -> Provenance:
    return Provenance(reviewed=reviewed, review_by=reviewed + timedelta(days=days))


def test_words_about_the_law_may_be_trusted_for_180_days() -> None:
    assert found(check, with_text(helpline(), "complaint_tips", "IASK: write. Code 11.67-11.111", provenance=dated(180))) == []
    assert [f.level for f in found(check, with_text(helpline(), "complaint_tips", "IASK: write.", provenance=dated(181)))] == [
        Level.WARNING
    ]


@pytest.mark.parametrize("words", ["Call 03000 41 3000", "iask@kent.gov.uk", "www.kent.gov.uk/send", "at kent dot gov dot u k"])
def test_numbers_and_links_may_be_trusted_for_90_days(words: str) -> None:
    assert found(check, with_text(helpline(), "complaint_tips", words, provenance=dated(90))) == []
    assert [f.level for f in found(check, with_text(helpline(), "complaint_tips", words, provenance=dated(91)))] == [Level.WARNING]


def test_words_not_looked_at_for_over_a_year_are_an_error() -> None:
    year_ago = NOW.date() - timedelta(days=365)
    assert found(check, with_text(helpline(), "complaint_tips", "IASK: write.", provenance=dated(180, year_ago))) == []
    older = dated(180, year_ago - timedelta(days=1))
    assert [f.level for f in found(check, with_text(helpline(), "complaint_tips", "IASK: write.", provenance=older))] == [Level.ERROR]
