"""L16: callers may press a key while we speak.

Asks that at most one line is marked `interrupt: no`, and that it takes at most 10 seconds to say. It is the line about danger.

Why: who has rung before knows the key; making them wait costs them the call. Source: guidance L16.

PASS (system):

    welcome: {say: If anyone is in danger now please hang up and dial 9 9 9., interrupt: no}

FAIL (system):

    welcome: {say: If anyone is in danger now please hang up and dial 9 9 9., interrupt: no}
    promise: {say: We are free., interrupt: no}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.english import seconds
from ivr.checks.finding import Finding, Level

_LONGEST_S = 10


def check(context: Context) -> Iterator[Finding]:
    """Look for lines that must be heard out."""
    fixed = [line for line in context.helpline.lines.values() if not line.interrupt]
    for line in fixed[1:]:
        yield Finding(
            "L16", Level.ERROR, line.where, f"{line.id} cannot be interrupted, and neither can {fixed[0].id}.", "Leave one `interrupt: no`."
        )
    for line in fixed:
        if (long_s := seconds(line.say)) > _LONGEST_S:
            problem = f"{line.id} cannot be interrupted and takes {long_s:.0f} seconds."
            yield Finding("L16", Level.ERROR, line.where, problem, f"Cut it to {_LONGEST_S} seconds, or let callers interrupt it.")
