"""L18: all guidance can be had in writing.

Asks that every guidance offers at least one text that callers may get (a draft is not one yet).

Why: who cannot hear well, or cannot write while listening, needs it in another form. Source: guidance L18.

PASS (menus):

    complaint:
      title: Make a complaint
      pages:
        - {say: Write to the school., from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}
      text: complaint_tips

FAIL (menus):

    complaint:
      title: Make a complaint
      pages:
        - {say: Write to the school., from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}
"""

from collections.abc import Iterator

from ivr.checks.context import Context, for_callers
from ivr.checks.finding import Finding, Level


def check(context: Context) -> Iterator[Finding]:
    """Look for guidance without a text."""
    for node in for_callers(context).guidances():
        if not node.texts:
            yield Finding(
                "L18", Level.ERROR, node.where, f"{node.id} has no text that callers may get.", "Write one, and name it under `text:`."
            )
