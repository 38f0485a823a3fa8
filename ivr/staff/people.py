"""Members of staff: what they are called and what they may do.

Knows nothing of passwords. Names are personal data, and so in no `repr`.
"""

import unicodedata
from dataclasses import dataclass, field
from enum import Enum

from ivr.errors import OperatorError

LONGEST_NAME = 60


class Role(Enum):
    """What a member of staff may do; the value is its word in the database and on the command line."""

    RECORD = "record"
    ANSWER = "answer"

    @property
    def says(self) -> str:
        """What it allows, to end the sentence "You may ..."."""
        ring = "ring back whoever left a message, or was sent a text that did not arrive"
        return {Role.RECORD: "record what callers hear", Role.ANSWER: ring}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A member of staff. `staff_number` is who they are on the telephone: three digits."""

    id: str
    name: str = field(repr=False)
    staff_number: str
    roles: frozenset[Role]

    def may(self, role: Role) -> bool:
        """Whether they may do this."""
        return role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A member of staff, with what is kept of their secrets: hashes. `pin` is None until they are given one."""

    staff: Staff
    password: str = field(repr=False)
    pin: str | None = field(repr=False, default=None)


def written(name: str) -> str:
    """A name as it is kept and shown. Raises `OperatorError` for what is no name."""
    found = " ".join(unicodedata.normalize("NFC", name).split())
    if not found or len(found) > LONGEST_NAME or not found.isprintable():
        raise OperatorError(f"A name is 1 to {LONGEST_NAME} letters, such as: ivr staff add 'Ann Other'.")
    return found


def key(name: str) -> str:
    """What two ways to type one name have in common: case, spaces and accents' make do not count. Any text has one."""
    words = unicodedata.normalize("NFKC", name).casefold().split()
    return " ".join("".join(letter for letter in word if letter.isprintable()) for word in words)
