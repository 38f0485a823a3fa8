"""Every way a call can go is walked."""

from dataclasses import replace

import pytest

from ivr.checks.routes import By, Kind, Routes
from ivr.checks.run import run
from ivr.menu.service import Span, Texting
from ivr.simulator.explore import explore
from ivr.simulator.situations import situations
from ivr.texts.promising import Unpromised
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


def test_every_reason_for_which_a_text_is_denied_is_told_and_leads_on(routes: Routes) -> None:
    denials = [step for step in routes.steps if step.by is By.DENIED]
    assert {step.what for step in denials} == {why.value for why in Unpromised}
    said = {step.says[0] for step in denials}
    assert said == {f"text.{why}" for why in ("unreached", "today", "enough.number", "enough.hour", "refused.typed", "refused.stopped")}
    assert {routes.states[step.target].kind for step in denials} == {Kind.CHOOSING, Kind.TYPING}


@pytest.mark.parametrize("links", ["", "helpline.example/t"])
def test_where_nobody_can_text_stop_every_way_is_walked_and_nothing_is_amiss(links: str) -> None:
    by_name = helpline(texting=Texting(answerable=False), short_links=links)
    routes = explore(by_name, NOW)
    said = {prompt for step in routes.steps for prompt in step.says}
    assert said >= {"text.offer.stop", "text.stopped", "text.start.key", "text.started"}
    assert "text.offer.discreet" not in said
    assert run(by_name, NOW, routes) == []


def test_no_typed_digits_stand_in_what_was_walked(routes: Routes) -> None:
    assert all(len(step.what) == 1 or not step.what.isdecimal() for step in routes.steps)


def test_each_reason_for_being_closed_is_a_situation_of_its_own() -> None:
    lunched = replace(helpline(), hours=replace(hours(), lunch=Span(NOW.time().replace(hour=12), NOW.time().replace(hour=13))))
    assert {situation.name for situation in situations(lunched, NOW)} == {"open", "night", "lunch", "bank holiday", "closing", "emergency"}
