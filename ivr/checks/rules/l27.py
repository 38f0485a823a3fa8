"""L27: no route is pushed.

Asks that no page, line or text says what a family should choose: "you should appeal", "the best route", "you must mediate",
"we recommend" and the like. A list of phrases only finds the plain cases; a person must read for the rest.

Why: the service is impartial and at arm's length, and mediation must never be pressed on anyone. Source: guidance L27.

PASS (system):

    privacy: We can tell you about each route. You choose.

FAIL (system):

    privacy: We think that you should appeal.
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_PUSH = re.compile(
    r"(?:should|ought to)(?: not)? (?:appeal|mediate|complain|choose)|must (?:not )?(?:mediate|appeal)"
    r"|best (?:route|way forward|choice)|we (?:recommend|advise you to)",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Look for advice for or against a route."""
    said = [(spoken.id, spoken.words, spoken.where) for spoken in context.spoken()]
    written = [(f"The text {text.id}", text.body, text.where) for text in context.helpline.texts.values()]
    for id, words, where in said + written:
        if found := _PUSH.search(words):
            yield Finding(
                "L27", Level.WARNING, where, f'{id} takes sides: "{found[0].lower()}".', "Say what the route is, and let the caller choose."
            )
