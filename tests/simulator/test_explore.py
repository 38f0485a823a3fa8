"""Every way a call can go is walked."""

from dataclasses import replace

import pytest

from ivr.checks.routes import By, Kind, Routes
from ivr.menu.service import Span
from ivr.simulator.explore import explore
from ivr.simulator.situations import situations
from tests.small import NOW, helpline, hours


@pytest.fixture(scope="module")
def routes() -> Routes:
    return explore(helpline(), NOW)


def test_every_step_leads_from_a_state_to_a_state(routes: Routes) -> None:
    assert {step.target for step in routes.steps} <= routes.states.keys()
    assert {step.origin for step in routes.steps} - {""} <= routes.states.keys()


def test_every_state_of_every_kind_is_reached(routes: Routes) -> None:
    assert {state.kind for state in routes.states.values()} == set(Kind)


def test_every_way_of_going_on_is_walked(routes: Routes) -> None:
    assert {step.by for step in routes.steps} == set(By)


def test_nothing_follows_the_end_and_everything_else_goes_on(routes: Routes) -> None:
    going_on = {step.origin for step in routes.steps}
    for id, state in routes.states.items():
        assert (id in going_on) is (state.kind is not Kind.ENDED)


def test_what_makes_no_difference_later_makes_no_state_of_its_own(routes: Routes) -> None:
    def count(walk: str, kind: Kind) -> int:
        return sum(id.startswith(walk) and state.kind is kind for id, state in routes.states.items())

    assert count("open/mobile", Kind.ENDED) == 1
    assert count("open/mobile", Kind.CHOOSING) == count("night/mobile", Kind.CHOOSING)  # who has been in the queue is in it no more


def test_every_page_is_heard_while_open_and_while_closed(routes: Routes) -> None:
    for situation in ("open", "night"):
        said = {prompt for step in routes.steps if step.target.startswith(situation) for prompt in step.says}
        assert {"complaint.1", "complaint.2", "urgent.1", "urgent.2"} <= said


def test_no_typed_digits_stand_in_what_was_walked(routes: Routes) -> None:
    assert all(len(step.what) == 1 or not step.what.isdecimal() for step in routes.steps)


def test_each_reason_for_being_closed_is_a_situation_of_its_own() -> None:
    lunched = replace(helpline(), hours=replace(hours(), lunch=Span(NOW.time().replace(hour=12), NOW.time().replace(hour=13))))
    assert {situation.name for situation in situations(lunched, NOW)} == {"open", "night", "lunch", "bank holiday", "closing", "emergency"}
