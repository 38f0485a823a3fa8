"""L03: 0 reaches a person everywhere, and means nothing else.

Asks that no menu gives 0 to a choice, that the lines about reaching a person name 0 and no other key, and, where calls were
walked, that 0 leads to the queue while we are open, and to leaving a message while we are closed, from every menu and page.

Why: one key that always brings a person is what a caller in distress can hold on to. Source: guidance L03.

PASS (system):

    key.person: To speak to someone, press 0.

FAIL (system):

    key.person: To speak to someone, press 7.

FAIL (unread):

    school:
      title: Help at school
      choices:
        0: {say: To make a complaint, go: complaint}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.english import keys_named
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By, Kind

_LINES = ("key.person", "key.person.short", "key.message", "key.message.short", "person.any_time", "message.any_time")


def check(context: Context) -> Iterator[Finding]:
    """Look for 0 given away, 0 not said, and 0 that does not lead to a person."""
    yield from _given_away(context)
    for line in map(context.helpline.lines.__getitem__, _LINES):
        if keys_named(line.say) != ["0"]:
            yield Finding("L03", Level.ERROR, line.where, f"{line.id} must name the key 0, once, and no other.", "Write it with: press 0.")
    yield from _walked(context)


def _given_away(context: Context) -> Iterator[Finding]:
    for menu in context.menus():
        for choice in menu.choices:
            if choice.key == "0":
                yield Finding("L03", Level.ERROR, choice.where, f"{menu.id} uses 0 for a choice.", "Give it another key: 0 is a person.")


def _walked(context: Context) -> Iterator[Finding]:
    if context.routes is None:
        return
    states, leaving = context.routes.states, walks.steps_from(context.routes)
    for id, state in states.items():
        if state.kind is Kind.CHOOSING:
            led = [states[step.target] for step in leaving[id] if (step.by, step.what) == (By.KEY, "0")]
            if not led or any(target.kind is not (Kind.QUEUE if target.is_open else Kind.MESSAGE) for target in led):
                at = walks.where(context.helpline, state)
                yield Finding("L03", Level.ERROR, at, f"0 does not lead to a person: {walks.told(state)}.", "Mend the engine: `ivr/call`.")
