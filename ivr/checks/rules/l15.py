"""L15: there is time between the digits of a telephone number.

Asks that a caller who types a number has at least 5 seconds for each digit.

Why: many read the number off a paper, one digit at a time. Source: guidance L15.

PASS (helpline):

    timing: {menu_seconds: 8, page_seconds: 10, digit_seconds: 5, message_seconds: 90, message_silence_seconds: 10}

FAIL (helpline):

    timing: {menu_seconds: 8, page_seconds: 10, digit_seconds: 2, message_seconds: 90, message_silence_seconds: 10}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_LEAST = 5


def check(context: Context) -> Iterator[Finding]:
    """Look at the wait for the next digit."""
    if (wait_s := context.helpline.timing.digit_s) < _LEAST:
        where = context.helpline.hours.where
        yield Finding("L15", Level.ERROR, where, f"timing: digit_seconds is {wait_s}.", f"Make it at least {_LEAST}.")
