"""holidays: the bank holidays are known in good time.

Asks, where the line is closed on bank holidays, that at least eight are known for this year and for the next. A gap next year
is a warning until the end of August, and an error from September; a gap this year is always an error. The mend is an update of
the `holidays` library.

Why: an unknown bank holiday is a day on which callers are told that we are open, and wait for nobody. Source: guidance 4.1.

PASS (holidays):

    {2026: 8, 2027: 8}

FAIL (holidays):

    {2026: 8, 2027: 0}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level

_FEWEST = 8
_SEPTEMBER = 9


def check(context: Context) -> Iterator[Finding]:
    """Count the bank holidays of this year and the next."""
    hours, this_year = context.helpline.hours, context.today.year
    if not hours.bank_holidays:
        return
    for year in (this_year, this_year + 1):
        if (known := len(context.bank_holidays(year))) < _FEWEST:
            early = year > this_year and context.today.month < _SEPTEMBER
            level = Level.WARNING if early else Level.ERROR
            problem = f"{known} bank holidays are known for {year}; England has at least {_FEWEST}."
            yield Finding("holidays", level, hours.where, problem, "Update the `holidays` library, or list the days under `closures`.")
