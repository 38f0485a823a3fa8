"""holidays: the bank holidays are known, and somebody looks once a year whether they are right.

Asks, where the line is closed on bank holidays, two things.

That each of the eight that England has every year (New Year's Day, Good Friday, Easter Monday, the early May, spring and summer
bank holidays, Christmas Day, Boxing Day) is known for this year and for the next, on a weekday: its own, or the day given in
its place. A gap next year is a warning until the end of August, and an error from September; a gap this year is always an
error. The mend is an update of the `holidays` library, which reckons them.

That a person has compared them with www.gov.uk/bank-holidays since the last 1 October, when next year's are due: a reckoning
knows nothing of a day that is proclaimed once, or moved, and no library says how old its knowledge is. Whoever compares adds
such a day under `closures`, and puts the date at `bank_holidays_checked`. Longer ago is a warning; a day to come is an error.

Why: an unknown bank holiday is a day on which callers are told that we are open, and wait for nobody. Source: guidance 4.1.

PASS (helpline):

    hours:
      Monday: 9:00 to 17:00
      bank_holidays: closed
      bank_holidays_checked: 2026-10-01
      emergency: {closed: no, say: We are closed for now.}
      lunch: none

FAIL (helpline):

    hours:
      Monday: 9:00 to 17:00
      bank_holidays: closed
      bank_holidays_checked: 2026-09-30
      emergency: {closed: no, say: We are closed for now.}
      lunch: none
"""

import re
from collections.abc import Iterator
from datetime import date

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_SEPTEMBER, _OCTOBER, _SATURDAY = 9, 10, 5
_EVERY_YEAR = {
    "New Year's Day": re.compile(r"new year's day", re.IGNORECASE),
    "Good Friday": re.compile(r"good friday", re.IGNORECASE),
    "Easter Monday": re.compile(r"easter monday", re.IGNORECASE),
    "the early May bank holiday": re.compile(r"early may|may day", re.IGNORECASE),
    "the spring bank holiday": re.compile(r"spring", re.IGNORECASE),
    "the summer bank holiday": re.compile(r"summer", re.IGNORECASE),
    "Christmas Day": re.compile(r"christmas day", re.IGNORECASE),
    "Boxing Day": re.compile(r"boxing day", re.IGNORECASE),
}


def check(context: Context) -> Iterator[Finding]:
    """Look for each bank holiday of this year and the next, and at when somebody last compared them."""
    if not context.helpline.hours.bank_holidays:
        return
    for year in (context.today.year, context.today.year + 1):
        if missing := _missing(context, year):
            early = year > context.today.year and context.today.month < _SEPTEMBER
            level = Level.WARNING if early else Level.ERROR
            problem = f"No weekday of {year} is known for {', '.join(missing)}."
            yield Finding("holidays", level, context.helpline.hours.where, problem, "Update the `holidays` library.")
    yield from _compared(context)


def _missing(context: Context, year: int) -> list[str]:
    days = [name for day, name in context.bank_holidays(year).items() if day.weekday() < _SATURDAY]
    return [wanted for wanted, written in _EVERY_YEAR.items() if not any(written.search(name) for name in days)]


def _compared(context: Context) -> Iterator[Finding]:
    hours, today = context.helpline.hours, context.today
    checked, due = hours.bank_holidays_checked, date(today.year - (today.month < _OCTOBER), _OCTOBER, 1)
    if checked is not None and checked > today:
        yield Finding("holidays", Level.ERROR, hours.where, "bank_holidays_checked is a day to come.", "Put the day you compared them.")
    elif checked is None or checked < due:
        problem = f"Nobody has compared the bank holidays with www.gov.uk/bank-holidays since {due:%d %B %Y}.".replace(" 0", " ")
        known = ", ".join(
            f"{day.day} {day:%B}" for year in (today.year, today.year + 1) for day in context.bank_holidays(year) if day >= today
        )
        mend = f"We know {known}. Add under `closures` what is missing, then put today at `bank_holidays_checked`."
        yield Finding("holidays", Level.WARNING, hours.where, problem, mend)
