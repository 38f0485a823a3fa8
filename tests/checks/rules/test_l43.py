from dataclasses import replace

from ivr.checks.finding import Level
from ivr.checks.rules.l43 import check
from ivr.menu.model import Link
from tests.checks.judging import found
from tests.small import helpline, with_text


def test_160_plain_letters_pass_and_161_are_an_error() -> None:
    assert found(check, with_text(helpline(), "complaint_tips", "a" * 160)) == []
    assert len(found(check, with_text(helpline(), "complaint_tips", "a" * 161))) == 1


def test_brackets_count_twice() -> None:
    assert len(found(check, with_text(helpline(), "complaint_tips", "a" * 158 + "[]"))) == 1


def test_a_welsh_letter_leaves_room_for_70_and_is_named_as_what_takes_the_room() -> None:
    assert found(check, with_text(helpline(), "complaint_tips", "t\u0177" + "a" * 68)) == []
    [finding] = found(check, with_text(helpline(), "complaint_tips", "t\u0177" + "a" * 69))
    assert "2 messages: it takes 71 of the 70 that one holds" in finding.problem
    assert "U+0177" in finding.problem


def test_a_text_that_says_why_it_is_long_is_a_warning_that_its_words_waive() -> None:
    long = with_text(helpline(), "complaint_tips", "a" * 161)
    text = long.texts["complaint_tips"]
    reasoned = with_text(long, "complaint_tips", text.body, provenance=replace(text.provenance, waive={"L43": "It must be whole."}))
    assert [finding.level for finding in found(check, long)] == [Level.ERROR]
    assert [finding.level for finding in found(check, reasoned)] == [Level.WARNING]


def test_a_text_is_counted_with_the_short_link_that_is_sent_in_place_of_a_long_one() -> None:
    page = "www.kent.gov.uk/" + "a" * 60
    link = Link(id="page", to=f"https://{page}", owner="us", checked=None)
    long = with_text(helpline(links={"page": link}, short_links="helpline.example/t"), "complaint_tips", f"{'a' * 100} {page}")
    assert found(check, long) == []
    assert len(found(check, replace(long, short_links=""))) == 1
    assert len(found(check, replace(long, links={}))) == 1


def test_the_discreet_text_is_counted_with_its_link_for_a_longer_one_is_offered_to_nobody() -> None:
    """The address of a server is not known to whoever writes the words."""
    assert found(check, helpline(short_links="helpline.example/t")) == []
    [finding] = found(check, helpline(short_links="x" * 140))
    assert finding.problem.startswith("The text discreet is 2 messages: it takes 165 of the 160")
