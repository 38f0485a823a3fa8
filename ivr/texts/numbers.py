"""Telephone numbers: what a caller ID or typed keys say, and whether we may text it.

Knows the numbering plan through the phonenumbers library, and nothing of who rang.
"""

from dataclasses import dataclass
from enum import Enum


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
