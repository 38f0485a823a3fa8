"""about: a caller is told what a text says before they choose it.

Asks that every text that a guidance offers says under `about`, in at most 20 words, what is in it.

Why: a text stays on a phone that others may pick up, so nobody should agree to one unheard. Source: guidance 2.4.

PASS (texts):

    complaint_tips:
      {say: "IASK: write.", about: The text gives a tip., from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (texts):

    complaint_tips: {say: "IASK: write.", from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_MOST_WORDS = 20  # about 8 seconds, before the keys are said


def check(context: Context) -> Iterator[Finding]:
    """Look at every text that is offered."""
    offered = {text for node in context.guidances() for text in node.texts}
    for text in context.helpline.texts.values():
        words = len(text.about.split())
        if text.id in offered and not words:
            mend = 'Write it at `about`: "This text gives five tips for making a complaint."'
            yield Finding("about", Level.ERROR, text.where, f"The text {text.id} does not tell callers what is in it.", mend)
        if words > _MOST_WORDS:
            problem = f"What is said of the text {text.id} has {words} words."
            yield Finding("about", Level.WARNING, text.where, problem, f"Write at most {_MOST_WORDS}: the keys come after it.")
