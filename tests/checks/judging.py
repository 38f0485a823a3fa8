"""What the tests of the rules share: one rule run over a helpline, and calls written as states and what leads out of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ivr.checks.context import Context
from ivr.checks.finding import Finding
from ivr.checks.routes import By, Kind, Routes, State, Step
from ivr.menu.model import Choice, Helpline, Menu
from tests.small import NOW, helpline, with_node

Rule = Callable[[Context], Iterable[Finding]]
Known = Callable[[int], Mapping[date, str]]


def found(
    rule: Rule, whole: Helpline | None = None, *, now: datetime = NOW, routes: Routes | None = None, holidays: Known | None = None
) -> list[Finding]:
    """What one rule finds."""
    context = Context(whole or helpline(), now, routes)
    return list(rule(replace(context, bank_holidays=holidays) if holidays else context))


def calls(states: Mapping[str, Mapping[str, Any]]) -> Routes:
    """Routes from states by name: `kind`, `words` said on the way in, `node`, and what leads where: `silence`, `"0"`, `left hangup`."""
    first = next(iter(states))
    steps = [Step(origin="", by=By.ARRIVED, target=first, says=(first,), words=str(states[first].get("words", "")))]
    for origin, state in states.items():
        for how, target in state.items():
            if how not in ("kind", "words", "node"):
                by, what = _how(str(how))
                steps.append(
                    Step(origin=origin, by=by, what=what, target=target, says=(target,), words=str(states[target].get("words", "")))
                )
    made = {name: State(kind=Kind(state["kind"]), node=str(state.get("node", "main"))) for name, state in states.items()}
    return Routes(made, tuple(steps))


def choosing(**states: Mapping[str, Any]) -> Routes:
    """The same, by keyword."""
    return calls(states)


def with_choices(*leads: str, keys: str = "123456789", id: str = "school", go: str = "complaint") -> Helpline:
    """The small helpline with these choices in one of its menus."""
    node = helpline().nodes[id]
    assert isinstance(node, Menu)
    choices = tuple(
        Choice(key=key, lead=lead, go=go, where=replace(node.where, column=n))
        for n, (key, lead) in enumerate(zip(keys, leads, strict=False), 1)
    )
    return with_node(helpline(), replace(node, choices=choices))


def _how(how: str) -> tuple[By, str]:
    by, _, what = how.partition(" ")
    return (By(by), what) if by in [one.value for one in By] else (By.KEY, how)
