"""A session: that somebody has signed in, and for how long it counts.

Only a hash of its token is kept, so that whoever reads the database can be nobody else. The token is random and long: a plain hash does.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from ivr.staff.people import Staff

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=8)
SEEN_AGAIN: Final = timedelta(minutes=1)  # what it may be behind, so that not every request is a write


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who has signed in, when, and when they were last seen. `digest` is all that is kept of its token."""

    digest: str
    staff: Staff
    began_at: datetime
    seen_at: datetime

    def over(self, now: datetime) -> bool:
        """Whether it has ended by itself: half an hour without a sign of life, eight hours at the latest."""
        return now >= self.seen_at + IDLE or now >= self.began_at + LONGEST

    def to_be_seen(self, now: datetime) -> bool:
        """Whether it is time to note that it is in use."""
        return now >= self.seen_at + SEEN_AGAIN


def digest(token: str) -> str:
    """What is kept of a token: its SHA-256, in hex."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
