"""The register of staff: who may sign in.

Knows rows. What a hash is made of, and what ends by itself, is decided elsewhere; but nobody is taken off, and no password is changed,
without ending the sessions that were begun with it, in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, select, update

from ivr.staff import people
from ivr.staff.people import Account, Role, Staff
from ivr.store.database import Database
from ivr.store.dialects import INSERTS
from ivr.store.tables import SESSIONS, STAFF

_ADD: Final = {
    dialect: insert(STAFF).on_conflict_do_nothing().execution_options(preserve_rowcount=True) for dialect, insert in INSERTS.items()
}


@dataclass(frozen=True, slots=True)
class Register:
    """The register in this database. Names are told apart as `ivr.staff.people.key` does."""

    database: Database

    def add(self, account: Account) -> bool:
        """Enter an account. False: its name or its staff number is somebody's already, and nothing was done."""
        staff = account.staff
        row: dict[str, str | None] = {
            "id": staff.id,
            "known_as": people.key(staff.name),
            "name": staff.name,
            "staff_number": staff.staff_number,
        }
        row |= {"roles": " ".join(sorted(role.value for role in staff.roles)), "password": account.password, "pin": account.pin}
        with self.database.writing("entering an account") as connection:
            return bool(connection.execute(_ADD[connection.dialect.name], row).rowcount == 1)

    def known(self, id: str) -> Account | None:
        """The account of this id."""
        return self._one(STAFF.c.id == id)

    def named(self, name: str) -> Account | None:
        """Who has this name, however it is typed."""
        return self._one(STAFF.c.known_as == people.key(name))

    def numbered(self, staff_number: str) -> Account | None:
        """Who has this staff number."""
        return self._one(STAFF.c.staff_number == staff_number)

    def all(self) -> list[Account]:
        """Everybody, by name."""
        with self.database.reading("reading the register of staff") as connection:
            return [_account(row) for row in connection.execute(select(STAFF).order_by(STAFF.c.known_as)).mappings()]

    def remove(self, id: str) -> None:
        """Take an account off and end its sessions."""
        with self.database.writing("taking an account off") as connection:
            _end(connection, id)
            connection.execute(delete(STAFF).where(STAFF.c.id == id))

    def set_password(self, id: str, password: str) -> None:
        """Keep this hash of a new password, and end the sessions that were begun with the old one."""
        with self.database.writing("keeping a password") as connection:
            _end(connection, id)
            connection.execute(update(STAFF).where(STAFF.c.id == id).values(password=password))

    def set_pin(self, id: str, pin: str) -> None:
        """Keep this hash of a new PIN."""
        with self.database.alone("keeping a PIN") as connection:
            connection.execute(update(STAFF).where(STAFF.c.id == id).values(pin=pin))

    def _one(self, which: ColumnElement[bool]) -> Account | None:
        with self.database.reading("looking for an account") as connection:
            row = connection.execute(select(STAFF).where(which)).mappings().first()
        return _account(row) if row else None


def one(row: Mapping[Any, Any]) -> Staff:
    """Whom a row of the register is of. A role that this version does not know allows nothing."""
    roles = frozenset(role for role in Role if role.value in row["roles"].split())
    return Staff(id=row["id"], name=row["name"], staff_number=row["staff_number"], roles=roles)


def _account(row: Mapping[Any, Any]) -> Account:
    return Account(staff=one(row), password=row["password"], pin=row["pin"])


def _end(connection: Connection, id: str) -> None:
    connection.execute(select(STAFF.c.id).where(STAFF.c.id == id).with_for_update())  # whoever signs in meanwhile waits for this
    connection.execute(delete(SESSIONS).where(SESSIONS.c.staff == id))
