"""L14: two goes, then a person.

Asks, where calls were walked, that from every menu and page the first silence, or the first wrong key, is answered with
another go, and the second in a row leads to a person: the queue while we are open, a message while we are closed.

Why: nobody should be sent round the same words a third time, and nobody be given up on at the first slip. Source: guidance L14.

PASS (routes):

    main: {kind: choosing, silence: again, wrong 7: again}
    again: {kind: choosing, silence: queue, wrong 7: queue}
    queue: {kind: queue}

FAIL (routes):

    main: {kind: choosing, silence: again, wrong 7: again}
    again: {kind: choosing, silence: third, wrong 7: queue}
    third: {kind: choosing, silence: queue, wrong 7: queue}
    queue: {kind: queue}
"""

from collections.abc import Iterator, Mapping

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By, Kind, Routes, Step

_Leaving = Mapping[str, tuple[Step, ...]]


def check(context: Context) -> Iterator[Finding]:
    """Miss twice from every fresh menu and page."""
    if context.routes is None:
        return
    leaving = walks.steps_from(context.routes)
    for id in _fresh(context.routes):
        for by in (By.SILENCE, By.WRONG):
            if problem := _goes(context.routes, leaving, id, by):
                state = context.routes.states[id]
                where = walks.where(context.helpline, state)
                yield Finding("L14", Level.ERROR, where, f"{problem}: {by.value}, {walks.told(state)}.", "Mend the engine: `ivr/call`.")


def _fresh(routes: Routes) -> list[str]:
    entered = dict.fromkeys(step.target for step in routes.steps if step.by in (By.ARRIVED, By.KEY))
    return [id for id in entered if routes.states[id].kind is Kind.CHOOSING]


def _goes(routes: Routes, leaving: _Leaving, id: str, by: By) -> str | None:
    once = {step.target for step in leaving[id] if step.by is by}
    if any(routes.states[target].kind in walks.PERSON for target in once):
        return "The first miss gives no second go"
    twice = {step.target for target in once for step in leaving[target] if step.by is by}
    if any(routes.states[target].kind not in walks.PERSON for target in twice):
        return "The second miss does not lead to a person"
    return None
