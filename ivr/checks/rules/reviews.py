"""reviews: what was to be reviewed by now has been.

Asks that no `review_by` has passed (a warning: the words go on being said), and that no `reviewed` lies in the future (an
error).

Why: a date that nobody acts on is worse than none. Source: guidance L42.

PASS (texts):

    urgent_numbers: {say: "IASK: in danger call 999.", from: us, reviewed: 2026-11-23, review_by: 2027-02-21}

FAIL (texts):

    urgent_numbers: {say: "IASK: in danger call 999.", from: us, reviewed: 2026-08-23, review_by: 2026-11-21}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level


def check(context: Context) -> Iterator[Finding]:
    """Compare the dates with today."""
    for dated in context.dated():
        reviewed, review_by = dated.provenance.reviewed, dated.provenance.review_by
        if review_by and review_by < context.today:
            problem = f"{dated.id} was to be reviewed by {review_by}."
            yield Finding("reviews", Level.WARNING, dated.where, problem, "Check it, then put today at `reviewed` and a new `review_by`.")
        if reviewed and reviewed > context.today:
            yield Finding("reviews", Level.ERROR, dated.where, f"{dated.id} is reviewed on a day to come.", "Put the day it was reviewed.")
