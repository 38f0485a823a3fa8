"""What is said on the recording line and what follows: a closed set of outcomes. Knows nothing of TwiML."""

from dataclasses import dataclass
from enum import Enum

from ivr.menu.script import Piece
from ivr.studio.place import At


@dataclass(frozen=True, slots=True)
class Playback:
    """A take, to be heard."""

    take: str


Says = str | Piece | Playback


class Then(Enum):
    """What follows what is said."""

    KEY = "key"  # one is awaited
    DIGITS = "digits"  # any number of them, ended by hash
    RECORD = "record"
    WAIT = "wait"
    HANG_UP = "hang_up"


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer. `says` names lines of the helpline's own, or holds the words of a recording, or a take."""

    says: tuple[Says, ...]
    then: Then
    at: At
