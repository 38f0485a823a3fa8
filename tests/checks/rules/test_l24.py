from datetime import date

from ivr.checks.english import seconds
from ivr.checks.finding import Level
from ivr.checks.rules.l24 import check
from ivr.menu.service import Closure, Emergency
from ivr.simulator.play import ring
from ivr.texts.numbers import Refusal
from tests.checks.judging import found, with_choices
from tests.small import NOW, helpline, hours, with_line, with_page


def test_a_page_of_25_seconds_passes() -> None:
    assert found(check, with_page(helpline(), "complaint", "word " * 62)) == []


def test_a_page_of_26_seconds_is_a_warning() -> None:
    assert [finding.level for finding in found(check, with_page(helpline(), "complaint", "word " * 65))] == [Level.WARNING]


def test_a_page_that_is_a_little_over_is_not_told_to_take_just_what_it_may() -> None:
    (finding,) = found(check, with_page(helpline(), "complaint", "word " * 63))  # 25.2 seconds
    assert finding.problem.endswith(" takes 26 seconds; 25 is the most.")


def test_a_page_of_over_35_seconds_is_an_error() -> None:
    assert [finding.level for finding in found(check, with_page(helpline(), "complaint", "word " * 88))] == [Level.ERROR]


def test_each_digit_of_a_telephone_number_takes_its_time() -> None:
    assert len(found(check, with_page(helpline(), "complaint", "word " * 55 + "03000, 41, 3000."))) == 1


def test_the_greeting_and_the_promise_are_timed_together() -> None:
    problems = [finding.problem for finding in found(check, with_line(helpline(), "promise", "We are free. " * 8))]
    assert problems == ["The greeting (welcome and promise) takes 19 seconds; 15 is the most."]


def test_a_closed_message_is_timed_with_its_keys() -> None:
    switch = Emergency(closed=False, say="word " * 50)
    assert [finding.problem[:9] for finding in found(check, helpline(hours=hours(emergency=switch)))] == ["emergency"]


def test_a_closure_is_timed_as_it_is_heard_with_when_we_open_and_the_keys() -> None:
    words = "word " * 41
    shut = helpline(hours=hours(closures=(Closure(date(2026, 11, 24), date(2026, 12, 31), words),)))
    heard = " ".join(prompt.words for prompt in ring(shut, Refusal.WITHHELD, NOW).said if prompt.id.startswith("closed"))
    assert seconds(f"{words} {shut.lines['closed.keys'].say}") < 25 < seconds(heard)
    assert [finding.problem for finding in found(check, shut)] == ["closure of 2026-11-24 takes 27 seconds; 25 is the most."]


def test_no_time_of_opening_is_counted_after_the_words_of_the_switch() -> None:
    assert found(check, helpline(hours=hours(emergency=Emergency(closed=True, say="word " * 41)))) == []


def test_the_pauses_of_a_menu_count() -> None:
    assert found(check, with_choices(*["word " * 13] * 4)) == []
    assert len(found(check, with_choices(*["word " * 14] * 4))) == 1


def test_a_greeting_a_closed_message_or_a_menu_that_is_too_long_is_an_error() -> None:
    greeting = found(check, with_line(helpline(), "promise", "We are free. " * 8))
    closed = found(check, helpline(hours=hours(emergency=Emergency(closed=False, say="word " * 50))))
    menu = found(check, with_choices(*["word " * 14] * 4))
    assert [finding.level for finding in greeting + closed + menu] == [Level.ERROR] * 3
