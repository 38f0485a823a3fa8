"""L20: a caller who presses nothing reaches a person.

Asks, where calls were walked, that from the first words, and from wherever a caller may be before, silence alone leads to the
queue or to a message, and never to the end of the call.

Why: on a relay call the menu is typed at about 40 words a minute, so the caller may not answer one in time. Source: guidance L20.

PASS (routes):

    main: {kind: choosing, silence: again, "0": queue}
    again: {kind: choosing, silence: queue}
    queue: {kind: queue}

FAIL (routes):

    main: {kind: choosing, silence: again, "0": queue}
    again: {kind: choosing, silence: main}
    queue: {kind: queue}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By


def check(context: Context) -> Iterator[Finding]:
    """Stay silent from every state on the way to a person."""
    if context.routes is None:
        return
    people = [id for id, state in context.routes.states.items() if state.kind in walks.PERSON]
    reached = walks.steps_away(context.routes, people, lambda step: step.by is By.SILENCE)
    for id in sorted(walks.before_a_person(context.routes) - reached.keys()):
        state = context.routes.states[id]
        problem = f"Silence never leads to a person: {walks.told(state)}."
        yield Finding("L20", Level.ERROR, walks.where(context.helpline, state), problem, "Mend the engine: `ivr/call`.")
