"""The way to a database: SQLite in one file, or PostgreSQL by its URL.

Knows the ways in, which of the two a URL means, and nothing of what is kept. Whoever finds the way taken waits two seconds, no longer,
for a caller is listening.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from ivr.errors import OperatorError
from ivr.store import sqlite
from ivr.store.faults import told

_PATIENCE_S = 2
_POOL = {"pool_size": 16, "max_overflow": 16, "pool_timeout": _PATIENCE_S}


@dataclass(frozen=True, slots=True)
class Database:
    """One database, three ways in. Every error inside comes out as a `StoreError` naming what was being done."""

    engine: Engine
    _reader: Engine
    _alone: Engine

    @contextmanager
    def writing(self, doing: str) -> Iterator[Connection]:
        """A transaction: all of it, or none."""
        with told(doing), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self, doing: str) -> Iterator[Connection]:
        """A transaction that only looks, and on SQLite holds up nobody."""
        with told(doing), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def alone(self, doing: str) -> Iterator[Connection]:
        """For one statement that is its own transaction: no words around it, and so no round trips."""
        with told(doing), self._alone.connect() as connection:
            yield connection

    @property
    def sqlite(self) -> bool:
        """Whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    def take_time(self, connection: Connection, seconds: int) -> None:
        """Let this transaction take longer than a caller would wait. On SQLite nothing but the lock is ever waited for."""
        if not self.sqlite:
            from ivr.store import postgres  # noqa: PLC0415 - as in `at`

            postgres.take_time(connection, seconds)

    def make_room(self) -> None:
        """Make the file that SQLite needs and its folder; and let readers read while one writes."""
        if not self.sqlite:
            return
        with told("making the file of the database"), sqlite.made(self.engine.url.database or ""), self._alone.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")


def at(url: str) -> Database:
    """The database at a SQLAlchemy URL, not yet opened. Raises `OperatorError`, which does not quote the URL: it may hold a password."""
    parsed = _parsed(url)
    try:
        if parsed.get_backend_name() == "sqlite":
            return Database(*sqlite.engines(parsed, _PATIENCE_S, **_POOL))
        from ivr.store import postgres  # noqa: PLC0415 - its driver is installed only where it is used

        return Database(*postgres.engines(parsed, _PATIENCE_S, **_POOL))
    except (ArgumentError, NoSuchModuleError, ImportError, TypeError) as error:
        message = f"DATABASE_URL names a database that cannot be opened ({type(error).__name__}). Install its driver, or mend the URL."
        raise OperatorError(message) from None


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        message = "DATABASE_URL is not a database's URL. Write sqlite:///data/helpline.db, or postgresql+psycopg://user@host/name."
        raise OperatorError(message) from None
    if parsed.drivername in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and _fleeting(parsed):
        message = "DATABASE_URL names a SQLite database without a file: texts would be forgotten. Write sqlite:///data/helpline.db."
        raise OperatorError(message)
    if parsed.get_backend_name() != "sqlite" and parsed.drivername != "postgresql+psycopg":
        message = "DATABASE_URL names a kind of database, or a driver, that is not known here. Use SQLite, or PostgreSQL by psycopg."
        raise OperatorError(message)
    return parsed


def _fleeting(url: URL) -> bool:
    return url.database in {None, "", "file:"} or ":memory:" in str(url.database) or url.query.get("mode") == "memory"
