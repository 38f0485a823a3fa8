"""L11: the choices of a menu are distinct.

Asks that no two choices of one menu share more than half of their words, small words left out and endings cut off (the
Jaccard overlap of their stems is at most 0.5).

Why: a caller who cannot tell two choices apart picks the wrong one. Source: guidance L11.

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
        1: {for: complaints about a school, go: complaint}
        2: {for: a complaint about schools or colleges, go: urgent}
"""

from collections.abc import Iterator
from itertools import combinations

from ivr.checks.context import Context
from ivr.checks.english import stems
from ivr.checks.finding import Finding, Level

_MOST = 0.5


def check(context: Context) -> Iterator[Finding]:
    """Compare every two choices of each menu."""
    for menu in context.menus():
        for one, other in combinations(menu.choices, 2):
            if _overlap(one.lead, other.lead) > _MOST:
                problem = f'In {menu.id}, "{one.lead}" and "{other.lead}" sound alike.'
                yield Finding("L11", Level.WARNING, other.where, problem, "Say what sets them apart.")


def _overlap(one: str, other: str) -> float:
    either = stems(one) | stems(other)
    return len(stems(one) & stems(other)) / len(either) if either else 1.0
