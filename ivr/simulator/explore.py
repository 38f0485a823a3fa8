"""Every way a call can go: the engine walked from each state with each input that can come there.

Knows the engine and the shape of `ivr.checks.routes`; the rules that judge what is found live in the checks. What only changes the
wording later (a key list said in short, a privacy line said once) is left out of a state, and so are counts that only grow, and
what is begun anew before it is read again.
"""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, assert_never

from ivr.call.engine import decide
from ivr.call.heard import Arrived, Denied, Failed, Heard, Left, LeftQueue, Pressed, Recorded, Silence, Waiting
from ivr.call.turn import Connect, Doing, Enqueue, HangUp, Hold, Judged, Leave, Listen, Place, Record, Then, Turn
from ivr.checks.routes import By, Kind, Routes, State, Step
from ivr.menu import hours
from ivr.menu.model import Guidance, Helpline
from ivr.simulator.situations import Situation, situations
from ivr.texts.numbers import Mobile, Refusal
from ivr.texts.promising import Unpromised

_CALLERS: dict[str, Mobile | Refusal] = {"mobile": Mobile("+447700900123"), "withheld": Refusal.WITHHELD}
_TYPED = {"a mobile": "07700900123", "a landline": "01632960123", "nonsense": "12", "a broken-off number": "077009*", "nothing": ""}
_KEYS = "0123456789*#"
_TOLD = ("closed", "kept")
_MESSAGE = (Doing.SPEAKING, Doing.SPOKE)
_TEXTING = (Doing.CHOOSING, Doing.OFFERED, Doing.TYPING, Doing.CHECKING, Doing.ENOUGH, Doing.STOPPED)
_GIVEN_UP = ("miss.person", "miss.message")
_LAP_S = 30
_Input = tuple[By, str, Heard]


class _At(NamedTuple):
    """A state under exploration: what matters later of where the call is, and what Twilio is doing meanwhile.

    A tuple, for most of the work is to tell whether one was there before.
    """

    then: Then
    node: str = ""
    page: int = 0
    trail: tuple[str, ...] = ()
    doing: Doing = Doing.CHOOSING
    silences: int = 0
    wrong: int = 0
    told: tuple[str, ...] = ()
    texted: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    position: int = 0

    @property
    def place(self) -> Place:
        """The place, as the engine is asked about it."""
        return Place().but(**dict(zip(self._fields[1:], self[1:], strict=True)))


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
    inputs: dict[Then, tuple[_Input, ...]] = {}
    todo: deque[_At] = deque()

    def reached(turn: Turn, at: datetime) -> str:
        seen, new = _at(helpline, turn), f"{situation.name}/{name}/{len(ids)}"
        id = ids.setdefault(seen, new)
        if id == new:
            states[id] = _state(seen, situation.name, helpline, at)
            todo.append(seen)
        return id

    turn = decide(helpline, Place(), Arrived(caller), situation.arrives)
    steps.append(_step("", By.ARRIVED, situation.name, turn, reached(turn, situation.arrives)))
    while todo:
        at = todo.popleft()
        place = at.place
        if at.then not in inputs:
            inputs[at.then] = tuple(_inputs(helpline, at.then, caller))
        for by, what, heard in inputs[at.then]:
            turn = decide(helpline, place, heard, situation.after)
            steps.append(_step(ids[at], _kind_of_key(by, at, turn), what, turn, reached(turn, situation.after)))
            for why in Unpromised if any(isinstance(effect, Judged) for effect in turn.does) else ():
                denied = decide(helpline, place, Denied(why, caller), situation.after)
                steps.append(_step(ids[at], By.DENIED, why.value, denied, reached(denied, situation.after)))


def _at(helpline: Helpline, turn: Turn) -> _At:
    place = turn.place
    if isinstance(turn.then, HangUp):
        return _At(turn.then)
    told = tuple(what for what in _TOLD if what in place.told)
    if place.doing in _MESSAGE:  # no way leads back into the menu
        return _At(turn.then, helpline.start, doing=place.doing, silences=place.silences, wrong=place.wrong, told=told)
    node = helpline.nodes.get(place.node)
    texts = node.texts if isinstance(node, Guidance) and place.doing in _TEXTING else ()
    texted = tuple(text for text in texts if text in place.texted) if place.texted else ()
    had = tuple(text for text in texts if text in place.had) if place.had else ()
    position = min(place.position, 1) if place.doing is Doing.QUEUEING else 0  # joining the queue begins it anew
    return _At(turn.then, place.node, place.page, place.trail, place.doing, place.silences, place.wrong, told, texted, had, position)


def _step(origin: str, by: By, what: str, turn: Turn, target: str) -> Step:
    says = tuple(prompt.id for prompt in turn.says)
    return Step(origin=origin, by=by, target=target, what=what, says=says, words=" ".join(prompt.words for prompt in turn.says))


def _state(at: _At, situation: str, helpline: Helpline, now: datetime) -> State:
    is_open = isinstance(hours.state(helpline.hours, now), hours.Open)
    return State(kind=_kind(at), node=at.node, situation=situation, is_open=is_open)


def _kind(at: _At) -> Kind:
    match at.then:
        case Listen():
            return {Doing.CHOOSING: Kind.CHOOSING, Doing.TYPING: Kind.TYPING}.get(at.doing, Kind.ASKING)
        case Enqueue() | Hold() | Leave() | Connect():
            return Kind.QUEUE
        case Record():
            return Kind.MESSAGE
        case HangUp():
            return Kind.ENDED
        case _:
            assert_never(at.then)


def _kind_of_key(by: By, at: _At, turn: Turn) -> By:
    if by is not By.KEY:
        return by
    missed = turn.place.wrong > at.wrong or any(prompt.id in _GIVEN_UP for prompt in turn.says)
    return By.WRONG if missed else by


def _inputs(helpline: Helpline, then: Then, caller: Mobile | Refusal) -> Iterator[_Input]:
    if isinstance(then, HangUp):
        return
    yield By.FAILED, "", Failed(caller)
    match then:
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
            assert_never(then)


def _keys(caller: Mobile | Refusal, keys: str) -> Iterator[_Input]:
    return ((By.KEY, key, Pressed(key, caller)) for key in keys)


def _queue(helpline: Helpline, caller: Mobile | Refusal) -> Iterator[_Input]:
    for waited_s in (_LAP_S, helpline.queue.longest_wait_s):
        yield By.WAITING, "", Waiting(1, waited_s, caller)
    for how in Left:
        if how is not Left.LEAVE:
            yield By.LEFT, how.value, LeftQueue(how, _LAP_S, caller)


def _recordings(helpline: Helpline, caller: Mobile | Refusal) -> Iterator[_Input]:
    yield By.SILENCE, "", Silence(caller)
    yield By.KEY, "*", Recorded("paper", "", 0, hung_up=False, caller=caller, back=True)
    for what, seconds in (("nothing", 0), ("words", 20), ("words to the limit", helpline.timing.message_s)):
        yield By.RECORDED, what, Recorded("paper", "", seconds, False, caller)  # noqa: FBT003 - the field is a fact of the form
