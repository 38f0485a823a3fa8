"""Which passwords are good enough: long, and not the first that anybody would try.

The National Cyber Security Centre's rules: length or three random words, a list of what is refused, nothing about capitals, digits or
signs, and no change without a reason (ncsc.gov.uk, "Password policy: updating your approach").
"""

import unicodedata

from ivr.staff import people

SHORTEST = 12  # characters, or else
WORDS = 3  # that each have
LETTERS = 3  # at least
LONGEST = 200
_OWN = 6  # characters that are left when all that anybody would guess is taken away
_DIFFERENT = 5

COMMONEST = (
    "1234567890",
    "0987654321",
    "123456",
    "1q2w3e4r5t",
    "1q2w3e4r",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwerty",
    "azerty",
    "abcdef",
    "abc123",
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "letmein",
    "welcome",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "liverpool",
    "arsenal",
    "chelsea",
    "charlie",
    "monkey",
    "dragon",
    "superman",
    "administrator",
    "admin",
    "changeme",
    "secret",
    "correcthorsebatterystaple",
    "threerandomwords",
    # This place's own.
    "helpline",
    "iaskent",
    "iask",
    "kentcountycouncil",
    "council",
    "studio",
)


def normal(password: str) -> str:
    """A password as it is hashed: one spelling, whichever keyboard typed it."""
    return unicodedata.normalize("NFKC", password)


def problem(password: str, name: str) -> str | None:
    """What is wrong with this password for somebody of this name, and what to do instead. None: it will do."""
    typed = normal(password)
    if len(typed) > LONGEST:
        return f"That is too long. Use at most {LONGEST} characters."
    if len(typed) < SHORTEST and not _of_words(typed):
        return f"That is too short. Use at least {SHORTEST} characters, or three random words."
    if len(set(typed)) < _DIFFERENT or _own(typed, name) < _OWN:
        return "That is easy to guess. Use three random words, and neither your name nor a common password."
    return None


def _of_words(typed: str) -> bool:
    words = {word for word in people.key(typed).split() if len(word) >= LETTERS}
    return len(words) >= WORDS


def _own(typed: str, name: str) -> int:
    """How much of it is not the first thing to guess."""
    left = people.key(typed).replace(" ", "")
    whole = people.key(name)
    for guess in (whole.replace(" ", ""), *(part for part in whole.split() if len(part) >= LETTERS), *COMMONEST):
        left = left.replace(guess, "")
    return len(left)
