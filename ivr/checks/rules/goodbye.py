"""goodbye: every call can come to a good end.

Asks, where calls were walked, that from every state the end of the call can be reached, and that the helpline never rings off
without having said goodbye in the same turn. A caller who hung up in the queue hears nothing more, of course.

Why: silence at the end leaves a caller not knowing whether it was the end. Source: guidance L12.

PASS (routes):

    main: {kind: choosing, "0": queue}
    queue: {kind: queue, left bridged: over}
    over: {kind: ended, words: Thank you. Goodbye.}

FAIL (routes):

    main: {kind: choosing, "0": queue}
    queue: {kind: queue, left bridged: over}
    over: {kind: ended, words: Thank you.}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By, Kind, Step


def check(context: Context) -> Iterator[Finding]:
    """Look for calls that cannot end and for ends without a goodbye."""
    if context.routes is None:
        return
    states = context.routes.states
    ends = [id for id, state in states.items() if state.kind is Kind.ENDED]
    ending = walks.steps_away(context.routes, ends, lambda _: True)
    for id in sorted(states.keys() - ending.keys()):
        where = walks.where(context.helpline, states[id])
        yield Finding("goodbye", Level.ERROR, where, f"The call can never end: {walks.told(states[id])}.", "Mend the engine: `ivr/call`.")
    for step in context.routes.steps:
        if states[step.target].kind is Kind.ENDED and "goodbye" not in step.words.lower() and not _rang_off(step):
            state = states[step.origin]
            problem = f"After {step.by.value} {step.what} the call ends without a goodbye: {walks.told(state)}."
            yield Finding("goodbye", Level.ERROR, walks.where(context.helpline, state), problem, "Say goodbye in the last line.")


def _rang_off(step: Step) -> bool:
    return step.by is By.LEFT and step.what == "hangup"
