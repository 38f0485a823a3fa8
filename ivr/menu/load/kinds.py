"""Kinds of value that only menus hold: words, ids, facts, telephone numbers, spans of hours.

Knows how each is written and how it is kept; nothing of the files they stand in.
"""

import re

import phonenumbers

from ivr.menu.service import Span
from ivr.reading import CLOCK, TEXT, Kind

_SPAN = re.compile(r"(\S+) +to +(\S+)")
_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{5,24}")
_SITE = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
_DRAMA = "+447700900"  # Ofcom keeps these for stories and tests: nobody can be rung on one


def _matching(pattern: str, what: str) -> Kind[str]:
    whole = re.compile(pattern)
    return Kind(what, lambda text: text if whole.fullmatch(text) else None, "")


def _words(text: str) -> str | None:
    return None if "{" in text or "}" in text else TEXT.understand(text)


def _lead(text: str) -> str | None:
    words = _words(text)
    return words if words and words[-1].isalnum() else None


def _for(text: str) -> str | None:
    words = _lead(text)
    return f"For {words}" if words and not words.lower().startswith("for ") else None


def _span(text: str) -> Span | None:
    found = _SPAN.fullmatch(text)
    opens, closes = (CLOCK.understand(found[1]), CLOCK.understand(found[2])) if found else (None, None)
    return Span(opens, closes) if opens is not None and closes is not None and opens < closes else None


def _spans(none: str) -> Kind[tuple[Span, ...]]:
    def understand(text: str) -> tuple[Span, ...] | None:
        if text == none:
            return ()
        return (span,) if (span := _span(text)) else None

    return Kind(f"{_HOURS}, or `{none}`", understand, ())


def _e164(text: str) -> str | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164 if phonenumbers.is_valid_number(number) or e164.startswith(_DRAMA) else None


_HOURS = "hours such as 9:00 to 17:00, the earlier time first"

WORDS = Kind("words, without { or }: only the lines of system.yaml are filled in", _words, "")
LEAD = Kind("words that end with a letter or a digit: the key is said after them", _lead, "")
FOR = Kind('what follows "For", ending with a letter or a digit: the key is said after it', _for, "")
ID = _matching(r"[a-z][a-z0-9_]{0,39}", "a name of at most 40 small letters, digits and _, a letter first")
FACT = _matching(r"F[0-9]{2,3}", "the number of a fact, such as F03")
HOST = _matching(_SITE, "the name of a site, such as www.kent.gov.uk")
ADDRESS = _matching(
    rf"https://{_SITE}(/[A-Za-z0-9._~%/?#&=+!$'()*@:-]*)?", "the whole address of a page, such as https://www.kent.gov.uk/send"
)
VOICE = _matching(r"[A-Za-z]+\.[A-Za-z0-9-]+", "a voice as Twilio names it, such as Polly.Amy-Neural")
QUEUE = _matching(r"[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}", "a name of at most 64 letters and digits")  # (contract 3.28)
NUMBER = Kind('a telephone number in quotes, such as "03000 41 3000"', _e164, "", secret=True)
SPAN = Kind(_HOURS, _span, None)
DAY_HOURS = _spans("closed")
LUNCH = _spans("none")
BANK_HOLIDAYS = Kind("`closed` or `open`", {"closed": True, "open": False}.get, True)  # noqa: FBT003 - the stand-in
