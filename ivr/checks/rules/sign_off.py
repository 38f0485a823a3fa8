"""sign_off: the words that wait for a sign-off.

Lists every draft: a page or a text beyond the leaflet that nobody has signed off, and that callers therefore do not get. It
stops a launch (`ivr check --launch`) and nothing else. (A line cannot be left out, and so cannot wait: L40.)

Why: a draft left lying is advice that callers need and do not get. Source: guidance L40.

PASS (menus):

    complaint:
      title: Make a complaint
      pages:
        - say: Write to the school.
          from: us
          reviewed: 2026-11-23
          review_by: 2027-02-20
          beyond_leaflet: yes
          signed_off: {by: A Name, on: 2026-11-23}
      text: complaint_tips

FAIL (menus):

    complaint:
      title: Make a complaint
      pages:
        - {say: Write to the school., from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}
        - {say: Keep a copy., from: us, reviewed: 2026-11-23, review_by: 2027-02-20, beyond_leaflet: yes}
      text: complaint_tips
"""

from collections.abc import Iterator

from ivr.checks.context import Context, for_callers
from ivr.checks.finding import Finding, Level


def check(context: Context) -> Iterator[Finding]:
    """List the drafts."""
    heard = {dated.where for dated in for_callers(context).dated()}
    for dated in context.dated():
        if dated.provenance.draft and dated.where not in heard:
            problem = f"{dated.id} waits for a sign-off, and is not for callers yet."
            mend = f"Add `signed_off: {{by: A Name, on: {context.today}}}`, or take it out."
            yield Finding("sign_off", Level.CONFIRM, dated.where, problem, mend)
