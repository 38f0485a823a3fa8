"""One insert that is its own transaction, with as little around it as can be: the one thing that every turn of every call waits for.

Knows how SQLAlchemy compiles a statement. On SQLite it is compiled once and handed to the driver, for what goes on around a statement
costs three times the statement itself there; on PostgreSQL the way to the server costs most, and the common way is taken.
"""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Insert

from ivr.store.database import Database
from ivr.store.faults import told
from ivr.store.sqlite import lost

Put = Callable[[Mapping[str, Any]], bool]


def putting(database: Database, doing: str, insert: Insert) -> Put:
    """How to put a row in by this insert: True where it was new. A `StoreError` names what was being done."""
    return _by_the_driver(database, doing, insert) if database.sqlite else _by_core(database, doing, insert)


def _by_core(database: Database, doing: str, insert: Insert) -> Put:
    def put(row: Mapping[str, Any]) -> bool:
        with database.alone(doing) as connection:
            return connection.execute(insert, row).rowcount == 1

    return put


def _by_the_driver(database: Database, doing: str, insert: Insert) -> Put:
    dialect = database.engine.dialect
    sql = str(insert.compile(dialect=dialect))
    columns = [(column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in insert.table.columns]

    def put(row: Mapping[str, Any]) -> bool:
        with told(doing):
            values = [bind(row[name]) if bind else row[name] for name, bind in columns]
            pooled = database.engine.raw_connection()
            try:
                return bool(pooled.driver_connection.execute(sql, values).rowcount == 1)  # type: ignore[union-attr] # it is open
            except sqlite3.Error as error:
                if lost(error):
                    pooled.invalidate()
                raise
            finally:
                pooled.close()

    return put
