"""What a person types at the paper telephone, and what they read."""

from datetime import datetime

import pytest

from ivr.menu.model import Helpline
from ivr.simulator import handset
from ivr.simulator.play import Call, act
from ivr.simulator.steps import AdviserDone, GetsOut, Press, RingOff, Speak, StaySilent, Wait
from ivr.simulator.transcript import Transcript, begin
from tests.small import NIGHT, NOW, helpline


def call(typed: str, *, at: datetime = NOW, from_: str = "07700 900123", whole: Helpline | None = None, adviser: bool = False) -> Call:
    ringing = Transcript(name="", at=at, from_=from_, steps=(), adviser=adviser)
    now = begin(ringing, whole or helpline())
    for word in typed.split():
        now = act(now, handset.read(now, word))
    return now


def read(now: Call) -> str:
    return "\n".join(handset.lines(now.words, now.outcomes, now.texts))


@pytest.mark.parametrize(
    ("before", "typed", "what"),
    [
        ("", "1", Press("1")),
        ("", "*", Press("*")),
        ("", "", StaySilent()),
        ("", "h", RingOff()),
        ("2 8 2", "07700 900456#", Press("07700900456")),
        ("0", "", Wait(1, 30)),
        ("0", "a", None),
        ("0 w", "*", Press("*")),
    ],
)
def test_what_is_typed_becomes_what_a_caller_does(before: str, typed: str, what: object) -> None:
    done = handset.read(call(before), typed)
    assert done == what if what else isinstance(done, GetsOut)


def test_seconds_are_spoken_after_the_beep() -> None:
    beep = call("0", at=NIGHT)
    assert handset.read(beep, "25") == Speak(25)
    assert handset.read(beep, "") == Speak(0)


def test_an_adviser_who_takes_a_call_is_done_by_enter() -> None:
    assert isinstance(handset.read(call("", adviser=True), ""), AdviserDone)


@pytest.mark.parametrize(("before", "typed"), [("", "x"), ("", "12"), ("0", "5"), ("2 8 2", "abc")])
def test_what_cannot_be_done_is_said_with_what_can(before: str, typed: str) -> None:
    with pytest.raises(ValueError, match=r"[a-z] = |Keys are|One key|hangs up"):
        handset.read(call(before), typed)


def test_a_call_that_is_over_takes_no_more_keys() -> None:
    with pytest.raises(ValueError, match="over"):
        handset.read(call("0 a"), "1")


def test_the_words_are_read_as_they_are_said_and_fit_a_terminal() -> None:
    text = read(call(""))
    assert "Hello. This is Information, Advice and Support Kent." in text
    assert max(map(len, text.splitlines())) <= handset.WIDTH


def test_a_text_is_shown_word_for_word() -> None:
    shown = " ".join(read(call("2 8 1")).replace("  > ", " ").split())
    assert helpline().texts["urgent_numbers"].body in shown


def test_the_queue_the_beep_and_the_end_are_shown() -> None:
    assert "[in the queue: advisers]" in read(call("0"))
    assert "[beep]" in read(call("0", at=NIGHT))
    assert "[the helpline hangs up]" in read(call("0 a"))
