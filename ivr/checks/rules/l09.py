"""L09: 8 texts, 9 says it again, star goes back, everywhere.

Asks that no menu gives 8, 9, star or hash to a choice; that the line about each of these keys names that key and no other, and
1 for more; and, where calls were walked, that none of them counts as a wrong key at any menu or page.

Why: a key learnt once must hold for the whole call. Source: guidance L09 (0 has a rule of its own, L03).

PASS (system):

    key.again: To hear it again, press 9.

FAIL (system):

    key.again: To hear it again, press 7.

FAIL (unread):

    school:
      title: Help at school
      choices:
        9: {say: To make a complaint, go: complaint}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.english import keys_named
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By, Kind

_KEPT = "89*#"
_SAID = {"key.more": "1", "key.text": "8", "key.again": "9", "key.back": "*", "text.another": "8"}
_SHORT = {f"{id}.short": key for id, key in _SAID.items() if id.startswith("key.")}


def check(context: Context) -> Iterator[Finding]:
    """Look for a kept key that is given away, misnamed or dead."""
    for menu in context.menus():
        for choice in menu.choices:
            if choice.key in _KEPT:
                problem = f"{menu.id} uses {choice.key} for a choice."
                yield Finding("L09", Level.ERROR, choice.where, problem, "Give it another key: this one means the same everywhere.")
    for id, key in {**_SAID, **_SHORT}.items():
        line = context.helpline.lines[id]
        if keys_named(line.say) != [key]:
            named = {"*": "star"}.get(key, key)
            yield Finding("L09", Level.ERROR, line.where, f"{id} must name the key {named}, once, and no other.", f"Write it with {named}.")
    yield from _dead(context)


def _dead(context: Context) -> Iterator[Finding]:
    if context.routes is None:
        return
    for step in context.routes.steps:
        if step.by is By.WRONG and step.what in tuple("089*") and context.routes.states[step.origin].kind is Kind.CHOOSING:
            state = context.routes.states[step.origin]
            problem = f"{step.what} counts as a wrong key: {walks.told(state)}."
            yield Finding("L09", Level.ERROR, walks.where(context.helpline, state), problem, "Mend the engine: `ivr/call`.")
