"""L41: what the leaflet has out of date is not said in its old form.

Asks that no page, line or text says CCG, Integrated Care System, Statement of special educational needs, Part I (now Section
I), Contact a Family (but for "used to be called"), the old addresses of these, or the old address of the exclusions guide.

Why: a wrong name sends a caller to a body that is gone. Source: guidance L41 and 3.5.

PASS (system):

    privacy: One is Contact, which used to be called Contact a Family.

FAIL (system):

    privacy: One is Contact a Family.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_OLD = {
    re.compile(r"\b(?:CCGs?|[Cc]linical [Cc]ommissioning [Gg]roups?|[Ii]ntegrated [Cc]are [Ss]ystems?)\b"): "Say the NHS.",
    re.compile(r"\bStatements?\b|\bstatements? of special"): "Say Education, Health and Care plan.",
    re.compile(r"\bPart I\b"): "Say Section I.",
    re.compile(
        r"(?<!used to be called )(?<!was called )(?<!formerly )Contact a Family"
    ): "Say Contact, which used to be called Contact a Family.",
    re.compile(r"cafamily", re.IGNORECASE): "Write www.contact.org.uk.",
    re.compile(r"school-discipline-exclusions"): "Write www.gov.uk/school-behaviour-exclusions.",
}


def check(context: Context) -> Iterator[Finding]:
    """Look for the old words in everything said and everything sent."""
    said = [(spoken.id, spoken.words, spoken.where) for spoken in context.spoken()]
    written = [(f"The text {text.id}", text.body, text.where) for text in context.helpline.texts.values()]
    for id, words, where in said + written:
        for old, mend in _OLD.items():
            if found := old.search(words):
                yield Finding("L41", Level.ERROR, where, f'{id} uses an old name: "{found[0]}".', mend)
