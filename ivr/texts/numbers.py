"""Telephone numbers: what a caller ID or typed keys say, and whether we may text it.

Knows the numbering plan through the phonenumbers library, and nothing of who rang. Only UK mobiles are texted: a carrier may
read a text out loud to whoever answers a landline (contract 4.6). Mobiles of Jersey, Guernsey and the Isle of Man share the UK's
plan (+44 7) and count as UK mobiles: a parent in Kent may well carry one, and cannot tell it from any other.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    format_number,
    is_possible_number,
    is_valid_short_number_for_region,
    number_type,
    parse,
)

_UK = 44
_LONGEST_SHORT_CODE = 6
_E164 = re.compile(r"\+[0-9]{1,15}")
_DIGITS = re.compile(r"[0-9]+")

# What some networks put in place of a number that is not given: a word, spelled on a keypad and dressed as a number (contract 1.4).
_UNGIVEN = ("ANONYMOUS", "BLOCKED", "PRIVATE", "RESTRICTED", "UNAVAILABLE", "UNKNOWN", "WITHHELD")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_SPELLED = frozenset(f"+{country}{word.translate(_KEYPAD)}" for word in _UNGIVEN for country in ("", "1"))

# Ofcom keeps 07700 900000 to 900999 for drama, so the library calls them unallocated. They are mobiles here, for trying the helpline out.
_DRAMA = range(7700_900_000, 7700_901_000)


class Refusal(Enum):
    """Why a number is not one we text."""

    WITHHELD = "withheld"
    LANDLINE = "landline"
    PERSONAL = "personal"
    PAGER = "pager"
    FOREIGN = "foreign"
    OTHER = "other"
    NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True, slots=True)
class Mobile:
    """A UK mobile we may text. Its `repr` hides all but the last three digits, so that no log can hold the rest."""

    e164: str

    @property
    def ends(self) -> str:
        """The last three digits, which may be said aloud."""
        return self.e164[-3:]

    @property
    def national(self) -> str:
        """The number as it is dialled in the UK, digits only."""
        return "0" + self.e164.removeprefix("+44")

    def __repr__(self) -> str:
        return f"Mobile(...{self.ends})"

    __str__ = __repr__


@lru_cache(maxsize=512)  # one caller's turns come one after another; kept in memory alone
def from_caller_id(text: str) -> Mobile | Refusal:
    """What Twilio's `From` says, taken strictly: E.164 or nothing is guessed. A word in place of a number is a withheld caller."""
    if text in _SPELLED:
        return Refusal.WITHHELD
    if _DIGITS.fullmatch(text):
        return _short(text)
    if not _E164.fullmatch(text):
        return Refusal.WITHHELD
    number = _parsed(text)
    return _judged(number) if number and _e164(number) == text else Refusal.NOT_A_NUMBER


def from_keys(keys: str) -> Mobile | Refusal:
    """What a caller typed: 07..., 447..., 00447..., 0447..., with stray stars or hashes at the ends. Never WITHHELD."""
    digits = keys.strip("*# ")
    if not _DIGITS.fullmatch(digits):
        return Refusal.NOT_A_NUMBER
    number = _parsed(_international(digits))
    return _judged(number) if number else _short(digits)


def _international(digits: str) -> str:
    if digits.startswith("00"):
        return "+" + digits[2:]
    if digits.startswith(("44", "044")):  # no UK number begins 044: it is the country's code after a nought too many
        return "+" + digits.removeprefix("0")
    return "+44" + digits[1:] if digits.startswith("0") else ""


def _parsed(international: str) -> PhoneNumber | None:
    try:
        return parse(international, None)
    except NumberParseException:
        return None


def _e164(number: PhoneNumber) -> str:
    return format_number(number, PhoneNumberFormat.E164)


def _judged(number: PhoneNumber) -> Mobile | Refusal:
    national = str(number.national_number)
    if not is_possible_number(number):
        return Refusal.NOT_A_NUMBER
    if number.country_code != _UK:
        return Refusal.FOREIGN
    if national.startswith("70"):
        return Refusal.PERSONAL
    if national.startswith("76") and not national.startswith("7624"):  # 07624 is the Isle of Man's
        return Refusal.PAGER
    if number.national_number in _DRAMA or number_type(number) == PhoneNumberType.MOBILE:
        return Mobile(_e164(number))
    return _no_mobile(national)


def _no_mobile(national: str) -> Refusal:
    match national[0]:
        case "1" | "2":
            return Refusal.LANDLINE
        case "7":  # a mobile that nobody has been given
            return Refusal.NOT_A_NUMBER
    return Refusal.OTHER


def _short(digits: str) -> Refusal:
    if digits.startswith("0") or len(digits) > _LONGEST_SHORT_CODE:
        return Refusal.NOT_A_NUMBER
    number = PhoneNumber(country_code=_UK, national_number=int(digits))
    return Refusal.OTHER if is_valid_short_number_for_region(number, "GB") else Refusal.NOT_A_NUMBER
