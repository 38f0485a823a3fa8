"""L07: the keys of a menu rise from 1 with no gaps.

Asks that the choices of a menu are on 1, 2, 3 and so on, in the order in which they are said.

Why: a caller who has heard two choices knows what the next key will be, and that none was missed. Source: guidance L07.

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
        3: {for: danger or harm, go: urgent}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level


def check(context: Context) -> Iterator[Finding]:
    """Compare the keys of each menu with 1, 2, 3."""
    for menu in context.menus():
        keys = [choice.key for choice in menu.choices]
        right = [str(n) for n in range(1, len(keys) + 1)]
        if keys != right:
            problem = f"The keys of {menu.id} are {', '.join(keys)}."
            yield Finding("L07", Level.ERROR, menu.where, problem, f"Make them {', '.join(right)}, in this order.")
