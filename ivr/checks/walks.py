"""How one thing leads to another: through the choices of the menus, and through the states of whole calls.

Knows graphs; nothing of what is right. Walks over menus pass by choices that lead nowhere, so that each rule finds its own fault.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping

from ivr.checks.context import choices_of
from ivr.checks.routes import By, Kind, Routes, State, Step
from ivr.errors import Where
from ivr.menu.model import Helpline
from ivr.menu.service import NOWHERE

PERSON = frozenset({Kind.QUEUE, Kind.MESSAGE})
MISSES = frozenset({By.SILENCE, By.WRONG, By.FAILED})


def presses(helpline: Helpline) -> dict[str, int]:
    """The fewest keys from the first menu to each node that can be reached, the first menu itself being 0."""
    found = {helpline.start: 0} if helpline.start in helpline.nodes else {}
    todo = deque(found)
    while todo:
        node = todo.popleft()
        for target in choices_of(helpline.nodes[node]):
            if target in helpline.nodes and target not in found:
                found[target] = found[node] + 1
                todo.append(target)
    return found


def steps_from(routes: Routes) -> Mapping[str, tuple[Step, ...]]:
    """The steps out of each state; a state without any is there too."""
    leaving: dict[str, list[Step]] = {id: [] for id in routes.states}
    for step in routes.steps:
        leaving.setdefault(step.origin, []).append(step)
    return {id: tuple(steps) for id, steps in leaving.items()}


def steps_away(routes: Routes, ends: Iterable[str], counts: Callable[[Step], bool]) -> dict[str, int]:
    """The fewest steps from each state to one of `ends`, over the steps that count; a state with no way is left out."""
    into: dict[str, list[str]] = {}
    for step in routes.steps:
        if counts(step):
            into.setdefault(step.target, []).append(step.origin)
    found = dict.fromkeys(ends, 0)
    todo = deque(found)
    while todo:
        state = todo.popleft()
        for origin in into.get(state, ()):
            if origin not in found:
                found[origin] = found[state] + 1
                todo.append(origin)
    return found


def before_a_person(routes: Routes) -> frozenset[str]:
    """The states a caller can be in before an adviser's queue or a message has been reached."""
    leaving = steps_from(routes)
    todo = deque(step.target for step in leaving.get("", ()))
    found: set[str] = set()
    while todo:
        state = todo.popleft()
        if state not in found and routes.states[state].kind not in PERSON:
            found.add(state)
            todo.extend(step.target for step in leaving[state])
    return frozenset(found)


def where(helpline: Helpline, state: State) -> Where:
    """Where the node of this state is written; the first menu where it has none."""
    node = helpline.nodes.get(state.node) or helpline.nodes.get(helpline.start)
    return node.where if node else NOWHERE


def told(state: State) -> str:
    """A state in words, for a finding: "at school (night)"."""
    return f"{state.kind.value} at {state.node or 'no node'} ({state.situation})"
