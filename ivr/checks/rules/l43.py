"""L43: a text is one plain message.

Asks that a text fits one message of the plain alphabet of SMS (160 of GSM-7; brackets, braces, ^ ~ | the backslash and the euro
count twice), and holds no character outside it.

Why: a longer text is cut in pieces that can arrive apart, and one curly quote halves the room. Source: guidance L43.

PASS (texts):

    urgent_numbers: {say: "IASK: in danger call 999.", from: us, reviewed: 2026-11-23, review_by: 2027-02-21}

FAIL (texts):

    urgent_numbers: {say: "IASK: in danger → call 999.", from: us, reviewed: 2026-11-23, review_by: 2027-02-21}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.texts.words import measure, unsendable


def check(context: Context) -> Iterator[Finding]:
    """Measure every text as the network does."""
    for text in context.helpline.texts.values():
        if strange := unsendable(text.body):
            shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in strange)
            problem = f"The text {text.id} holds what plain SMS does not: {shown}."
            yield Finding("L43", Level.ERROR, text.where, problem, "Use straight quotes and plain hyphens.")
        elif (size := measure(text.body)).segments > 1:
            problem = f"The text {text.id} takes {size.units} of the 160 that one message holds."
            yield Finding("L43", Level.ERROR, text.where, problem, "Cut it, or make two texts of it.")
