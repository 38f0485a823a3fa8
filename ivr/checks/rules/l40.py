"""L40: nothing beyond the leaflet is spoken without a sign-off.

Asks that words marked `beyond_leaflet: yes` are signed off before callers get them. A page or a text that waits for its sign-off
is a draft, which callers do not get, and the rule `sign_off` lists it. A line of the helpline's own cannot be left out of a
call, so a line that waits is an error. Only words that protect life (`safety: yes`) may be spoken before, and then with a
`confirm` that asks for the sign-off. A sign-off dated in the future is an error. (A menu is not marked: it says no more than
the names of what lies below it.)

Why: the service answers for what it says, at arm's length from the council. Source: guidance L40.

PASS (menus):

    urgent:
      title: Someone's safety
      pages:
        - say: If anyone is in danger now, hang up and dial 9 9 9.
          from: us
          reviewed: 2026-11-23
          review_by: 2027-02-20
          beyond_leaflet: yes
          signed_off: {by: A Name, on: 2026-11-23}
      text: urgent_numbers

FAIL (menus):

    urgent:
      title: Someone's safety
      pages:
        - say: If anyone is in danger now, hang up and dial 9 9 9.
          from: us
          reviewed: 2026-11-23
          review_by: 2027-02-20
          beyond_leaflet: yes
          signed_off: {by: A Name, on: 2026-12-25}
      text: urgent_numbers

PASS (system):

    privacy: {say: We keep a short note of your call., beyond_leaflet: yes, signed_off: {by: A Name, on: 2026-11-23}}

FAIL (system):

    privacy: {say: We keep a short note of your call., beyond_leaflet: yes}
"""

from collections.abc import Iterator

from ivr.checks.context import Context, for_callers
from ivr.checks.finding import Finding, Level


def check(context: Context) -> Iterator[Finding]:
    """Look at what callers get that the leaflet does not hold."""
    for dated in for_callers(context).dated():
        words = dated.provenance
        if words.signed_off and words.signed_off.on > context.today:
            yield Finding("L40", Level.ERROR, dated.where, f"{dated.id} is signed off on a day to come.", "Put the day it was agreed.")
        if words.beyond_leaflet and not words.signed_off and not (words.safety and words.confirm):
            problem = f"{dated.id} is spoken, goes beyond the leaflet, and nobody has signed it off."
            yield Finding("L40", Level.ERROR, dated.where, problem, "Add `signed_off`, or for words that protect life a `confirm`.")
