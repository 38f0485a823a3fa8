"""Bringing a database up to the tables this version needs, and asking whether it is there.

Knows Alembic, which is run from here and never from a command line; the steps are in `ivr/store/migrations/versions`.
"""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text

from ivr.store.database import Database
from ivr.store.faults import StoreError

_LOCK = 443_000_413_000  # any number, so long as all take the same
_PATIENCE_S = 30  # for other processes that do the same, and for large tables
_SCRIPTS = Path(__file__).parent / "migrations"
_WRITE_NOTHING = text("DELETE FROM alembic_version WHERE version_num IS NULL")  # fails where nothing can be written; there is no such row
_REVISION = text("SELECT version_num FROM alembic_version")


def migrate(database: Database) -> None:
    """Take every step that is missing, all or none. Raises `StoreError`."""
    database.make_room()
    with database.writing("bringing the tables up to date") as connection:
        database.take_time(connection, _PATIENCE_S)
        if not database.sqlite:  # on SQLite the transaction itself lets in one at a time
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            message = "The database is newer than this version of the helpline, or not the helpline's at all."
            raise StoreError(message) from None


def check(database: Database) -> None:
    """Raise `StoreError` unless the database can be written and has the tables of this version."""
    with database.writing("looking whether it is ready") as connection:
        found = _revision(connection)
    if found != _head():
        message = "The database does not have the tables of this version. `ivr serve` and `ivr work` make them when they start."
        raise StoreError(message)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    connection.execute(_WRITE_NOTHING)
    found: str | None = connection.execute(_REVISION).scalar_one_or_none()
    return found


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    # The folder goes in as it is: a percent sign in a path is not for interpolation.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
