from datetime import date

from ivr.checks.finding import Level
from ivr.checks.rules.reviews import check
from ivr.menu.model import Provenance
from tests.checks.judging import found
from tests.small import helpline, with_page


def test_a_review_due_today_passes() -> None:
    assert found(check, with_page(helpline(), "complaint", "Write.", provenance=Provenance(review_by=date(2026, 11, 24)))) == []


def test_a_review_due_yesterday_is_a_warning() -> None:
    late = with_page(helpline(), "complaint", "Write.", provenance=Provenance(review_by=date(2026, 11, 23)))
    assert [finding.level for finding in found(check, late)] == [Level.WARNING]


def test_a_review_dated_tomorrow_is_an_error() -> None:
    early = with_page(helpline(), "complaint", "Write.", provenance=Provenance(reviewed=date(2026, 11, 25)))
    assert [finding.level for finding in found(check, early)] == [Level.ERROR]
