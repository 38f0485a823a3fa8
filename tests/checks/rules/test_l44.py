import pytest

from ivr.checks.finding import Level
from ivr.checks.rules.l44 import check
from tests.checks.judging import found
from tests.small import helpline, with_text


@pytest.mark.parametrize(
    "body",
    ["See www.kent.gov.uk/send.", "https://www.kent.gov.uk", "Email iask@kent.gov.uk", "Code 11.2 and 11.67-11.111", "Write. Then wait"],
)
def test_links_we_listed_and_things_that_are_no_links_pass(body: str) -> None:
    assert found(check, with_text(helpline(), "complaint_tips", body)) == []


@pytest.mark.parametrize("body", ["See bit.ly/abc", "See kent.gov.uk", "See http://www.example.org", "See www.kent.gov.uk.example.org/x"])
def test_a_link_to_any_other_host_is_an_error(body: str) -> None:
    assert [finding.level for finding in found(check, with_text(helpline(), "complaint_tips", body))] == [Level.ERROR]


def test_a_host_that_shortens_links_may_not_be_listed() -> None:
    whole = with_text(helpline(text_hosts=("bit.ly",)), "complaint_tips", "See bit.ly/abc")
    assert [finding.level for finding in found(check, whole)] == [Level.ERROR, Level.ERROR]


def test_a_long_link_is_a_warning() -> None:
    link = "www.kent.gov.uk/".ljust(60, "a")
    assert found(check, with_text(helpline(), "complaint_tips", f"See {link}")) == []
    assert [finding.level for finding in found(check, with_text(helpline(), "complaint_tips", f"See {link}a"))] == [Level.WARNING]
