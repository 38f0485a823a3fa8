"""misread: nothing is spoken that a voice would get wrong.

Asks that nobody hears a telephone number without its commas, 999 or 111 in one, a long run of digits, a decimal point, an address,
initials that `menus/speech.yaml` does not list, or a sign. The voice that makes the recordings and the voice that stands in for them read
such things as they please: "03000 41 3000" as three thousand, forty-one, three thousand, with the nought at its front lost.

Why: a number that is read wrong is a caller who does not get through. Source: what the voices were measured to say.

PASS (system):

    privacy: Call us on 03000, 41, 3000. Our website is at kent dot gov dot U K. It takes 30 days, from 9am.

FAIL (system):

    privacy: Call us on 03000 41 3000.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context, Spoken
from ivr.checks.finding import Finding, Level
from ivr.menu.aloud import Plain, aloud

_ONE_BY_ONE = "Write it in groups with commas, 03000, 41, 3000, or with spaces, 9 9 9: each digit is then said."
_ODD = {  # by what is odd, in the order in which it is looked for: what it looks like, and the mend
    "address": (r"\S*@\S*|\bwww\.\S+|\bhttps?:\S+|\b[A-Za-z]+(?:\.[A-Za-z]+)+\b", "Write it as it is said: at kent, dot gov, dot U K."),
    "point": (r"\b\d+[.:]\d+\b", 'Write it as it is said: "11 point 67", "half past 9".'),
    "number": (r"\b\d+(?: \d+)+\b|\b0\d+\b|\b\d{4,}\b|(?<!point )\b(?:999|112|111|101|105)\b", _ONE_BY_ONE),
    "initials": (r"\b[A-Z]{2,}s?\b", "List it in speech.yaml, with how it is said, or write its letters apart: U K."),
    "sign": (r"[#%&*+/<=>£$€_^~|\\]", "Write it as it is said."),
}
_LOOK = re.compile("|".join(f"(?P<{what}>{pattern})" for what, (pattern, _) in _ODD.items()))


def check(context: Context) -> Iterator[Finding]:
    """Look for what would be misread, in what no listed or understood way of saying covers."""
    for spoken in context.spoken():
        yield from _misread(context, spoken)


def _misread(context: Context, spoken: Spoken) -> Iterator[Finding]:
    # What is marked already is understood: a gap stands in its place, so that what is left on either side is not run together.
    stretches = aloud(spoken.words, context.helpline.speech).stretches
    left = "\n".join(stretch.text for stretch in stretches if isinstance(stretch, Plain))
    for odd in _LOOK.finditer(left):
        problem = f"{spoken.id} has {odd[0]}, which a voice misreads."
        yield Finding("misread", Level.ERROR, spoken.where, problem, _ODD[str(odd.lastgroup)][1])
