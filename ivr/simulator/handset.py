"""A telephone of paper: what a person types becomes acts of a caller, and what the helpline does becomes lines to read.

Knows the outcomes of a call and how to put them in words; nothing of terminals or files.
"""

import textwrap
from collections.abc import Iterable, Iterator
from typing import assert_never

from ivr.call.heard import Joined, Left
from ivr.call.turn import Connect, Enqueue, HangUp, Hold, Leave, Listen, Record
from ivr.simulator.play import Call
from ivr.simulator.steps import (
    Act,
    AdviserDone,
    Beep,
    Connected,
    Ended,
    GetsOut,
    Hear,
    MessageKept,
    Noted,
    Outcome,
    Press,
    Queued,
    RingOff,
    Speak,
    StaySilent,
    Texted,
    TextsStarted,
    TextsStopped,
    Told,
    Wait,
)

WIDTH = 88
_LAP_S = 30
_MESSAGE_S = 20
_MARGIN = "  > "


def read(call: Call, typed: str) -> Act:
    """What a caller does who types this now; ValueError says what could be typed instead."""
    word = typed.strip().lower()
    if word in ("h", "hang up", "q"):
        return RingOff()
    match call.then:
        case Listen(most=most):
            return _key(word, most)
        case Enqueue() | Hold() | Leave():
            return _in_queue(call, word)
        case Record():
            return _speaking(word)
        case Connect():
            return AdviserDone(Joined.COMPLETED if word in ("", "a") else Joined.NO_ANSWER)
        case HangUp():
            raise ValueError("The call is over.")
        case _:
            assert_never(call.then)


def choices(call: Call) -> str:
    """What can be typed now, in a few words."""
    match call.then:
        case Listen(most=None):
            return "the whole number and #, or Enter for silence"
        case Listen():
            return "a key, or Enter for silence"
        case Enqueue():
            return "Enter to wait, a = an adviser answers"
        case Hold() | Leave():
            return "Enter to wait, a = an adviser answers, or a key"
        case Record():
            return "a number of seconds to speak, Enter to say nothing, * to go back"
        case Connect():
            return "Enter when the talk is over, n = nobody was waiting"
        case HangUp():
            return "the call is over"
        case _:
            assert_never(call.then)


def lines(words: Iterable[str], outcomes: Iterable[Outcome], texts: Iterable[str]) -> Iterator[str]:
    """What the caller hears and what comes of it, wrapped to a terminal. `texts` are the words of those that came, in order."""
    for paragraph in words:
        yield from _wrapped(paragraph, "  ")
    bodies = iter(texts)
    for outcome in outcomes:
        if isinstance(outcome, Texted):
            yield from _wrapped(f"[text {outcome.text}] {next(bodies, 'has not come')}", _MARGIN)
        elif note := _note(outcome):
            yield f"{_MARGIN}[{note}]"


def _key(word: str, most: int | None) -> Act:
    if word in ("", "-"):
        return StaySilent()
    keys = word.replace(" ", "")
    if not set(keys) <= set("0123456789*#"):
        raise ValueError("Keys are 0 to 9, * and #. Enter alone is silence, h hangs up.")
    if most == 1 and len(keys) > 1:
        raise ValueError("One key at a time here.")
    return Press(keys.removesuffix("#") if most is None else keys)


def _in_queue(call: Call, word: str) -> Act:
    if word == "a":
        return GetsOut(Left.BRIDGED)
    if word in ("", "-", "w"):
        return Wait(max(call.place.position - 1, 1), call.waited_s + _LAP_S)
    if isinstance(call.then, Enqueue):
        raise ValueError("Enter waits, a = an adviser answers, h hangs up.")
    return _key(word, 1)


def _speaking(word: str) -> Act:
    if word in ("", "-"):
        return Speak(0)
    if word == "r":
        return Speak(_MESSAGE_S)
    if word in ("*", "#"):
        return Press(word)
    if not word.isdecimal():
        raise ValueError("Type how many seconds you speak, or Enter to say nothing; h hangs up.")
    return Speak(int(word))


def _note(outcome: Hear | Told | Noted | TextsStopped | TextsStarted | MessageKept | Queued | Connected | Beep | Ended) -> str:
    match outcome:
        case Hear() | Told():
            return ""
        case Noted():
            return "the number is kept until it is confirmed"
        case TextsStopped():
            return "your number gets no more texts"
        case TextsStarted():
            return "your number gets texts again"
        case MessageKept(seconds):
            return f"a message of {seconds} seconds is kept"
        case Queued(queue):
            return f"in the queue: {queue}"
        case Beep():
            return "beep"
        case Connected(queue):
            return f"joined to the queue: {queue}"
        case Ended():
            return "the helpline hangs up"
        case _:
            assert_never(outcome)


def _wrapped(words: str, margin: str) -> list[str]:
    # A link stays whole, however long: half a link is none.
    return textwrap.wrap(words, WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False, break_long_words=False)
