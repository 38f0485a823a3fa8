"""exits: everything named is there.

Asks that the first menu, every destination of a choice and every text of a guidance exist, and that the first menu is a menu.

Why: a key that leads nowhere would leave a caller in silence. Source: guidance L12. Reading the menus refuses this too; the
rule holds it for a helpline made in any other way.

PASS (menus):

    school:
      title: Help at school
      choices:
        1: {say: To make a complaint, go: complaint}

FAIL (unread):

    school:
      title: Help at school
      choices:
        1: {say: To make a complaint, go: complain}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.menu.model import Menu


def check(context: Context) -> Iterator[Finding]:
    """Look up every name."""
    helpline = context.helpline
    if not isinstance(helpline.nodes.get(helpline.start), Menu):
        yield Finding("exits", Level.ERROR, helpline.hours.where, f"start: {helpline.start} is not a menu.", "Name the first menu.")
    for menu in context.menus():
        for choice in menu.choices:
            if choice.go not in helpline.nodes:
                yield Finding(
                    "exits",
                    Level.ERROR,
                    choice.where,
                    f"{menu.id}: {choice.key} leads to {choice.go}, which is not there.",
                    "Correct the name.",
                )
    for node in context.guidances():
        for text in node.texts:
            if text not in helpline.texts:
                yield Finding("exits", Level.ERROR, node.where, f"{node.id} offers a text {text}, which is not there.", "Correct the name.")
