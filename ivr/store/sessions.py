"""Who has signed in.

Knows rows. When a session is over is decided in `ivr.staff.sessions`; here it is forgotten.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select, update

from ivr.staff.sessions import IDLE, LONGEST, Session
from ivr.store.database import Database
from ivr.store.staff import one
from ivr.store.tables import SESSIONS, STAFF

_FOUND: Final = select(SESSIONS.c.digest, SESSIONS.c.began_at, SESSIONS.c.seen_at, STAFF).join_from(SESSIONS, STAFF)
# Nobody is signed in by a password that was changed while it was being looked at, nor after being taken off.
_STILL: Final = select(STAFF.c.id).with_for_update(read=True)


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions in this database, by the digest of their token."""

    database: Database

    def begin(self, session: Session, password: str) -> bool:
        """Keep a session, and forget those that are over by now. False, and nothing is kept: this hash is their password's no more."""
        now, staff = session.seen_at, session.staff.id
        with self.database.writing("beginning a session") as connection:
            connection.execute(delete(SESSIONS).where((SESSIONS.c.seen_at <= now - IDLE) | (SESSIONS.c.began_at <= now - LONGEST)))
            if not connection.execute(_STILL.where(STAFF.c.id == staff, STAFF.c.password == password)).first():
                return False
            row = {"digest": session.digest, "staff": staff, "began_at": session.began_at, "seen_at": now}
            connection.execute(insert(SESSIONS), row)
            return True

    def find(self, digest: str) -> Session | None:
        """The session of this digest, with whoever it is of."""
        with self.database.reading("looking for a session") as connection:
            row = connection.execute(_FOUND.where(SESSIONS.c.digest == digest)).mappings().first()
        return Session(digest=digest, staff=one(row), began_at=row["began_at"], seen_at=row["seen_at"]) if row else None

    def seen(self, digest: str, at: datetime) -> None:
        """Note that a session is in use."""
        with self.database.alone("noting that a session is in use") as connection:
            connection.execute(update(SESSIONS).where(SESSIONS.c.digest == digest).values(seen_at=at))

    def end(self, digest: str) -> None:
        """End a session, if there is one."""
        with self.database.alone("ending a session") as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest))
