from datetime import date

import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.links import check
from ivr.menu.model import Helpline, Link
from tests.checks.judging import found
from tests.small import helpline, with_text

TODAY = date(2026, 11, 24)


def linked(body: str = "See www.kent.gov.uk/send.", checked: date | None = TODAY, to: str = "https://www.kent.gov.uk/send") -> Helpline:
    link = Link(id="send_page", to=to, owner="Kent County Council", checked=checked)
    return with_text(helpline(links={"send_page": link}), "complaint_tips", body)


def levels(whole: Helpline) -> list[Level]:
    return [finding.level for finding in found(check, whole)]


@pytest.mark.parametrize(
    "body", ["See www.kent.gov.uk/send.", "See https://www.kent.gov.uk/send/", "WWW.Kent.gov.uk/send, or write to iask@kent.gov.uk"]
)
def test_a_link_that_is_listed_passes_however_it_is_written(body: str) -> None:
    assert levels(linked(body)) == []


def test_a_link_that_is_not_listed_is_an_error_that_names_it() -> None:
    findings = found(check, linked("See www.kent.gov.uk/send and www.kent.gov.uk/Send"))
    assert [(finding.level, "www.kent.gov.uk/Send" in finding.problem) for finding in findings] == [(Level.ERROR, True)]


@pytest.mark.parametrize("scheme", ["http://", "HTTP://"])
def test_a_link_that_is_written_to_be_opened_in_the_open_is_an_error(scheme: str) -> None:
    (finding,) = found(check, linked(f"See {scheme}www.kent.gov.uk/send"))
    assert (finding.level, finding.mend) == (Level.ERROR, "Take the http:// out: mobiles need none.")


def test_a_link_that_no_text_names_is_a_warning() -> None:
    assert levels(linked("See nobody.")) == [Level.WARNING]


def test_a_link_is_opened_again_after_three_months() -> None:
    assert levels(linked(checked=date(2026, 8, 24))) == []
    assert levels(linked(checked=date(2026, 8, 23))) == [Level.WARNING]


def test_a_link_that_nobody_has_opened_is_an_open_question() -> None:
    assert levels(linked(checked=None)) == [Level.CONFIRM]


def test_a_link_opened_tomorrow_is_an_error() -> None:
    assert levels(linked(checked=date(2026, 11, 25))) == [Level.ERROR]
