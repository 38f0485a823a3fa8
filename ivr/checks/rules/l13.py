"""L13: callers have time to press a key.

Asks that the wait after a menu and after a page is 5 to 15 seconds; under 7 is a warning. 8 after a menu and 10 after a page
are right for most.

Why: stress, disability and a relay assistant all take time; too long a silence sounds like a lost call. Source: guidance L13.

PASS (helpline):

    timing: {menu_seconds: 8, page_seconds: 10, digit_seconds: 5, message_seconds: 90, message_silence_seconds: 10}

FAIL (helpline):

    timing: {menu_seconds: 4, page_seconds: 10, digit_seconds: 5, message_seconds: 90, message_silence_seconds: 10}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_LEAST, _KIND, _MOST = 5, 7, 15


def check(context: Context) -> Iterator[Finding]:
    """Look at the two waits."""
    timing = context.helpline.timing
    for name, wait_s in (("menu_seconds", timing.menu_s), ("page_seconds", timing.page_s)):
        if wait_s < _KIND or wait_s > _MOST:
            level = Level.WARNING if _LEAST <= wait_s < _KIND else Level.ERROR
            where = context.helpline.hours.where
            yield Finding("L13", level, where, f"timing: {name} is {wait_s}.", f"Make it {_KIND} to {_MOST} seconds.")
