"""rounds: no call goes round by itself.

Asks, where calls were walked, that without a key of the caller's no state comes round again. Waiting in the queue is a round
with an end of its own: the longest wait must lead out of it. Failures are left out, since each is an accident of its own.

Why: a call left off the hook would go on, and be paid for, without end. Source: guidance L12 and L14.

PASS (routes):

    main: {kind: choosing, silence: queue}
    queue: {kind: queue, waiting: queue, waiting long: message}
    message: {kind: message, recorded nothing: over}
    over: {kind: ended, words: Goodbye.}

FAIL (routes):

    main: {kind: choosing, silence: asked}
    asked: {kind: asking, silence: main}

FAIL (routes):

    main: {kind: choosing, silence: queue}
    queue: {kind: queue, waiting: queue}
"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By, Routes, State

_OURS = (By.SILENCE, By.WAITING, By.LEFT, By.RECORDED)


def check(context: Context) -> Iterator[Finding]:
    """Look for a way round, and for a wait without an end."""
    if context.routes is None:
        return
    if state := _round(context.routes):
        problem = f"A call can go round without a key: {walks.told(state)}."
        yield Finding("rounds", Level.ERROR, walks.where(context.helpline, state), problem, "Mend the engine: `ivr/call`.")
    for id, steps in walks.steps_from(context.routes).items():
        waits = [step for step in steps if step.by is By.WAITING]
        if waits and all(step.target == id for step in waits):
            state = context.routes.states[id]
            problem = f"The wait has no end: {walks.told(state)}."
            yield Finding("rounds", Level.ERROR, walks.where(context.helpline, state), problem, "Mend the engine: `ivr/call`.")


def _round(routes: Routes) -> State | None:
    graph: dict[str, set[str]] = {id: set() for id in routes.states}
    for step in routes.steps:
        if step.by in _OURS and not (step.by is By.WAITING and step.origin == step.target):
            graph[step.origin].add(step.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return routes.states[found.args[1][0]]
    return None
