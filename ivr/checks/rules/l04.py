"""L04: to get a person, nobody has to ring another number.

Asks that nothing said on the way from 0 to a person tells the caller to hang up, or to call, ring, phone or dial somebody: no
line, no closed message, not the words of a closure or of the emergency switch. To dial 9 9 9 in danger is another matter, and
so are `message.long` and `message.lost`: then the message has been left, or nothing else is left to say.

Why: a caller who has asked for a person has found the way; sending them off to dial again loses many. Source: guidance L04.

PASS (system):

    queue.long: Our advisers are still busy. Please leave a message, and we will call you back.

FAIL (system):

    queue.long: Our advisers are still busy. Please call us again later.

FAIL (system):

    closed: We open again {opens}. Please ring us then.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context, Sort
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
    "text.refused.landline",
    "text.refused.personal",
    "text.refused.pager",
    "text.refused.foreign",
    "text.refused.islands",
    "text.refused.other",
    "text.refused.not_a_number",
    "closed",
    "closed.lunch",
    "closed.holiday",
    "closed.opens",
    "closed.keys",
    "sorry",
    "trouble",
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
_DANGER = re.compile(r"(?:hang up,? and )?(?:dial|call) 9 ?9 ?9(?! ?\d)", re.IGNORECASE)
_SENT_OFF = re.compile(r"hang up|\bdial\b|please (call|ring|phone)\b|(call|ring|phone) (us|again|back later|0\d)", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Read all that is said between 0 and a person."""
    for spoken in context.spoken():
        on_the_way = spoken.sort is Sort.CLOSED or (spoken.sort is Sort.LINE and spoken.id in _ON_THE_WAY)
        if on_the_way and (found := _SENT_OFF.search(_DANGER.sub("", spoken.words))):
            problem = f'{spoken.id} sends a caller who asked for a person away: "{found[0]}".'
            yield Finding("L04", Level.ERROR, spoken.where, problem, "Lead on to the queue or a message instead.")
