"""The numbering plan: whether what was rung from or typed is a telephone number, whose, and of what kind.

Knows the plan through the phonenumbers library, and nothing of who may be texted: that is `ivr.texts.numbers`. What a network tells is
taken strictly, as E.164 or not at all; what people type is read in every way in which they write a number.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

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
    region_code_for_number,
)

_UK: Final = 44
_LONGEST_SHORT_CODE: Final = 6
_E164: Final = re.compile(r"\+[0-9]{1,15}")
_DIGITS: Final = re.compile(r"[0-9]+")
# What people write between digits: spaces, points, hyphens and dashes, and what a copied number brings along unseen (its direction).
_BETWEEN: Final = re.compile(r"[\s().\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_TRUNK: Final = re.compile(r"(?<=44)\s*\(0\)")  # "+44 (0)7700 900123": the nought is for those who dial within the country

# What some networks put in place of a number that is not given: a word, spelled on a keypad and dressed as a number (contract 1.4).
_UNGIVEN: Final = ("ANONYMOUS", "BLOCKED", "PRIVATE", "RESTRICTED", "UNAVAILABLE", "UNKNOWN", "WITHHELD")
_KEYPAD: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_SPELLED: Final = frozenset(f"+{country}{word.translate(_KEYPAD)}" for word in _UNGIVEN for country in ("", "1"))

# Ofcom keeps these for drama, so the library calls them unallocated. They are mobiles here, for trying the helpline out.
_DRAMA: Final = range(7700_900_000, 7700_901_000)
_ISLANDS: Final = frozenset({"JE", "GG", "IM"})


class NoNumber(Enum):
    """Why something is no telephone number."""

    WITHHELD = "withheld"
    NOT_A_NUMBER = "not_a_number"


class Kind(Enum):
    """What a number is, as far as it matters to a text."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    PERSONAL = "personal number"  # 070
    PAGER = "pager"  # 076
    FREEPHONE = "freephone"
    SHORT_CODE = "short code"
    SERVICE = "service"  # 03, 08, 09 and what else is neither at home nor in a pocket
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number of the world: `e164` as Twilio writes it; a short code, which has no such form, as it is dialled.

    `region` is ISO's code of the country or island it belongs to, "" where that is not known. Its `repr` hides all but three digits.
    """

    e164: str
    kind: Kind
    region: str = ""

    @property
    def is_of_islands(self) -> bool:
        """Whether it belongs to Jersey, Guernsey or the Isle of Man, which share the United Kingdom's plan."""
        return self.region in _ISLANDS

    @property
    def is_drama(self) -> bool:
        """Whether Ofcom keeps it for drama, so that nobody can have it."""
        return is_drama(self.e164)

    def __repr__(self) -> str:
        return f"Number(...{self.e164[-3:]}, {self.kind.value})"


@lru_cache(maxsize=512)  # one caller's turns come one after another; kept in memory alone
def from_network(text: str) -> Number | NoNumber:
    """What Twilio's `From` says, taken strictly: nothing is guessed. A word in place of a number is a withheld caller."""
    if text in _SPELLED:
        return NoNumber.WITHHELD
    if _DIGITS.fullmatch(text):
        return _short(text)
    if not _E164.fullmatch(text):
        return NoNumber.WITHHELD
    number = _parsed(text)
    return _known(number) if number and _e164(number) == text else NoNumber.NOT_A_NUMBER


def from_person(text: str) -> Number | NoNumber:
    """What somebody typed: 07..., +44 (0)7..., 00447..., 447..., with whatever stands between digits. Never WITHHELD."""
    digits = _BETWEEN.sub("", _TRUNK.sub("", text.strip("*# \t\n")))
    if _E164.fullmatch(digits):
        digits = "00" + digits[1:]
    if not _DIGITS.fullmatch(digits) or not digits.isascii():
        return NoNumber.NOT_A_NUMBER
    number = _parsed(_international(digits))
    return _known(number) if number else _short(digits)


@lru_cache(maxsize=512)  # as above
def region(e164: str) -> str:
    """ISO's code of the country or island that a number in E.164 belongs to; "" where that is not known."""
    number = _parsed(e164)
    return (region_code_for_number(number) or "") if number else ""


def is_of_islands(e164: str) -> bool:
    """Whether a number in E.164 belongs to Jersey, Guernsey or the Isle of Man."""
    return region(e164) in _ISLANDS


def is_drama(e164: str) -> bool:
    """Whether Ofcom keeps this number, in E.164, for drama: 07700 900000 to 900999."""
    national = e164.removeprefix(f"+{_UK}")
    return e164 != national and _DIGITS.fullmatch(national) is not None and int(national) in _DRAMA


def _international(digits: str) -> str:
    if digits.startswith("00"):
        return "+" + digits[2:]
    if digits.startswith(("44", "044")):  # no UK number begins 044: it is the country's code after a nought too many
        return "+" + digits.removeprefix("0")
    return f"+{_UK}{digits[1:]}" if digits.startswith("0") else ""


def _parsed(international: str) -> PhoneNumber | None:
    try:
        return parse(international, None)
    except NumberParseException:
        return None


def _e164(number: PhoneNumber) -> str:
    return format_number(number, PhoneNumberFormat.E164)


def _known(number: PhoneNumber) -> Number | NoNumber:
    if not is_possible_number(number):
        return NoNumber.NOT_A_NUMBER
    kind = _kind(number)
    return Number(_e164(number), kind, region_code_for_number(number) or "") if kind else NoNumber.NOT_A_NUMBER


def _kind(number: PhoneNumber) -> Kind | None:
    """None for a mobile that nobody has been given."""
    national = str(number.national_number)
    if number.country_code != _UK:
        return Kind.FOREIGN
    if national.startswith("70"):
        return Kind.PERSONAL
    if national.startswith("76") and not national.startswith("7624"):  # 07624 is the Isle of Man's
        return Kind.PAGER
    if number.national_number in _DRAMA or number_type(number) == PhoneNumberType.MOBILE:
        return Kind.MOBILE
    match national[0]:
        case "1" | "2":
            return Kind.LANDLINE
        case "7":
            return None
    return Kind.FREEPHONE if number_type(number) == PhoneNumberType.TOLL_FREE else Kind.SERVICE


def _short(digits: str) -> Number | NoNumber:
    if digits.startswith("0") or len(digits) > _LONGEST_SHORT_CODE:
        return NoNumber.NOT_A_NUMBER
    number = PhoneNumber(country_code=_UK, national_number=int(digits))
    return Number(digits, Kind.SHORT_CODE, "GB") if is_valid_short_number_for_region(number, "GB") else NoNumber.NOT_A_NUMBER
