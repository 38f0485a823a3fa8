"""L44: a link in a text leads where we said links may lead.

Asks that every link names a host listed under `text_hosts` in helpline.yaml, that no host listed there shortens links for
others, and, as a warning, that a link has at most 60 characters.

Why: callers are told to distrust links in texts; ours must be plain to read and known to be right. Source: guidance L44.

PASS (texts):

    complaint_tips: {say: "IASK: see www.kent.gov.uk/send", from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-21}

FAIL (texts):

    complaint_tips: {say: "IASK: see bit.ly/abc", from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-21}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.menu.addresses import addresses
from ivr.menu.model import Text

_SHORTENERS = frozenset({"bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "ow.ly", "rb.gy", "t.co", "t.ly", "tiny.cc", "tinyurl.com"})
_LONGEST = 60


def check(context: Context) -> Iterator[Finding]:
    """Look at every link of every text."""
    allowed = {host.lower() for host in context.helpline.text_hosts}
    for host in sorted(allowed & _SHORTENERS):
        where = context.helpline.hours.where
        yield Finding(
            "L44", Level.ERROR, where, f"text_hosts lists {host}, which shortens links.", "Take it out, and write where the link leads."
        )
    for text in context.helpline.texts.values():
        yield from _links(text, allowed - _SHORTENERS)


def _links(text: Text, allowed: set[str]) -> Iterator[Finding]:
    for link in addresses(text.body):
        if link.host not in allowed:
            problem = f"The text {text.id} links to {link.host}."
            yield Finding("L44", Level.ERROR, text.where, problem, "Write a host listed under `text_hosts` in helpline.yaml.")
        elif len(link.written) > _LONGEST:
            problem = f"The text {text.id} holds a link of {len(link.written)} characters."
            yield Finding("L44", Level.WARNING, text.where, problem, f"Find an address of at most {_LONGEST}.")
