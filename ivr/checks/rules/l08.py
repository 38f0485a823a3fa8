"""L08: the words for keys are the words callers know.

Asks for press, enter, star, hash and end the call. Refused: hit, key in, push, touch ("get in touch" aside), pound, asterisk,
disconnect, terminate, and dial, unless a number follows it: "dial 9 9 9" is right.

Why: one word for one thing, and the word that is on British telephones. Source: guidance L08.

PASS (system):

    key.back: To go back, press star.

FAIL (system):

    key.back: To go back, press asterisk.

FAIL (system):

    key.back: To go back, dial star.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_WRONG = re.compile(
    r"\b(?:hit|key in|push|(?<!in )touch|pound|asterisk|disconnect(?:ed)?|terminate[ds]?|dial(?!\s+\d))\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Look for the wrong word for a key or for ending a call."""
    for spoken in context.spoken():
        for found in _WRONG.findall(spoken.words):
            mend = "Use press, enter, star, hash or end the call."
            yield Finding("L08", Level.ERROR, spoken.where, f'{spoken.id} says "{found}".', mend)
