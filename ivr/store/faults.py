"""What the database does wrong, said without what it was told.

Knows which errors a database raises. Their words may quote a row, and a row may hold a number: only their kind and code go on, and
the error itself is not kept as the cause.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ivr.errors import HelplineError

_MEND = {"SQLITE_CANTOPEN": " Put its file back, or have a new one made: `ivr serve` makes it when it starts, and on SIGHUP."}


class StoreError(HelplineError):
    """The database did not do what it was asked: nothing of what was asked is kept."""


@contextmanager
def told(doing: str) -> Iterator[None]:
    """Let every error of the database out of this block as a `StoreError` that names what was being done."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        message = f"The database failed at {doing}: {_kind(error)}.{_mend(error)}"
        raise StoreError(message) from None


def _kind(error: BaseException) -> str:
    cause, code = _cause(error), _code(error)
    return f"{type(cause).__name__} {code}" if code else type(cause).__name__


def _mend(error: BaseException) -> str:
    return _MEND.get(_code(error), "")


def _code(error: BaseException) -> str:
    cause = _cause(error)
    return getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""


def _cause(error: BaseException) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig else error
