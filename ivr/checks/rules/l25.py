"""L25: no jargon is spoken.

Asks that nobody hears EHCP, EHC, LA, FTT, DRS, ICS, ICB, CCG or SENDIST. SENCO may be said where its meaning, the person in
charge of special educational needs, is said beside it. Texts are read, not heard, and may be shorter.

Why: an abbreviation is a door shut on whoever does not know it. Source: guidance L25.

PASS (system):

    privacy: The council may ask for your plan.

FAIL (system):

    privacy: The LA may ask for your EHCP.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_JARGON = re.compile(r"\b(?:EHCPs?|EHC|LAs?|FTT|DRS|ICSs?|ICBs?|CCGs?|SENDIST)\b")
_MEANING = re.compile(r"special educational needs", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look for abbreviations that need explaining."""
    for spoken in context.spoken():
        for found in _JARGON.findall(spoken.words):
            yield Finding("L25", Level.ERROR, spoken.where, f"{spoken.id} says {found}.", "Say it in plain words.")
        if "SENCO" in spoken.words and not _MEANING.search(spoken.words):
            mend = "Say beside it: the person in charge of special educational needs."
            yield Finding("L25", Level.ERROR, spoken.where, f"{spoken.id} says SENCO and not what it means.", mend)
