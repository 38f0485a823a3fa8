"""person: nobody is more than two keys from a person.

Asks, where calls were walked, that from every state in which we wait for a key the queue or a message can be reached with at
most two keys.

Why: short menus serve people best where a person is within two keys. Source: guidance L02 and 1.1 (Dunlap).

PASS (routes):

    main: {kind: choosing, "0": queue, "8": typing}
    typing: {kind: typing, "*": main}
    queue: {kind: queue}

FAIL (routes):

    main: {kind: choosing, "1": deep}
    deep: {kind: choosing, "1": deeper}
    deeper: {kind: choosing, "1": queue}
    queue: {kind: queue}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By, Kind

_MOST = 2
_WAITING = (Kind.CHOOSING, Kind.ASKING, Kind.TYPING)


def check(context: Context) -> Iterator[Finding]:
    """Count the keys from every state to a person."""
    if context.routes is None:
        return
    states = context.routes.states
    people = [id for id, state in states.items() if state.kind in walks.PERSON]
    away = walks.steps_away(context.routes, people, lambda step: step.by is By.KEY)
    for id, state in states.items():
        if state.kind in _WAITING and away.get(id, _MOST + 1) > _MOST:
            problem = f"A person is more than {_MOST} keys away: {walks.told(state)}."
            yield Finding("person", Level.ERROR, walks.where(context.helpline, state), problem, "Mend the engine: `ivr/call`.")
