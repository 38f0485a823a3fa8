"""L45: help in danger is near, and its numbers are right.

Asks that a guidance called `urgent` is one key from the first menu, that `welcome` gives 999, and that `urgent`, its texts and
all words marked `safety: yes` give no telephone number but those on the list in this file, which was checked by hand.

Why: the one mistake here that can cost a life. Source: guidance L45; the numbers: guidance 2.7. A number is added to the list
by whoever rang it, with the day.

PASS (texts):

    urgent_numbers: {say: "IASK: in danger call 999.", from: us, reviewed: 2026-11-23, review_by: 2027-02-21}

FAIL (texts):

    urgent_numbers: {say: "IASK: in danger call 998.", from: us, reviewed: 2026-11-23, review_by: 2027-02-21}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.english import telephone_numbers
from ivr.checks.finding import Finding, Level
from ivr.errors import Where
from ivr.menu.model import Guidance

_URGENT = "urgent"
_CHECKED = frozenset(
    {
        "999",
        "111",  # option 2: urgent mental health
        "116123",  # Samaritans
        "08001111",  # Childline
        "03000411111",  # children's social services in Kent
        "03000419191",  # the same, out of hours
        "03000416161",  # adult social care in Kent
        "03000413000",  # ourselves
    }
)


def check(context: Context) -> Iterator[Finding]:
    """Look at the way to `urgent`, at 999, and at every number given for safety."""
    helpline = context.helpline
    start, welcome = helpline.nodes[helpline.start], helpline.lines["welcome"]
    if walks.presses(helpline).get(_URGENT) != 1:
        yield Finding("L45", Level.ERROR, start.where, "No key of the first menu leads to `urgent`.", "Give it one.")
    if "999" not in telephone_numbers(welcome.say):
        yield Finding(
            "L45",
            Level.ERROR,
            welcome.where,
            "welcome does not give 999.",
            "Say: if anyone is in danger now, please hang up and dial 9 9 9.",
        )
    for id, words, where in _safety(context):
        for number in telephone_numbers(words):
            if number not in _CHECKED:
                yield Finding(
                    "L45",
                    Level.ERROR,
                    where,
                    f"{id} gives {number}, which is not on the checked list.",
                    "Correct it, or see `--explain L45`.",
                )


def _safety(context: Context) -> Iterator[tuple[str, str, Where]]:
    urgent = context.helpline.nodes.get(_URGENT)
    if isinstance(urgent, Guidance):
        yield from ((f"{_URGENT}.{page.number}", page.say, page.where) for page in urgent.pages)
        texts = (context.helpline.texts[text] for text in urgent.texts if text in context.helpline.texts)
        yield from ((f"The text {text.id}", text.body, text.where) for text in texts)
    for dated in context.dated():
        if dated.provenance.safety and not dated.id.startswith(f"{_URGENT}."):
            yield dated.id, dated.words, dated.where
