"""A porter with a register of one, on SQLite: what differs between databases is the store's own tests'."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.porter import Porter
from ivr.porter.enrol import add
from ivr.staff.people import Role, Staff
from ivr.store import Store, connect

NAME, PASSWORD = "Ann Other", "coffee bridge tulip"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = connect(f"sqlite:///{tmp_path / 'helpline.db'}")
    found.migrate()
    yield found
    found.close()


@pytest.fixture
def ann(store: Store) -> Staff:
    return add(store, NAME, {Role.RECORD}, PASSWORD)


@pytest.fixture
def porter(store: Store, ann: Staff) -> Porter:
    assert ann.name == NAME
    return Porter(store)
