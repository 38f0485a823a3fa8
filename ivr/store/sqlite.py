"""SQLite in one file, opened where it stands and never made by the way.

Knows files. A connection goes on writing into a file that was deleted or replaced, as if nothing had happened; so each time one is
taken, the file at the path must still be the file that it opened. If it is not, the connection is dropped, and the next opens what is
there now. Making the file is done on purpose only (`make`), or a lost database would come back empty and unnoticed.
"""

import contextlib
import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DisconnectionError

# What SQLite says of a connection that will never be right again: one opened while the disk was read-only stays so for good.
_LOST = ("SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FULL")
_BEGIN = "how_sqlite_begins"
_PRIVATE = 0o600


def engines(url: URL, patience_s: int, **pool: Any) -> tuple[Engine, Engine, Engine]:
    """How to write, to read and to run one statement alone. A URL with `mode=ro` can only read; any other mode is read and write."""
    path = Path(str(url.database).removeprefix("file:")).absolute()
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True, **pool)
    _open_what_is_there(engine, str(path), "ro" if url.query.get("mode") == "ro" else "rw", patience_s)

    # A write takes the one lock there is as it begins, so that it never fails half-way for want of it.
    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if begin := connection.get_execution_options().get(_BEGIN, "BEGIN IMMEDIATE"):
            connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error")
    def failed(context: ExceptionContext) -> None:
        context.is_disconnect = lost(context.original_exception)

    return engine, engine.execution_options(**{_BEGIN: "BEGIN"}), engine.execution_options(**{_BEGIN: ""})


def lost(error: BaseException) -> bool:
    """Whether the connection that raised this is to be dropped, so that the next try opens the file anew."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(_LOST)


@contextlib.contextmanager
def made(path: str) -> Iterator[None]:
    """Make the file and its folder unless they are there. Inside, no other process makes this file, or decides how it is kept.

    SQLite does not wait its turn to change how a file is kept: of two that do so at once, one fails at once.
    """
    folder = Path(path).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    turn = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        _make(path)
        yield
    finally:
        os.close(turn)


def _make(path: str) -> None:
    """For the owner's eyes only: numbers stand in it."""
    file = os.open(path, os.O_CREAT, _PRIVATE)
    try:
        if stat.S_IMODE(os.fstat(file).st_mode) & ~_PRIVATE:
            with contextlib.suppress(PermissionError):  # another's file is another's to close
                os.fchmod(file, _PRIVATE)
    finally:
        os.close(file)


def _open_what_is_there(engine: Engine, path: str, mode: str, patience_s: int) -> None:
    where = f"file:{quote(path)}?mode={mode}"

    # Any, below: the pool's own objects and a driver's connection have no type in common that says what is used of them.
    @event.listens_for(engine, "do_connect")
    def opened(_dialect: object, record: Any, _args: object, _settings: object) -> sqlite3.Connection:
        record.info["file"] = _file(path)  # before it is opened: should it be replaced in between, the connection is dropped
        # The driver must not begin transactions by itself (isolation_level), for it begins them too late.
        connection = sqlite3.connect(where, uri=True, timeout=patience_s, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    @event.listens_for(engine, "checkout")
    def taken(_connection: object, record: Any, _pooled: object) -> None:
        if record.info["file"] != _file(path):
            message = "The file of the database is another."
            raise DisconnectionError(message)


def _file(path: str) -> tuple[int, int] | None:
    """The file that is at this path now. Its number is not given to another while a connection has it open."""
    try:
        found = os.stat(path)  # noqa: PTH116 - every turn asks, and a Path takes twice as long
    except OSError:
        return None
    return found.st_dev, found.st_ino
