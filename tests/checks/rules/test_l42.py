from datetime import date, timedelta
from typing import Any

import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.l42 import check
from ivr.menu.model import Provenance
from tests.checks.judging import found
from tests.small import NOW, helpline, with_line, with_text


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


@pytest.mark.parametrize(
    "words", ["Call 03000, 41, 3000.", "You have 90 seconds.", "Dial 9 9 9.", "at kent dot gov dot U K", "iask@kent.gov.uk"]
)
def test_a_line_that_states_what_can_grow_old_needs_both_dates(words: str) -> None:
    for known in (Provenance(), Provenance(reviewed=date(2026, 11, 23))):
        assert [finding.level for finding in found(check, with_line(helpline(), "sorry", words, provenance=known))] == [Level.ERROR]
    assert found(check, with_line(helpline(), "sorry", words, provenance=dated(90))) == []


@pytest.mark.parametrize("words", ["To go back, press star.", "To get it now, press 1. To use another number, press 2.", "Person, 0."])
def test_a_line_that_only_names_keys_needs_none(words: str) -> None:
    assert found(check, with_line(helpline(), "sorry", words)) == []


@pytest.mark.parametrize(
    "known", [{"facts": ("F01",)}, {"provenance": Provenance(source="leaflet")}, {"provenance": Provenance(beyond_leaflet=True)}]
)
def test_a_line_that_says_where_it_comes_from_says_when_it_was_looked_at(known: dict[str, Any]) -> None:
    assert [finding.level for finding in found(check, with_line(helpline(), "sorry", "We are free.", **known))] == [Level.ERROR]
