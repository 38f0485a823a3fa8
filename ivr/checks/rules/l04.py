"""L04: to get a person, nobody has to ring another number.

Asks that no line on the way from 0 to a person tells the caller to hang up, or to call, ring, phone or dial somebody.

Why: a caller who has asked for a person has found the way; sending them off to dial again loses many. Source: guidance L04.

PASS (system):

    queue.long: Our advisers are still busy. Please leave a message, and we will call you back.

FAIL (system):

    queue.long: Our advisers are still busy. Please call us again later.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_ON_THE_WAY = (
    "key.person",
    "key.person.short",
    "key.message",
    "key.message.short",
    "person.any_time",
    "message.any_time",
    "miss.person",
    "miss.message",
    "sorry",
    "privacy",
    "queue.join",
    "queue.place",
    "queue.keys",
    "queue.hold",
    "queue.left",
    "queue.long",
    "queue.full",
    "message.ask",
    "message.ask.withheld",
    "message.empty",
)
_SENT_OFF = re.compile(r"hang up|\bdial\b|please (call|ring|phone)\b|(call|ring|phone) (us|again|back later|0\d)", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Read the lines between 0 and a person."""
    for id in _ON_THE_WAY:
        line = context.helpline.lines[id]
        if found := _SENT_OFF.search(line.say):
            problem = f'{id} sends a caller who asked for a person away: "{found[0]}".'
            yield Finding("L04", Level.ERROR, line.where, problem, "Lead on to the queue or a message instead.")
