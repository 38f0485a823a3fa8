"""L06: the choice comes first, then its key.

Asks that nothing says "press 1 for" or "press 1 to": it is "For mediation, press 1."

Why: who hears the key first has forgotten it by the time they know they want it. Source: guidance L06.

PASS (system):

    key.text: To get this by text, press 8.

FAIL (system):

    key.text: Press 8 to get this by text.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_KEY_FIRST = re.compile(r"\bpress(?:ing)? (?:\d|star|hash|zero),? (?:for|to)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look for a key said before what it is for."""
    for spoken in context.spoken():
        if found := _KEY_FIRST.search(spoken.words):
            yield Finding("L06", Level.ERROR, spoken.where, f'{spoken.id} says "{found[0]}".', "Say what it is for first: To ..., press 1.")
