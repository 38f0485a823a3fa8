"""L05: a menu says how many choices there are, and is right.

Asks that what is heard of a menu says "There are three choices." exactly once, and that the number is the number of its keys.
The sentence is made from the choices, so this fails when an author counts by hand as well, or when the maker is broken.

Why: a listener cannot see the end of a list. Source: guidance L05.

PASS (menus):

    school:
      title: Help at school
      choices:
        1: {say: To make a complaint, go: complaint}

FAIL (menus):

    school:
      title: Help at school
      intro: Help at school. There are three choices.
      choices:
        1: {say: To make a complaint, go: complaint}
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context, Sort
from ivr.checks.finding import Finding, Level

_SAID = re.compile(r"\bthere (?:is|are) (\w+) choices?\b", re.IGNORECASE)
_NUMBERS = {word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)}


def check(context: Context) -> Iterator[Finding]:
    """Compare the number said with the choices there are."""
    counts = {menu.id: len(menu.choices) for menu in context.menus()}
    for spoken in context.spoken():
        if spoken.sort is Sort.MENU and (said := _said(spoken.heard)) != [counts[spoken.id]]:
            problem = f"{spoken.id} has {counts[spoken.id]} choices, and says {said or 'no number'}."
            yield Finding("L05", Level.ERROR, spoken.where, problem, "Leave the counting to the helpline: say no number of choices.")


def _said(words: str) -> list[int]:
    return [_NUMBERS.get(number.lower(), -1) for number in _SAID.findall(words)]
