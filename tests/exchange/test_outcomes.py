"""What is read out of a call: only what was both heard and written down."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ivr.call.heard import Joined
from ivr.exchange.alerts import ExchangeError, NotPossibleError
from ivr.exchange.clock import ToldClock
from ivr.exchange.events import Dialled, Event, Queued, Recorded, Recording, Said
from ivr.exchange.handset import Handset, Site
from ivr.exchange.outcomes import Turned, outcomes
from ivr.simulator import steps
from ivr.simulator.steps import AdviserDone, Outcome, Press
from tests.exchange.conftest import HELPLINE, World
from tests.small import NOW, helpline

MENUS = helpline()


def told(world: World, events: list[Event], *turns: Turned) -> list[Outcome]:
    call = world.exchange.plant.new_call("anonymous", HELPLINE)
    return list(outcomes(MENUS, call, events, turns))


def said(words: str) -> Said:
    return Said(words, 0, 1)


def site(world: World) -> Site:
    return Site(
        exchange=world.exchange,
        clock=world.clock,
        menus=MENUS,
        journal=lambda _: (),
        set_clock=lambda _: None,
        break_next=lambda: None,
    )


def test_prompts_are_those_of_every_turn_since_and_effects_come_after_them(world: World) -> None:
    turns = (Turned(("a", "b"), ("SendText:x",)), Turned(("c",), ("SendToKept:y", "KeepNumber:z")))
    assert told(world, [said("...")], *turns) == [steps.Hear(("a", "b", "c")), steps.Texted("x"), steps.Texted("y"), steps.Noted()]


@pytest.mark.parametrize(
    ("prompt", "words", "value"),
    [
        (
            "closed",
            "Hello. We are closed now. We open on Monday the 4th of January at 9am. You can still hear our guidance.",
            "on Monday the 4th of January at 9am",
        ),
        ("queue.join", "You are number 12 in the queue. To leave the queue, press star.", "12"),
        ("text.check", "You typed 0 7 7 0 0, 9 0 0, 4 5 6.", "0 7 7 0 0, 9 0 0, 4 5 6"),
        ("text.offer", MENUS.lines["text.offer"].say.format(ends="1 2 3"), "1 2 3"),
    ],
)
def test_what_filled_a_slot_is_heard_among_the_words(world: World, prompt: str, words: str, value: str) -> None:
    assert told(world, [said(words)], Turned((prompt,), ())) == [steps.Hear((prompt,)), steps.Told(prompt, value)]


def test_what_was_written_and_not_heard_or_heard_and_not_written_is_told(world: World) -> None:
    for events, says in (([], ("main",)), ([said("Hello.")], ()), ([said("Something else.")], ("queue.place",))):
        with pytest.raises(ExchangeError):
            told(world, [*events], Turned(says, ()))


def test_an_effect_without_a_word_in_transcripts_is_told(world: World) -> None:
    with pytest.raises(ExchangeError):
        told(world, [], Turned((), ("Explode",)))


@pytest.mark.parametrize(
    ("event", "ending"),
    [(Queued("q"), steps.Queued("q")), (Dialled(queue="q"), steps.Connected("q")), (Recording(90), steps.Beep())],
)
def test_what_the_caller_is_left_in_comes_last(world: World, event: Event, ending: Outcome) -> None:
    assert told(world, [Recorded("RE1", 9), event], Turned((), ("KeepMessage",))) == [steps.MessageKept(9), ending]


def test_the_end_of_the_call_comes_last(world: World) -> None:
    call = world.ring("<Hangup/>")
    assert list(outcomes(MENUS, call, call.events, [])) == [steps.Ended()]


def test_a_handset_does_only_what_can_be_done_now(world: World) -> None:
    with pytest.raises(NotPossibleError):
        Handset(site(world), world.ring("<Record/>")).act(Press("1"))
    with pytest.raises(NotPossibleError):
        Handset(site(world), world.ring("<Dial><Queue>q</Queue></Dial>")).act(AdviserDone(Joined.BUSY))


def test_a_key_that_is_not_acted_on_at_once_is_told(world: World) -> None:
    with pytest.raises(ExchangeError):
        Handset(site(world), world.ring('<Gather numDigits="2"/>')).act(Press("1"))


def test_a_call_in_which_nothing_will_happen_is_told(world: World) -> None:
    silent = replace(site(world), clock=ToldClock(NOW + timedelta(1)))  # nobody waits by it
    with pytest.raises(ExchangeError):
        Handset(silent, world.ring("<Pause length='60'/>")).until_asked(0)
