"""L24: nothing goes on for long.

Asks, at 150 words a minute, each digit of a telephone number being a word: for the greeting (`welcome` and `promise`) at most
15 seconds; a closed message with all that follows it (when we open again, after the words of a closure, and the keys that
work), 25; a menu, 30, with 0.6 for the pause after each choice. More is an error. A page, and any other line, of over 25 is a
warning, and of over 35 an error.

Why: what was said half a minute ago is gone. Source: guidance L24.

PASS (system):

    promise: We are free, impartial and confidential.

FAIL (system):

    promise: >-
      We are free. We are impartial. We are confidential. We are here for parents. We are here for carers. We are here for
      children. We are here for young people. We are glad that you have called.
"""

from collections.abc import Iterator
from math import ceil

from ivr.checks.context import Context, Sort, Spoken
from ivr.checks.english import PAUSE_S, seconds
from ivr.checks.finding import Finding, Level
from ivr.errors import Where

_GREETING_S, _CLOSED_S, _MENU_S, _PAGE_S, _LIMIT_S = 15, 25, 30, 25, 35
_SWITCH = "emergency"  # nobody knows when it will be switched off, so no time is said after it
_CLOSED = ("closed", "closed.lunch", "closed.holiday")


def check(context: Context) -> Iterator[Finding]:
    """Time everything that is heard in one go."""
    lines = context.helpline.lines
    greeting = seconds(f"{lines['welcome'].say} {lines['promise'].say}")
    if greeting > _GREETING_S:
        yield _long(lines["welcome"].where, "The greeting (welcome and promise)", greeting, _GREETING_S, _GREETING_S)
    choices = {menu.id: len(menu.choices) for menu in context.menus()}
    said = {spoken.id: spoken.heard for spoken in context.spoken() if spoken.sort is Sort.LINE}
    for spoken in context.spoken():
        most, limit, takes_s = _measured(spoken, choices, said)
        if takes_s > most:
            yield _long(spoken.where, spoken.id, takes_s, most, limit)


def _measured(spoken: Spoken, choices: dict[str, int], lines: dict[str, str]) -> tuple[int, int, float]:
    if spoken.sort is Sort.MENU:
        return _MENU_S, _MENU_S, seconds(spoken.heard) + PAUSE_S * choices[spoken.id]
    if spoken.sort is Sort.CLOSED or spoken.id in _CLOSED:
        opens = lines["closed.opens"] if spoken.sort is Sort.CLOSED and spoken.id != _SWITCH else ""
        return _CLOSED_S, _CLOSED_S, seconds(f"{spoken.heard} {opens} {lines['closed.keys']}")
    return _PAGE_S, _LIMIT_S, seconds(spoken.heard)


def _long(where: Where, what: str, takes_s: float, most: int, limit: int) -> Finding:
    level = Level.ERROR if takes_s > limit else Level.WARNING
    return Finding("L24", level, where, f"{what} takes {ceil(takes_s)} seconds; {most} is the most.", "Cut it, or make two of it.")
