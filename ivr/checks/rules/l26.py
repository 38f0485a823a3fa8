"""L26: no filler and no adverts.

Asks that nothing says "your call is important", "listen carefully", "options have changed", "did you know" or "high volume",
and that no line and no menu sends callers to a website.

Why: every word before the choice wears out attention that the choice needs. Source: guidance L26.

PASS (system):

    queue.hold: You are still in the queue.

FAIL (system):

    queue.hold: Your call is important to us.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context, Sort
from ivr.checks.finding import Finding, Level

_FILLER = re.compile(
    r"your call is (?:very )?important|listen (?:very )?carefully|(?:options|menu) ha(?:ve|s) (?:recently )?changed"
    r"|did you know|high(?:er)? (?:call )?volumes?",
    re.IGNORECASE,
)
_ADVERT = re.compile(r"visit our (?:web)?site", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look for words that waste a caller's time."""
    for spoken in context.spoken():
        found = _FILLER.search(spoken.words) or (spoken.sort is not Sort.PAGE and _ADVERT.search(spoken.words))
        if found:
            yield Finding("L26", Level.ERROR, spoken.where, f'{spoken.id} says "{found[0].lower()}".', "Leave it out.")
