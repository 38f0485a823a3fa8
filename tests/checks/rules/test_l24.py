from ivr.checks.finding import Level
from ivr.checks.rules.l24 import check
from ivr.menu.model import Emergency
from tests.checks.judging import found, with_choices
from tests.small import helpline, hours, with_line, with_page


def test_a_page_of_25_seconds_passes() -> None:
    assert found(check, with_page(helpline(), "complaint", "word " * 62)) == []


def test_a_page_of_26_seconds_is_a_warning() -> None:
    assert [finding.level for finding in found(check, with_page(helpline(), "complaint", "word " * 65))] == [Level.WARNING]


def test_a_page_of_over_35_seconds_is_an_error() -> None:
    assert [finding.level for finding in found(check, with_page(helpline(), "complaint", "word " * 88))] == [Level.ERROR]


def test_each_digit_of_a_telephone_number_takes_its_time() -> None:
    assert len(found(check, with_page(helpline(), "complaint", "word " * 55 + "03000, 41, 3000."))) == 1


def test_the_greeting_and_the_promise_are_timed_together() -> None:
    problems = [finding.problem for finding in found(check, with_line(helpline(), "promise", "We are free. " * 8))]
    assert problems == ["The greeting (welcome and promise) takes 18 seconds; 15 is the most."]


def test_a_closed_message_is_timed_with_its_keys() -> None:
    switch = Emergency(closed=False, say="word " * 50)
    assert [finding.problem[:9] for finding in found(check, helpline(hours=hours(emergency=switch)))] == ["emergency"]


def test_the_pauses_of_a_menu_count() -> None:
    assert found(check, with_choices(*["word " * 13] * 4)) == []
    assert len(found(check, with_choices(*["word " * 14] * 4))) == 1
