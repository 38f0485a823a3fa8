"""A take: what somebody read, until they keep it or it is forgotten.

Knows the states it can be in and how long it waits; nothing of sound. Whoever knows its id may hear it, and the id cannot be guessed: a
telephone fetches what it plays without signing in.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from ivr.clips.taking import Why

WAITED_FOR: Final = timedelta(minutes=2)  # Twilio has a recording whole within seconds (contract 3.25)
KEPT_FOR: Final = timedelta(days=1)  # what nobody kept by then is forgotten


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
