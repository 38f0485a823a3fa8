"""L02: nothing is deep in the menus.

Asks that every menu and every guidance is at most three keys from the first menu. Going on from page to page is not counted.

Why: each level is one more thing to hold in mind and one more place to go wrong. Source: guidance L02.

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
        1: {for: tips, go: second}
    second:
      title: Tips
      choices:
        1: {for: more tips, go: third}
    third:
      title: More tips
      choices:
        1: {say: To make a complaint, go: complaint}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_MOST = 3


def check(context: Context) -> Iterator[Finding]:
    """Find what takes too many keys to reach."""
    for node, keys in walks.presses(context.helpline).items():
        if keys > _MOST:
            where = context.helpline.nodes[node].where
            yield Finding(
                "L02", Level.ERROR, where, f"{node} is {keys} keys from the first menu.", f"Bring it within {_MOST}: offer it higher up."
            )
