"""Whether we may text a number, and why not.

Knows the rules of texts, and what is a number at all from `ivr.texts.plan`. Only mobiles of the UK's plan are texted: a carrier may read a
text out loud to whoever answers a landline (contract 4.6). Those of Jersey, Guernsey and the Isle of Man share the plan (+44 7), a parent
in Kent may well carry one and cannot tell it from any other; whether they are texted too is for the service to say.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from ivr.texts import plan
from ivr.texts.plan import Kind, NoNumber, Number


class Refusal(Enum):
    """Why a number is not one we text. The line `text.refused.` and the value tells a caller; `text.withheld` the first."""

    WITHHELD = "withheld"
    LANDLINE = "landline"
    PERSONAL = "personal"
    PAGER = "pager"
    FOREIGN = "foreign"
    ISLANDS = "islands"
    OTHER = "other"
    NOT_A_NUMBER = "not_a_number"


_BY_KIND: Final = {
    Kind.LANDLINE: Refusal.LANDLINE,
    Kind.PERSONAL: Refusal.PERSONAL,
    Kind.PAGER: Refusal.PAGER,
    Kind.FREEPHONE: Refusal.OTHER,
    Kind.SHORT_CODE: Refusal.OTHER,
    Kind.SERVICE: Refusal.OTHER,
    Kind.FOREIGN: Refusal.FOREIGN,
}


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

    @property
    def is_of_islands(self) -> bool:
        """Whether it belongs to Jersey, Guernsey or the Isle of Man."""
        return plan.is_of_islands(self.e164)

    def __repr__(self) -> str:
        return f"Mobile(...{self.ends})"

    __str__ = __repr__


def may_text(number: Number | NoNumber, *, islands: bool = True) -> Mobile | Refusal:
    """The mobile, where this number is one that we text; else the reason. `islands`: those of Jersey, Guernsey and the Isle of Man too."""
    match number:
        case NoNumber():
            return Refusal(number.value)
        case Number(e164, Kind.MOBILE):
            return allowed(Mobile(e164), islands=islands)
    return _BY_KIND[number.kind]


def allowed(caller: Mobile | Refusal, *, islands: bool) -> Mobile | Refusal:
    """The same, but for a mobile of Jersey, Guernsey or the Isle of Man where those are not texted."""
    return Refusal.ISLANDS if isinstance(caller, Mobile) and not islands and caller.is_of_islands else caller


def from_caller_id(text: str) -> Mobile | Refusal:
    """What Twilio's `From` says, by the plan alone: what the service allows is asked once its menus are at hand (`allowed`)."""
    return may_text(plan.from_network(text))


def from_keys(keys: str, *, islands: bool = True) -> Mobile | Refusal:
    """What a caller typed, with stray stars or hashes at the ends. Never WITHHELD."""
    return may_text(plan.from_person(keys), islands=islands)
