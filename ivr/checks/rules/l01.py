"""L01: a menu offers few choices.

Asks that a menu has at most four choices. Five is a warning, to be waived in writing; six is an error. The keys that are the
same everywhere (0, 8, 9, star) are not counted.

Why: people choose best from about four, with a person two keys away, but a level more is worse than a choice more, so that
five may be right. Source: guidance L01.

PASS (menus):

    school:
      title: Help at school
      choices:
        1: {say: To make a complaint, go: complaint}
        2: {for: danger or harm, go: urgent}

FAIL (menus):

    school:
      title: Help at school
      choices:
        1: {say: To make a complaint, go: complaint}
        2: {for: danger or harm, go: urgent}
        3: {for: bullying, go: urgent}
        4: {for: transport, go: complaint}
        5: {for: money, go: complaint}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_AIM, _MOST = 4, 5


def check(context: Context) -> Iterator[Finding]:
    """Count the choices of every menu."""
    for menu in context.menus():
        if (count := len(menu.choices)) > _AIM:
            level = Level.ERROR if count > _MOST else Level.WARNING
            mend = (
                "Move some under another menu." if count > _MOST else "Drop one, or write under `waive: {L01: ...}` why five is right here."
            )
            yield Finding("L01", level, menu.where, f"{menu.id} offers {count} choices.", mend)
