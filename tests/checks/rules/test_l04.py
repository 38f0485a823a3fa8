from datetime import date

import pytest

from ivr.checks.routes import Kind
from ivr.checks.rules.l04 import check
from ivr.checks.walks import PERSON
from ivr.menu.lines import SLOTS
from ivr.menu.model import Helpline
from ivr.menu.service import Closure, Emergency
from ivr.simulator.explore import explore
from tests.checks.judging import found
from tests.small import NOW, helpline, hours, with_line

SENT_AWAY = "Please ring us again tomorrow on 03000 999 999."
IN_THE_KEYS = {id for id in SLOTS if id.startswith(("key.person", "key.message")) or id.endswith("any_time")}
A_MESSAGE_IS_LEFT = {"message.long"}
WHY_CLOSED = {id for id in SLOTS if id.startswith("closed")}


def shut(say: str, *, at_once: bool) -> Helpline:
    """Closed today, in these words: for a day, or by the switch."""
    if at_once:
        return helpline(hours=hours(emergency=Emergency(closed=True, say=say)))
    return helpline(hours=hours(closures=(Closure(date(2026, 11, 24), date(2026, 11, 24), say),)))


def said_on_the_way() -> set[str]:
    """The lines that are said on the way into the queue or a message, and while there, as the engine walks them."""
    walked = explore(helpline(), NOW)
    there = {id for id, state in walked.states.items() if state.kind in PERSON}
    over = {id for id, state in walked.states.items() if state.kind is Kind.ENDED}
    ways = [step.says for step in walked.steps if there & {step.origin, step.target} and step.target not in over]
    said = {id for says in ways for id in says}
    return said & SLOTS.keys() - A_MESSAGE_IS_LEFT | IN_THE_KEYS | WHY_CLOSED


ON_THE_WAY = sorted(said_on_the_way())


def test_a_promise_to_call_back_passes() -> None:
    assert found(check, with_line(helpline(), "queue.full", "Please leave a message, and we will call you back.")) == []


@pytest.mark.parametrize(
    "words", ["Please ring the council.", "Dial 03000 for help.", "Hang up now.", "Call us tomorrow.", "Phone again later.", SENT_AWAY]
)
def test_a_line_that_sends_the_caller_away_is_an_error(words: str) -> None:
    assert [finding.where.file for finding in found(check, with_line(helpline(), "queue.full", words))] == ["system.yaml"]


@pytest.mark.parametrize("id", ON_THE_WAY)
def test_no_line_on_the_way_may_send_the_caller_away(id: str) -> None:
    assert [finding.where for finding in found(check, with_line(helpline(), id, SENT_AWAY))] == [helpline().lines[id].where]


def test_the_way_is_a_long_one() -> None:
    assert {"miss.person", "privacy", "queue.left", "queue.full", "message.ask.withheld", "message.empty", "sorry"} <= set(ON_THE_WAY)


@pytest.mark.parametrize("at_once", [True, False])
def test_the_words_of_a_closure_and_of_the_switch_may_not_send_the_caller_away(at_once: bool) -> None:  # noqa: FBT001 - a row of a table
    assert len(found(check, shut(SENT_AWAY, at_once=at_once))) == 1
    assert found(check, shut("The water is off. Leave a message.", at_once=at_once)) == []


def test_the_words_of_a_closure_may_say_to_dial_999_in_danger() -> None:
    assert found(check, shut("We are closed. If anyone is in danger, hang up and dial 9 9 9.", at_once=True)) == []


def test_the_welcome_may_say_to_hang_up_in_danger() -> None:
    assert "hang up" in helpline().lines["welcome"].say
    assert found(check) == []
