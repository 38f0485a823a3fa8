"""A call on paper: acts in, outcomes out, through the engine that answers real callers.

Knows no HTTP, no store and no clock of its own. What Twilio does by itself between two turns (a caller taken out of the queue comes
to the queue's `action`: contract 3.33) is done here too, so that a transcript tells what a caller lives through.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import assert_never

from ivr.call.engine import decide
from ivr.call.heard import (
    AdviserLeft,
    AdviserRang,
    Arrived,
    Denied,
    Failed,
    Heard,
    Left,
    LeftQueue,
    Pressed,
    Recorded,
    Silence,
    Waiting,
)
from ivr.call.turn import (
    Connect,
    Doing,
    Effect,
    Enqueue,
    HangUp,
    Hold,
    KeepMessage,
    KeepNumber,
    Leave,
    Listen,
    Offer,
    Place,
    Record,
    SendText,
    SendToKept,
    StartTexts,
    StopTexts,
    Then,
)
from ivr.menu.lines import SLOTS
from ivr.menu.model import Helpline
from ivr.menu.script import Prompt
from ivr.simulator.memory import NOTHING, Memory
from ivr.simulator.steps import (
    Act,
    AdviserDone,
    Beep,
    Breaks,
    Clock,
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
    Step,
    Texted,
    TextsStarted,
    TextsStopped,
    Told,
    Wait,
)
from ivr.texts.numbers import Mobile, Refusal


@dataclass(frozen=True, slots=True)
class Call:
    """A call in progress. `said` is what the last turns said; `waited_s` the seconds in the queue so far."""

    helpline: Helpline
    caller: Mobile | Refusal
    now: datetime
    place: Place
    then: Then
    said: tuple[Prompt, ...] = ()
    did: tuple[Effect, ...] = ()
    memory: Memory = NOTHING
    waited_s: int = 0
    over: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What the last turns said, word for word."""
        return tuple(prompt.words for prompt in self.said)

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the texts that the last turns promised."""
        return tuple(effect.body for effect in self.did if isinstance(effect, SendText | SendToKept))

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What came of the last act."""
        hear = (Hear(tuple(prompt.id for prompt in self.said)),) if self.said else ()
        return (*hear, *_told(self.said), *chain.from_iterable(map(_effect, self.did)), *_ending(self.then))


def ring(helpline: Helpline, caller: Mobile | Refusal, now: datetime, *, adviser: bool = False, memory: Memory = NOTHING) -> Call:
    """Ring the helpline, which remembers this, or as an adviser the adviser line."""
    call = Call(helpline, caller, now, Place(), Listen(0), memory=memory)
    return _hear(call, AdviserRang() if adviser else Arrived(caller))


def act(call: Call, what: Act) -> Call:
    """Do one thing; an act that the moment does not allow (a key after the end) raises ValueError."""
    if call.over:
        msg = f"the call is over: {what} cannot follow"
        raise ValueError(msg)
    match what:
        case Clock(at):
            return replace(call, now=at, said=(), did=(), then=call.then)
        case RingOff():
            return replace(call, said=(), did=(), over=True)
        case Wait(_, seconds):
            return _hear(replace(call, waited_s=seconds), _heard(call, what))
        case Press() | StaySilent() | GetsOut() | Speak() | Breaks() | AdviserDone():
            return _hear(call, _heard(call, what))
        case _:
            assert_never(what)


def perform(call: Call, acts: Iterable[Act]) -> Iterator[Step]:
    """Play a whole call; yields every step as it happened, the outcomes of the ringing first."""
    yield from call.outcomes
    for what in acts:
        yield what
        call = act(call, what)
        if not isinstance(what, Clock | RingOff):
            yield from call.outcomes


def _hear(call: Call, heard: Heard) -> Call:
    turn = decide(call.helpline, call.place, heard, call.now)
    if why := call.memory.why_not(turn.does, call.helpline.texting, call.now):
        turn = decide(call.helpline, call.place, Denied(why, call.caller), call.now)
    memory, over = call.memory.after(turn.does, call.now), isinstance(turn.then, HangUp)
    after = replace(call, place=turn.place, then=turn.then, said=turn.says, did=turn.does, memory=memory, over=over)
    if not isinstance(turn.then, Leave):
        return after
    out = replace(after, place=turn.place.but(doing=Doing.LEFT))
    left = _hear(out, LeftQueue(Left.LEAVE, call.waited_s, call.caller))
    return replace(left, said=(*turn.says, *left.said), did=(*turn.does, *left.did))


def _heard(call: Call, what: Press | StaySilent | Wait | GetsOut | Speak | Breaks | AdviserDone) -> Heard:
    caller = call.caller
    match what:
        case Press(keys) if isinstance(call.then, Record):
            return Recorded("paper", "", 0, False, caller, keys == "*")  # noqa: FBT003 - the fields are facts of the form
        case Press(keys):
            return Pressed(keys, caller)
        case StaySilent():
            return Silence(caller)
        case Wait(place, seconds):
            return Waiting(place, seconds, caller)
        case GetsOut(how):
            return LeftQueue(how, call.waited_s, caller)
        case Speak(seconds, hung_up):
            return Recorded("paper", "", min(seconds, call.helpline.timing.message_s), hung_up, caller)
        case Breaks():
            return Failed(caller)
        case AdviserDone(how):
            return AdviserLeft(how)
        case _:
            assert_never(what)


def _told(said: tuple[Prompt, ...]) -> Iterator[Outcome]:
    for prompt in said:
        filled = [piece.words for piece in prompt.pieces if SLOTS.get(prompt.id) and not piece.id.startswith(prompt.id)]
        if filled:
            yield Told(prompt.id, " ".join(filled).rstrip(".,"))


def _effect(effect: Effect) -> tuple[Outcome, ...]:
    match effect:
        case Offer():
            return ()
        case SendText(text) | SendToKept(text):
            return (Texted(text),)
        case KeepNumber():
            return (Noted(),)
        case KeepMessage(seconds=seconds):
            return (MessageKept(seconds),)
        case StopTexts():
            return (TextsStopped(),)
        case StartTexts():
            return (TextsStarted(),)
        case _:
            assert_never(effect)


def _ending(then: Then) -> tuple[Outcome, ...]:
    match then:
        case Enqueue(queue):
            return (Queued(queue),)
        case Connect(queue):
            return (Connected(queue),)
        case Record():
            return (Beep(),)
        case HangUp():
            return (Ended(),)
        case Listen() | Hold() | Leave():
            return ()
        case _:
            assert_never(then)
