"""When advisers answer: open or closed at one moment, why, and when that changes next.

Knows the hours as they are written, the bank holidays of England (this is the only door to `holidays`) and the clock changes
of London. Asks no clock: `now` is always given. The emergency switch beats a closure, a closure beats a bank holiday, and
that beats the week and its lunch.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from holidays import country_holidays

from ivr.menu.service import Closure, Hours, Span

LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)
_FURTHEST_DAYS = 366  # how far ahead we look before we say that we do not know when we open


class Why(Enum):
    """Why no adviser answers."""

    NIGHT = "night"  # before, after or between the hours of the day, or on a day without any
    LUNCH = "lunch"
    BANK_HOLIDAY = "bank_holiday"
    CLOSURE = "closure"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Open:
    """Advisers answer until, but not at, `closes`, in London time: the end of the day's span, or the start of lunch."""

    closes: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody answers. `opens` is the next moment somebody does, in London time.

    `opens` is None where that is not known: the emergency switch is on, or nothing opens within a year. `say` holds the words
    of a closure or of the emergency switch, in place of the usual ones; `first` is the day on which a closure begins.
    """

    why: Why
    opens: datetime | None
    say: str = ""
    first: date | None = None


def state(hours: Hours, now: datetime) -> Open | Closed:
    """Whether advisers answer at `now`, an aware datetime. In its last minute a span is open; at its closing time it is not."""
    return _state(hours, now, now.fold)


def next_working_day(hours: Hours, now: datetime) -> date:
    """The first day after today with any hour open; the emergency switch is left aside, for it says nothing of tomorrow.

    Where no day of the coming year has one, the last day looked at: never sooner than anybody could call back.
    """
    today = now.astimezone(LONDON).date()
    days = (today + _DAY * ahead for ahead in range(1, _FURTHEST_DAYS))
    return next((day for day in days if any(_open_spans(hours, day))), today + _DAY * _FURTHEST_DAYS)


@lru_cache(maxsize=16)
def bank_holidays(year: int) -> Mapping[date, str]:
    """England's bank holidays of one year, with their names: Christmas Day and the day given in its place, if both fall so."""
    found = country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return MappingProxyType({day: found[day] for day in sorted(found) if day.year == year})


@lru_cache(maxsize=64)  # a turn asks several times, and a check of the menus some hundred thousand times
def _state(
    hours: Hours, now: datetime, _fold: int
) -> Open | Closed:  # but for their fold, 1:30 and an hour later are equal one night a year
    if hours.emergency.closed:
        return Closed(Why.EMERGENCY, None, hours.emergency.say)
    moment = now.astimezone(UTC)
    today = now.astimezone(LONDON).date()
    for opens, closes in _open_spans(hours, today):
        if opens <= moment < closes:
            return Open(closes.astimezone(LONDON))
    return _closed(hours, today, moment)


def _closed(hours: Hours, today: date, moment: datetime) -> Closed:
    opens = _next_opening(hours, today, moment)
    if closure := _closure(hours, today):
        return Closed(Why.CLOSURE, opens, closure.say, closure.first)
    if _is_bank_holiday(hours, today):
        return Closed(Why.BANK_HOLIDAY, opens)
    return Closed(Why.LUNCH if _at_lunch(hours, today, moment) else Why.NIGHT, opens)


def _next_opening(hours: Hours, today: date, moment: datetime) -> datetime | None:
    for ahead in range(_FURTHEST_DAYS + 1):
        for opens, _ in _open_spans(hours, today + _DAY * ahead):
            if opens > moment:
                return opens.astimezone(LONDON)
    return None


def _open_spans(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of one day, in UTC and in order, when advisers answer. A stretch that the clock change swallows is left out."""
    spans = hours.week.get(day.weekday(), ())
    if not spans or _closure(hours, day) or _is_bank_holiday(hours, day):
        return
    for span in spans:
        for part in _around(span, hours.lunch):
            opens, closes = _instant(day, part.opens), _instant(day, part.closes)
            if opens < closes:
                yield opens, closes


def _around(span: Span, lunch: Span | None) -> tuple[Span, ...]:
    if lunch is None or lunch.opens >= span.closes or lunch.closes <= span.opens:
        return (span,)
    return (Span(span.opens, lunch.opens), Span(lunch.closes, span.closes))


def _at_lunch(hours: Hours, day: date, moment: datetime) -> bool:
    if hours.lunch is None:
        return False
    clock = moment.astimezone(LONDON).time()
    in_lunch = hours.lunch.opens <= clock < hours.lunch.closes
    return in_lunch and any(span.opens <= clock < span.closes for span in hours.week.get(day.weekday(), ()))


def _closure(hours: Hours, day: date) -> Closure | None:
    return next((closure for closure in hours.closures if closure.first <= day <= closure.last), None)


def _is_bank_holiday(hours: Hours, day: date) -> bool:
    return hours.bank_holidays and day in bank_holidays(day.year)


def _instant(day: date, clock: time) -> datetime:
    # London first: 9:00 is 9:00 on the wall whatever the clocks do that night. Then UTC, where order and length are plain.
    return datetime.combine(day, clock, LONDON).astimezone(UTC)
