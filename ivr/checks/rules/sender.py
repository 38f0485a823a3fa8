"""sender: a text says who it is from, and the discreet one does not.

Asks that every text begins with the initials of the helpline, which are the capital letters of its name, for callers are told so before
they choose it; and that the discreet text holds neither them nor the name.

Why: a text from nobody is taken for a fraud; and where a phone is shared, a name on its screen can put somebody in danger.
Source: guidance 2.4.

PASS (texts):

    complaint_tips:
      {say: "IASK: write.", about: The text gives a tip., from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (texts):

    complaint_tips:
      {say: "Write.", about: The text gives a tip., from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (texts):

    discreet: {say: "Here is your page from IASK: {link}", from: us, reviewed: 2026-11-23, review_by: 2027-02-20}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.menu.lines import DISCREET


def check(context: Context) -> Iterator[Finding]:
    """Look at how every text begins, and for us in the one that should not name us."""
    name, initials = context.helpline.name, context.helpline.initials
    for text in context.helpline.texts.values():
        if text.id == DISCREET:
            if told := next((us for us in (initials, name) if us and us.casefold() in text.body.casefold()), None):
                problem = f'The text {text.id} says "{told}", and whoever sees the phone reads it.'
                yield Finding("sender", Level.ERROR, text.where, problem, "Take that out: it goes to callers who share their phone.")
        elif not text.body.startswith(initials):
            problem = f"The text {text.id} does not begin with {initials}, and callers are told that it says who it is from."
            yield Finding("sender", Level.ERROR, text.where, problem, f'Begin it with "{initials}:".')
