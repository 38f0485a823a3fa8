"""Secrets as hashes: argon2id, at the cost that OWASP names for a server that does other work too (19 MiB, two passes, one lane).

A process makes one hash at a time, and whoever would wait long for it is told so: callers are being answered beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ivr.errors import HelplineError

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_PATIENCE_S: Final = 2
_ONE: Final = Lock()


class BusyError(HelplineError):
    """Too many people sign in at once for all of them to be looked at in time."""


def made(secret: str) -> str:
    """The hash that is kept of a secret."""
    with _turn():
        return _HASHER.hash(secret)


def right(kept: str | None, secret: str) -> bool:
    """Whether this is the secret. Where none is kept it takes as long to say no, so that nobody learns who has an account."""
    against = kept or _nobodys()
    with _turn():
        try:
            return _HASHER.verify(against, secret) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    return made("nobody's")


@contextmanager
def _turn() -> Iterator[None]:
    if not _ONE.acquire(timeout=_PATIENCE_S):
        raise BusyError("Too many people are signing in. Wait a minute, then try again.")
    try:
        yield
    finally:
        _ONE.release()
