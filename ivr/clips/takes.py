"""A take: what somebody read, until they keep it or it is forgotten.

Knows the states it can be in, why it may be refused, and how long it waits; nothing of sound. Whoever knows its id may hear it, and the
id cannot be guessed: a telephone fetches what it plays without signing in.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from ivr.errors import HelplineError

WAITED_FOR: Final = timedelta(minutes=2)  # Twilio has a recording whole within seconds (contract 3.25)
KEPT_FOR: Final = timedelta(days=1)  # what nobody kept by then is forgotten


class Why(Enum):
    """Why a take is refused; the value is its word in the store and in the names of the studio's lines."""

    NO_SOUND = "no_sound"  # a file that is none
    SILENT = "silent"
    CLIPPED = "clipped"
    FAINT = "faint"
    NOISY = "noisy"
    CUT_OFF = "cut_off"
    SHORT = "short"
    LONG = "long"
    UNFIT = "unfit"  # the telephone would not bear it


_SAYS: Final = {
    Why.NO_SOUND: "This is no sound that can be read. Save it as WAV, FLAC, MP3 or Ogg.",
    Why.SILENT: "Nothing is heard in it. Check the microphone, and read it again.",
    Why.CLIPPED: "It is too loud for the microphone, and crackles. Sit further back, or turn it down, and read it again.",
    Why.FAINT: "It is too faint. Come nearer to the microphone, and read it again.",
    Why.NOISY: "The room is too loud beside your voice. Find a quieter one, come nearer to the microphone, and read it again.",
    Why.CUT_OFF: "It begins or ends in the middle of a sound. Leave a second before and after the words.",
    Why.SHORT: "It is too short for all of its words. Read every word, and more slowly.",
    Why.LONG: "It is too long for these words. Read them alone, at the pace of a calm talk.",
    Why.UNFIT: "A telephone would not carry it well.",
}


class TakeError(HelplineError):
    """A take that cannot be kept. `says` tells the reader what to do."""

    def __init__(self, why: Why, detail: str = "") -> None:
        self.why = why
        self.says = f"{_SAYS[why]} {detail}".strip()
        super().__init__(self.says)


class TakeState(Enum):
    """The value is its word in the database."""

    AWAITED = "awaited"  # read on the telephone, and still at Twilio
    READY = "ready"  # mastered, to be heard and kept
    REFUSED = "refused"  # to be read again
    LOST = "lost"  # the recording never came
    KEPT = "kept"  # callers hear it


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One take of one recording. `prompt` is the recording's id, `words_sha256` says of which words it is a take.

    `why` is there if it was refused, `remarks` if it could be better. `recording` is Twilio's id where it was read on the telephone. `wav`
    is what callers would hear: empty before it is ready, and after it was kept.
    """

    id: str
    prompt: str
    words_sha256: str
    staff: str
    state: TakeState
    at: datetime
    why: Why | None = None
    remarks: str = ""
    recording: str = ""
    wav: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a take was read: its length in seconds, and its pace in words a minute; None where it is too short for the pace to say much."""

    seconds: float
    wpm: int | None
