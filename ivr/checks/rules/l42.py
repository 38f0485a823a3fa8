"""L42: words are looked at again in time.

Asks that `review_by` is at most 90 days after `reviewed` where there is a telephone number, an email address or a link, and at
most 180 days for all else; longer is a warning. Words that were reviewed more than 365 days ago are an error, whatever their
`review_by`. (A `review_by` that has passed: the rule `reviews`.)

A page or a text without dates cannot be read at all. Most lines of the helpline's own state nothing that could grow old ("To go
back, press star."), and need none. A line does that says where it comes from (`from`, `facts`), goes beyond the leaflet, holds
an address, or gives a number of two digits or more (a key has one): without both dates it is an error. A promise made in words
alone, such as "We do not record calls", no rule can know: its author dates it.

Why: numbers change without notice, and the law on special educational needs is changing. Source: guidance L42.

PASS (texts):

    urgent_numbers: {say: "IASK: Samaritans 116 123.", from: us, reviewed: 2026-11-23, review_by: 2027-02-21}

FAIL (texts):

    urgent_numbers: {say: "IASK: Samaritans 116 123.", from: us, reviewed: 2026-11-23, review_by: 2027-05-22}

FAIL (texts):

    urgent_numbers: {say: "IASK: Samaritans 116 123.", from: us, reviewed: 2025-11-20, review_by: 2026-02-01}

FAIL (system):

    trouble: Part of our service is not working. Please email iask@kent.gov.uk.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.english import telephone_numbers
from ivr.checks.finding import Finding, Level
from ivr.menu.model import Line

_NUMBER_DAYS, _LAW_DAYS, _STALE_DAYS = 90, 180, 365
_TELEPHONE = 5  # digits at least: 999 does not change, and "point 111" is a paragraph
_NUMBER = re.compile(r"\d,? ?\d")  # said digit by digit, or written
_LINK = re.compile(r"@|\bwww\.|\bdot (?:org|gov|co|com)\b|\w\.(?:gov|org|co)\.uk", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look at the dates of everything that has them, and for lines that should."""
    for dated in context.dated():
        reviewed, review_by = dated.provenance.reviewed, dated.provenance.review_by
        if reviewed and (context.today - reviewed).days > _STALE_DAYS:
            problem = f"{dated.id} was last reviewed on {reviewed}, over a year ago."
            yield Finding("L42", Level.ERROR, dated.where, problem, "Check every word of it, and date it today.")
        most = _NUMBER_DAYS if _perishable(dated.words) else _LAW_DAYS
        if reviewed and review_by and (days := (review_by - reviewed).days) > most:
            problem = f"{dated.id} is to be reviewed {days} days after it was; {most} is the most."
            yield Finding("L42", Level.WARNING, dated.where, problem, "Bring `review_by` nearer.")
    for line in context.helpline.lines.values():
        if _states(line) and not (line.provenance.reviewed and line.provenance.review_by):
            problem = f"{line.id} states what can grow old, and does not say when it was looked at."
            yield Finding("L42", Level.ERROR, line.where, problem, "Write it as `say:`, with `reviewed` and `review_by` below.")


def _states(line: Line) -> bool:
    known = line.provenance.source or line.provenance.beyond_leaflet or line.facts
    return bool(known or _NUMBER.search(line.say) or _LINK.search(line.say))


def _perishable(words: str) -> bool:
    return any(len(number) >= _TELEPHONE for number in telephone_numbers(words)) or bool(_LINK.search(words))
