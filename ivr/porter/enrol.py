"""Making and changing accounts, for whoever runs the server.

Knows what is made by us (the staff number, the PIN) and what is asked of people (the password). A new secret forgets the wrong tries at
the old one.
"""

import secrets
from collections.abc import Collection
from typing import Final
from uuid import uuid4

from ivr.errors import OperatorError
from ivr.porter import hashes
from ivr.staff import passwords, people, pins
from ivr.staff.people import Account, Role, Staff
from ivr.staff.tries import Door
from ivr.store import Store

_FIRST, _LAST = 100, 999
_DRAWS: Final = 50


def add(store: Store, name: str, roles: Collection[Role], password: str) -> Staff:
    """Make an account. `OperatorError` for a name that is somebody's already, or a password that will not do."""
    name = people.written(name)
    _free(store, name)
    kept = hashes.made(_good(password, name))
    for _ in range(_DRAWS):
        staff = Staff(id=uuid4().hex, name=name, staff_number=_between(_FIRST, _LAST), roles=frozenset(roles))
        if store.staff.add(Account(staff=staff, password=kept)):
            return staff
        _free(store, name)  # it was the name after all, a moment ago
    raise OperatorError("There is no staff number left. Remove accounts that nobody uses: ivr staff list.")


def change_password(store: Store, account: Account, password: str) -> None:
    """Give somebody a new password. Wherever they are signed in, they are not any more."""
    store.staff.set_password(account.staff.id, hashes.made(_good(password, account.staff.name)))
    store.tries.right(Door.PAGE, account.staff.name)


def new_pin(store: Store, account: Account) -> str:
    """Give somebody a new PIN, which is told here and never again."""
    pin = next(pin for pin in iter(_drawn, None) if not pins.trivial(pin))
    store.staff.set_pin(account.staff.id, hashes.made(pin))
    store.tries.right(Door.TELEPHONE, account.staff.staff_number)
    return pin


def named(store: Store, name: str) -> Account:
    """The account of this name; `OperatorError` if there is none."""
    account = store.staff.named(name)
    if account is None:
        raise OperatorError("There is no such account. Who has one: ivr staff list.")
    return account


def _free(store: Store, name: str) -> None:
    if store.staff.named(name):
        raise OperatorError("There is an account of that name already. Give this one another name, or change it: ivr staff password.")


def _good(password: str, name: str) -> str:
    if problem := passwords.problem(password, name):
        raise OperatorError(problem)
    return passwords.normal(password)


def _drawn() -> str:
    return f"{secrets.randbelow(10**pins.LENGTH):0{pins.LENGTH}}"


def _between(first: int, last: int) -> str:
    return str(first + secrets.randbelow(last - first + 1))
