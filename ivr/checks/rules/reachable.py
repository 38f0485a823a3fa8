"""reachable: everything written can be come to.

Asks that every menu and guidance can be reached by keys from the first menu, and that every text is offered by a guidance, save the
two that the helpline itself needs: the answer to those who text us, and the discreet one.

Why: words that nobody can hear were meant for somebody. Source: guidance L12.

PASS (menus):

    school:
      title: Help at school
      choices:
        1: {say: To make a complaint, go: complaint}

FAIL (menus):

    school:
      title: Help at school
      choices:
        1: {for: danger or harm, go: urgent}
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.menu.lines import AUTO_REPLY, DISCREET


def check(context: Context) -> Iterator[Finding]:
    """Walk from the first menu, and see what was left out."""
    reached = walks.presses(context.helpline)
    for id, node in context.helpline.nodes.items():
        if id not in reached:
            yield Finding("reachable", Level.ERROR, node.where, f"No key leads to {id}.", "Offer it in a menu, or take it out.")
    offered = {AUTO_REPLY, DISCREET, *(text for node in context.guidances() for text in node.texts)}
    for id, text in context.helpline.texts.items():
        if id not in offered:
            yield Finding(
                "reachable", Level.ERROR, text.where, f"No guidance offers the text {id}.", "Name it under `text:`, or take it out."
            )
