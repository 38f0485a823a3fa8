"""Tries to sign in that were not shown to be right.

Knows rows. A try is judged and written down in one step that only one process takes at a time: of many guesses made at once, no more are
looked at than of as many made one by one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, text

from ivr.staff.tries import Door, locked, who
from ivr.store.database import Database
from ivr.store.tables import TRIES

_BY_TURNS: Final = text("LOCK TABLE tries IN SHARE ROW EXCLUSIVE MODE")


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries in this database; `typed` is the name or the staff number that one is for."""

    database: Database

    def begin(self, door: Door, typed: str, at: datetime) -> datetime | None:
        """Write a try down as wrong. If the door is shut to it, until when: then nothing is written, nor may the secret be looked at."""
        with self.database.writing("noting a try to sign in") as connection:
            if not self.database.sqlite:  # on SQLite the transaction itself lets in one at a time
                connection.execute(_BY_TURNS)
            of_one, of_all = _known(connection, door, who(typed))
            until = locked(door, of_one, of_all, at)
            if until is None:
                connection.execute(delete(TRIES).where(TRIES.c.door == door.value, TRIES.c.at <= at - door.memory))
                connection.execute(insert(TRIES), {"id": uuid4().hex, "door": door.value, "who": who(typed), "at": at})
            return until

    def right(self, door: Door, typed: str) -> None:
        """Forget the tries of one whose last was right, or who has a new secret."""
        with self.database.alone("forgetting tries to sign in") as connection:
            connection.execute(delete(TRIES).where(TRIES.c.door == door.value, TRIES.c.who == who(typed)))


def _known(connection: Connection, door: Door, of: str) -> tuple[list[datetime], list[datetime]]:
    rows = connection.execute(select(TRIES.c.who, TRIES.c.at).where(TRIES.c.door == door.value).order_by(TRIES.c.at)).all()
    return [at for whose, at in rows if whose == of], [at for _, at in rows]
