"""Every way a call can go: the engine walked from each state with each input that can come there.

Knows the engine and the shape of `ivr.checks.routes`; the rules that judge what is found live in the checks. What only changes the
wording later (a key list said in short, a privacy line said once) is left out of a state, and so are counts that only grow, and
what is begun anew before it is read again.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from ivr.call.engine import decide
from ivr.call.heard import Arrived, Failed, Heard, Left, LeftQueue, Pressed, Recorded, Silence, Waiting
from ivr.call.turn import Connect, Doing, Enqueue, HangUp, Hold, Leave, Listen, Place, Record, Then, Turn
from ivr.checks.routes import By, Kind, Routes, State, Step
from ivr.menu import hours
from ivr.menu.model import Guidance, Helpline
from ivr.simulator.situations import Situation, situations
from ivr.texts.numbers import Mobile, Refusal

_CALLERS: dict[str, Mobile | Refusal] = {"mobile": Mobile("+447700900123"), "withheld": Refusal.WITHHELD}
_TYPED = {"a mobile": "07700900123", "a landline": "01632960123", "nonsense": "12", "a broken-off number": "077009*", "nothing": ""}
_KEYS = "0123456789*#"
_TEXTING = (Doing.CHOOSING, Doing.OFFERED, Doing.TYPING, Doing.CHECKING)
_LAP_S = 30


@dataclass(frozen=True, slots=True)
class _At:
    """A state under exploration: where the call is, and what Twilio is doing meanwhile."""

    place: Place
    then: Then


def explore(helpline: Helpline, now: datetime) -> Routes:
    """Walk every call that can be made, in every situation of the coming year; open and at night without a caller ID too.

    A caller ID changes only how a text is asked for, and that does not depend on why we are closed.
    """
    states: dict[str, State] = {}
    steps: list[Step] = []
    for situation in situations(helpline, now):
        for name, caller in _CALLERS.items():
            if name == "withheld" and situation.name not in ("open", "night"):
                continue
            _walk(situation, name, caller, states, steps)
    return Routes(states, tuple(steps))


def _walk(situation: Situation, name: str, caller: Mobile | Refusal, states: dict[str, State], steps: list[Step]) -> None:
    helpline = situation.helpline
    ids: dict[_At, str] = {}
    todo: deque[_At] = deque()

    def reached(turn: Turn, at: datetime) -> str:
        seen = _At(Place() if isinstance(turn.then, HangUp) else _essence(helpline, turn.place), turn.then)
        if seen not in ids:
            ids[seen] = f"{situation.name}/{name}/{len(ids)}"
            states[ids[seen]] = _state(seen, situation.name, helpline, at)
            todo.append(seen)
        return ids[seen]

    turn = decide(helpline, Place(), Arrived(caller), situation.arrives)
    steps.append(_step("", By.ARRIVED, situation.name, turn, reached(turn, situation.arrives)))
    while todo:
        at = todo.popleft()
        for by, what, heard in _inputs(helpline, at, caller):
            turn = decide(helpline, at.place, heard, situation.after)
            steps.append(_step(ids[at], _kind_of_key(by, at, turn), what, turn, reached(turn, situation.after)))


def _essence(helpline: Helpline, place: Place) -> Place:
    told = tuple(what for what in ("closed", "kept") if what in place.told)
    if place.doing in (Doing.SPEAKING, Doing.SPOKE):  # no way leads back into the menu
        return Place(node=helpline.start, doing=place.doing, silences=place.silences, wrong=place.wrong, told=told)
    node = helpline.nodes.get(place.node)
    texts = node.texts if isinstance(node, Guidance) and place.doing in _TEXTING else ()
    return Place(
        node=place.node,
        page=place.page,
        trail=place.trail,
        doing=place.doing,
        silences=place.silences,
        wrong=place.wrong,
        told=told,
        texted=tuple(text for text in texts if text in place.texted),
        position=min(place.position, 1) if place.doing is Doing.QUEUEING else 0,  # joining the queue begins it anew
    )


def _step(origin: str, by: By, what: str, turn: Turn, target: str) -> Step:
    says = tuple(prompt.id for prompt in turn.says)
    return Step(origin=origin, by=by, target=target, what=what, says=says, words=" ".join(prompt.words for prompt in turn.says))


def _state(at: _At, situation: str, helpline: Helpline, now: datetime) -> State:
    is_open = isinstance(hours.state(helpline.hours, now), hours.Open)
    return State(kind=_kind(at), node=at.place.node, situation=situation, is_open=is_open)


def _kind(at: _At) -> Kind:
    match at.then:
        case Listen():
            return {Doing.CHOOSING: Kind.CHOOSING, Doing.TYPING: Kind.TYPING}.get(at.place.doing, Kind.ASKING)
        case Enqueue() | Hold() | Leave() | Connect():
            return Kind.QUEUE
        case Record():
            return Kind.MESSAGE
        case HangUp():
            return Kind.ENDED
        case _:
            assert_never(at.then)


def _kind_of_key(by: By, at: _At, turn: Turn) -> By:
    said = {prompt.id for prompt in turn.says}
    missed = turn.place.wrong > at.place.wrong or said & {"miss.person", "miss.message"}
    return By.WRONG if by is By.KEY and missed else by


def _inputs(helpline: Helpline, at: _At, caller: Mobile | Refusal) -> Iterator[tuple[By, str, Heard]]:
    if isinstance(at.then, HangUp):
        return
    yield By.FAILED, "", Failed(caller)
    match at.then:
        case Listen(most=most):
            yield By.SILENCE, "", Silence(caller)
            yield from _keys(caller, _KEYS)
            if most is None:
                yield from ((By.KEY, what, Pressed(keys, caller)) for what, keys in _TYPED.items())
        case Enqueue():
            yield from _queue(helpline, caller)
        case Hold():
            yield from _keys(caller, _KEYS)
            yield from _queue(helpline, caller)
        case Leave():
            for waited_s in (0, helpline.queue.longest_wait_s):
                yield By.LEFT, Left.LEAVE.value, LeftQueue(Left.LEAVE, waited_s, caller)
        case Record():
            yield from _recordings(helpline, caller)
        case Connect():
            return
        case _:
            assert_never(at.then)


def _keys(caller: Mobile | Refusal, keys: str) -> Iterator[tuple[By, str, Heard]]:
    return ((By.KEY, key, Pressed(key, caller)) for key in keys)


def _queue(helpline: Helpline, caller: Mobile | Refusal) -> Iterator[tuple[By, str, Heard]]:
    for waited_s in (_LAP_S, helpline.queue.longest_wait_s):
        yield By.WAITING, "", Waiting(1, waited_s, caller)
    for how in Left:
        if how is not Left.LEAVE:
            yield By.LEFT, how.value, LeftQueue(how, _LAP_S, caller)


def _recordings(helpline: Helpline, caller: Mobile | Refusal) -> Iterator[tuple[By, str, Heard]]:
    yield By.SILENCE, "", Silence(caller)
    yield By.KEY, "*", Recorded("paper", "", 0, hung_up=False, caller=caller, back=True)
    for what, seconds in (("nothing", 0), ("words", 20), ("words to the limit", helpline.timing.message_s)):
        yield By.RECORDED, what, Recorded("paper", "", seconds, False, caller)  # noqa: FBT003 - the field is a fact of the form
