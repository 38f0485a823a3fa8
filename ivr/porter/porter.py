"""Letting staff in: by name and password on the page, by staff number and PIN on the telephone, by a token afterwards.

Knows the order of things: first whether the door is shut, then the secret. Who is refused never learns which of the two was wrong, or
whether there is such an account. Nothing is logged: who works here, and when, is nobody's business.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ivr.porter import hashes
from ivr.staff import passwords
from ivr.staff.people import Account, Staff
from ivr.staff.sessions import Session, digest
from ivr.staff.tries import Door
from ivr.store import Store

_TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody was let in. `token` is theirs to show from now on, and kept nowhere."""

    staff: Staff
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody was let in. `until` is when one may try again, after too many wrong tries; None: at once."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Porter:
    """Lets staff of this store in. Raises `StoreError` where it fails, and `BusyError` where too many come at once: nobody is let in."""

    store: Store

    def sign_in(self, name: str, password: str, now: datetime) -> SignedIn | Refused:
        """By name and password, on the page: begin a session."""
        if until := self.store.tries.begin(Door.PAGE, name, now):
            return Refused(until)
        account, typed = self.store.staff.named(name), passwords.normal(password[: passwords.LONGEST + 1])
        if not hashes.right(account.password if account else None, typed) or account is None:
            return Refused()
        self.store.tries.right(Door.PAGE, name)
        return self._begin(account, now)

    def check_pin(self, staff_number: str, pin: str, now: datetime) -> Staff | Refused:
        """By staff number and PIN, on the telephone. No session is begun: the call is one."""
        if until := self.store.tries.begin(Door.TELEPHONE, staff_number, now):
            return Refused(until)
        account = self.store.staff.numbered(staff_number)
        if not hashes.right(account.pin if account else None, pin) or account is None:
            return Refused()
        self.store.tries.right(Door.TELEPHONE, staff_number)
        return account.staff

    def who(self, token: str, now: datetime) -> Staff | None:
        """Whose token this is, and that they are there. None: nobody's, or of a session that has ended."""
        session = self.store.sessions.find(digest(token))
        if session is None:
            return None
        if session.over(now):
            self.store.sessions.end(session.digest)
            return None
        if session.to_be_seen(now):
            self.store.sessions.seen(session.digest, now)
        return session.staff

    def sign_out(self, token: str) -> None:
        """End the session of this token, if there is one."""
        self.store.sessions.end(digest(token))

    def _begin(self, account: Account, now: datetime) -> SignedIn | Refused:
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        session = Session(digest=digest(token), staff=account.staff, began_at=now, seen_at=now)
        return SignedIn(account.staff, token) if self.store.sessions.begin(session, account.password) else Refused()
