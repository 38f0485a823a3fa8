"""L12: no dead ends, and no failure that ends the call.

Asks that every menu has a choice and every guidance a page that callers may hear; and, where calls were walked, that silence,
a wrong key or a failure of ours never ends a call in which no adviser's queue and no message has been reached yet.

Why: an error is the moment at which a caller most needs a person. Source: guidance L12. (That every destination exists and
every node can be reached: the rules `exits` and `reachable`.)

PASS (routes):

    main: {kind: choosing, silence: again, "0": queue}
    again: {kind: choosing, silence: queue}
    queue: {kind: queue}

FAIL (routes):

    main: {kind: choosing, silence: again, "0": queue}
    again: {kind: choosing, silence: over}
    queue: {kind: queue}
    over: {kind: ended}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context, for_callers
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import Kind


def check(context: Context) -> Iterator[Finding]:
    """Look for nodes with nothing in them, and for failures that ring off."""
    for menu in context.menus():
        if not menu.choices:
            yield Finding("L12", Level.ERROR, menu.where, f"{menu.id} has no choices.", "Give it one, or take it out.")
    for node in for_callers(context).guidances():
        if not node.pages:
            yield Finding(
                "L12",
                Level.ERROR,
                node.where,
                f"{node.id} has no page that callers may hear.",
                "Have a page signed off, or offer it nowhere.",
            )
    yield from _rung_off(context)


def _rung_off(context: Context) -> Iterator[Finding]:
    if context.routes is None:
        return
    early = walks.before_a_person(context.routes)
    for step in context.routes.steps:
        if step.by in walks.MISSES and step.origin in early and context.routes.states[step.target].kind is Kind.ENDED:
            state = context.routes.states[step.origin]
            problem = f"After {step.by.value} the call ends: {walks.told(state)}."
            yield Finding("L12", Level.ERROR, walks.where(context.helpline, state), problem, "Lead to a person instead: mend `ivr/call`.")
