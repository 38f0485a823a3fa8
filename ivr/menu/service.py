"""The frame in which things are said: the service's numbers and hours, how long callers wait, and the rules of its texts.

Knows shapes only, each as `helpline.yaml` writes it. What is said within the frame is `ivr.menu.model`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from ivr.errors import Where

NOWHERE = Where("-")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one day when advisers answer, in London time: from `opens`, up to but not including `closes`."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which the line is closed, first and last included. `say` is what callers hear in place of the usual words."""

    first: date
    last: date
    say: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Emergency:
    """The switch that closes the line at once. `say` is what callers hear while `closed` is true."""

    closed: bool
    say: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When advisers answer. `week` maps a weekday (0 is Monday) to its spans in order; a day left out is closed."""

    week: Mapping[int, tuple[Span, ...]] = field(hash=False)  # a mapping has none
    emergency: Emergency
    lunch: Span | None = None
    bank_holidays: bool = True
    bank_holidays_checked: date | None = None  # when somebody last compared those we know with the government's list
    closures: tuple[Closure, ...] = field(default=(), hash=False)  # nor need a long list be hashed
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The service's own numbers, in E.164, and who rings each: a caller, an adviser, whoever reads recordings ("" if nobody can)."""

    helpline: str
    adviser: str
    studio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The line of callers who wait for an adviser; lengths in seconds. `name` is Twilio's name for it."""

    name: str = "advisers"
    longest_wait_s: int = 1200
    news_every_s: int = 60
    lap_s: int = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long a caller has to press a key once the words have ended, and how long a message may be; in seconds."""

    menu_s: int = 8
    page_s: int = 10
    digit_s: int = 8
    message_s: int = 90
    message_silence_s: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Texting:
    """The rules of texts.

    `answerable`: a reply reaches us, so that STOP can be texted; a sender that is a name hears none (contract 4.8). `islands`: mobiles of
    Jersey, Guernsey and the Isle of Man are texted too. `discreet`: a text that does not say who we are or what it is about is offered
    too. The caps hold for a day in London and for the last hour. A number is forgotten `forget_after_days` after its text came to its end.
    """

    answerable: bool = True
    islands: bool = True
    discreet: bool = True
    most_to_a_number_in_a_day: int = 6
    most_in_an_hour: int = 120
    forget_after_days: int = 30
