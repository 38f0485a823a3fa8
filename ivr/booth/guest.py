"""A member of staff to be, for whoever tries the helpline on their own machine: an account that is made anew each time it is put up.

Its secrets are worth nothing elsewhere, and are told to whoever put it up.
"""

import secrets
from dataclasses import dataclass, field
from typing import Final

from ivr.porter import enrol
from ivr.staff.people import Role
from ivr.store import Store

NAME: Final = "Guest"
_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class Guest:
    """Who may sign in on the page, and ring the recording line."""

    name: str
    password: str = field(repr=False)
    staff_number: str
    pin: str = field(repr=False)


def invited(store: Store, name: str) -> Guest:
    """A guest of this name, who may do all that staff may. Where they were here before, their secrets are others now.

    Raises `OperatorError` for what is no name.
    """
    password = secrets.token_urlsafe(_BYTES)
    account = store.staff.named(name)
    if account:
        enrol.change_password(store, account, password)
    else:
        enrol.add(store, name, set(Role), password)
    account = enrol.named(store, name)
    return Guest(account.staff.name, password, account.staff.staff_number, enrol.new_pin(store, account))
