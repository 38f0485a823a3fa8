"""The opening hours: whatever is absent or cannot be is a fault, so that the line is never open by accident.

Knows spans, days and closures as they are written; whether it is open now is for `ivr.menu.hours`.
"""

from itertools import pairwise

from ivr.menu.load.kinds import BANK_HOLIDAYS, DAY_HOURS, LUNCH, SPAN, WORDS
from ivr.menu.service import Closure, Emergency, Hours, Span
from ivr.reading import DAY, YES_NO, Fields, Series

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def hours(f: Fields) -> Hours:
    """The `hours` of helpline.yaml."""
    with f:
        week = _week(f)
        spans = f.take("lunch", LUNCH)
        lunch = spans[0] if spans else None
        if lunch and week:
            _fits(f, lunch, week)
        closed = f.take("bank_holidays", BANK_HOLIDAYS)
        return Hours(
            week=week,
            lunch=lunch,
            bank_holidays=closed,
            bank_holidays_checked=f.take("bank_holidays_checked", DAY) if closed else f.take("bank_holidays_checked", DAY, None),
            closures=_closures(f),
            emergency=_emergency(f.part("emergency")),
            where=f.where,
        )


def _week(f: Fields) -> dict[int, tuple[Span, ...]]:
    before = len(f.faults)
    week = {number: spans for number, day in enumerate(DAYS) if (spans := _day(f, day))}
    if not week and len(f.faults) == before:
        f.faults.add(f.where, "No day is open.", "Write the hours of each day, such as `Monday: 9:00 to 17:00`.")
    return week


def _day(f: Fields, day: str) -> tuple[Span, ...]:
    if not isinstance(f.value(day), Series):
        return f.take(day, DAY_HOURS, ())
    spans = sorted((span for span in f.many(day, SPAN) if span), key=lambda span: span.opens)
    if any(later.opens <= earlier.closes for earlier, later in pairwise(spans)):
        f.fault(day, f"Two spans of {day} overlap or touch.", "Write them apart, or as one.")
    return tuple(spans)


def _fits(f: Fields, lunch: Span, week: dict[int, tuple[Span, ...]]) -> None:
    touched = [(day, span) for day, spans in week.items() for span in spans if lunch.opens < span.closes and span.opens < lunch.closes]
    if not touched:
        f.fault("lunch", "Lunch falls when the line is closed anyway.", "Write `lunch: none`, or a time within the day.")
    for day, span in touched:
        if not span.opens < lunch.opens < lunch.closes < span.closes:
            f.fault("lunch", f"Lunch runs past the hours of {DAYS[day]}.", f"Change it, or the hours of {DAYS[day]}.")


def _closures(f: Fields) -> tuple[Closure, ...]:
    found = sorted((_closure(part) for part in f.parts("closures")), key=lambda closure: closure.first)
    for earlier, later in pairwise(found):
        if later.first <= earlier.last:
            f.faults.add(later.where, f"This closure overlaps the one at {earlier.where}.", "Each day has the words of one closure.")
    return tuple(found)


def _closure(f: Fields) -> Closure:
    with f:
        first, last = f.take("from", DAY), f.take("to", DAY)
        if last < first and last != DAY.stand_in:
            f.fault("to", "The closure ends before it begins.", "Write the last day on which the line is closed.")
        return Closure(first=first, last=last, say=f.take("say", WORDS), where=f.where)


def _emergency(f: Fields) -> Emergency:
    with f:
        return Emergency(closed=f.take("closed", YES_NO), say=f.take("say", WORDS), where=f.where)
