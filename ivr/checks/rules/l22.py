"""L22: pages are easy to follow.

Asks for a Flesch-Kincaid grade of at most 7 for each page, menu and closing message, 9 being the limit, and of at most 6 for
all pages together. A line of the helpline's own is graded from 20 words up: under that, one long name decides the grade.

Why: it is heard once, under stress. Grade 6 is about what an eleven-year-old reads. Very short sentences flatter the grade, and
our count of syllables is give or take one, so try it on people too. Source: guidance L22.

PASS (menus):

    urgent:
      title: Someone's safety
      pages:
        - {say: If anyone is in danger now hang up and dial 9 9 9., from: us, reviewed: 2026-11-23, review_by: 2027-02-20}
      text: urgent_numbers

FAIL (menus):

    urgent:
      title: Someone's safety
      pages:
        - say: Immediate notification of the appropriate emergency authority is invariably recommended in dangerous situations.
          from: us
          reviewed: 2026-11-23
          review_by: 2027-02-20
      text: urgent_numbers
"""

from collections.abc import Iterator

from ivr.checks.context import Context, Sort, Spoken
from ivr.checks.english import count, grade
from ivr.checks.finding import Finding, Level

_AIM, _MOST, _MEAN = 7, 9, 6
_ENOUGH_WORDS = 20


def check(context: Context) -> Iterator[Finding]:
    """Grade what is said, one by one and then all pages together."""
    for spoken in context.spoken():
        if _graded(spoken) and (found := round(grade(spoken.words), 1)) > _AIM:
            level = Level.ERROR if found > _MOST else Level.WARNING
            yield Finding("L22", level, spoken.where, f"{spoken.id} reads at grade {found}.", "Use shorter words and sentences.")
    pages = [grade(page.say) for _, page in context.pages()]
    if pages and (mean := round(sum(pages) / len(pages), 1)) > _MEAN:
        start = context.helpline.nodes[context.helpline.start]
        problem = f"The pages together read at grade {mean}; {_MEAN} is the most."
        yield Finding("L22", Level.WARNING, start.where, problem, "Reword the hardest pages.")


def _graded(spoken: Spoken) -> bool:
    return spoken.sort is not Sort.LINE or count(spoken.words) >= _ENOUGH_WORDS
