"""What is to be looked up or done for whoever rings the recording line, and what may come of it: two closed sets.

Knows nothing of how it is done. What was typed is in no `repr`.
"""

from dataclasses import dataclass, field
from enum import Enum

from ivr.clips.takes import Why
from ivr.menu.script import Piece


@dataclass(frozen=True, slots=True)
class Admit:
    """See whether these belong together."""

    staff_number: str = field(repr=False)
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Look:
    """Find the recording of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Find the recording of this name."""

    prompt: str


@dataclass(frozen=True, slots=True)
class Expect:
    """Have what was read fetched and mastered, if the words are still those that were heard."""

    prompt: str
    words: str
    recording: str


@dataclass(frozen=True, slots=True)
class LookFor:
    """See what has become of a take."""

    take: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Let callers hear it."""

    take: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Put back what callers heard before, unless they hear something else than this sound meanwhile."""

    prompt: str
    sound: str


Errand = Admit | Look | LookAgain | Expect | LookFor | Keep | TakeBack


class Out(Enum):
    """Why somebody is not let in."""

    WRONG = "wrong"
    LOCKED = "locked"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True, slots=True)
class LetIn:
    """They belong together: the account of this id, which may record."""

    staff: str


@dataclass(frozen=True, slots=True)
class KeptOut:
    """They are not let in, or not any more."""

    why: Out


@dataclass(frozen=True, slots=True)
class Found:
    """The recording that was meant; `words` begins the hash of its words."""

    piece: Piece
    words: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """There is none."""


@dataclass(frozen=True, slots=True)
class Expected:
    """It will be fetched, and is the take of this id."""

    take: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """It has not come."""


@dataclass(frozen=True, slots=True)
class Ready:
    """It can be heard."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """It has to be read again."""

    why: Why


@dataclass(frozen=True, slots=True)
class Lost:
    """It never came, or is not here any more."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The words are others now: these."""

    piece: Piece
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Callers hear it; `sound` begins its hash."""

    sound: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """They hear what was there before."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """It could not be done: something of ours does not work."""


News = LetIn | KeptOut | Found | NotFound | Expected | NotYet | Ready | Spoilt | Lost | Changed | Kept | TakenBack | Trouble
