"""keys: a key that is named works.

Asks that a page names no key but 0, 9, star, 8 where there is a text, and 1 where there is another page; and, where calls were
walked, that after every turn each key that was said ("press 2") does something there.

Why: a key that was promised and does nothing is worse than silence. Source: guidance L12 and L09.

PASS (menus):

    complaint:
      title: Make a complaint
      pages:
        - {say: "If you are near the limit, press 0 now.", from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}
      text: complaint_tips

FAIL (menus):

    complaint:
      title: Make a complaint
      pages:
        - {say: "If you are near the limit, press 2 now.", from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}
      text: complaint_tips

FAIL (routes):

    main: {kind: choosing, words: "For help, press 3.", "0": queue, "9": main}
    queue: {kind: queue}
"""

from collections.abc import Iterator
from functools import cache

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.english import keys_pressed
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By, Kind
from ivr.menu.model import Guidance, Page


def check(context: Context) -> Iterator[Finding]:
    """Try every key that is said."""
    for node, page in context.pages():
        for key in keys_pressed(page.say):
            if key not in _working(node, page):
                problem = f"{node.id}.{page.number} says to press {key}, which does nothing there."
                yield Finding("keys", Level.ERROR, page.where, problem, "Name a key that works, or none.")
    yield from _walked(context)


def _working(node: Guidance, page: Page) -> str:
    more = "1" if page is not node.pages[-1] else ""
    return f"09*{more}{'8' if node.texts else ''}"


def _walked(context: Context) -> Iterator[Finding]:
    if context.routes is None:
        return
    leaving = walks.steps_from(context.routes)
    works = {id: {step.what for step in steps if step.by is By.KEY} for id, steps in leaving.items()}
    told: set[tuple[str, tuple[str, ...]]] = set()
    pressed = cache(keys_pressed)  # the same words are said on many ways
    for step in context.routes.steps:
        state = context.routes.states[step.target]
        ends = {"#"} if state.kind in (Kind.TYPING, Kind.MESSAGE) else set()
        for key in pressed(step.words):
            if key not in works[step.target] | ends and (key, step.says) not in told:
                told.add((key, step.says))
                problem = f"{', '.join(step.says)}: {key} is said and does nothing, {walks.told(state)}."
                yield Finding("keys", Level.ERROR, walks.where(context.helpline, state), problem, "Name a key that works there, or none.")
