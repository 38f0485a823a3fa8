"""Who works here, who has signed in, and tries that were not shown to be right."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select

from ivr.staff.people import Account, Role, Staff
from ivr.staff.sessions import Session
from ivr.staff.tries import Door
from ivr.store import Store
from ivr.store.tables import SESSIONS, STAFF, TRIES
from tests.store.turns import NOW, later

ANN = Account(staff=Staff(id="a", name="Ann Other", staff_number="123", roles=frozenset({Role.RECORD})), password="hash", pin=None)
BOB = Account(staff=Staff(id="b", name="Bob Bee", staff_number="456", roles=frozenset(Role)), password="hash", pin="pin")


def session(digest: str = "d", account: Account = ANN, at: datetime = NOW) -> Session:
    return Session(digest=digest, staff=account.staff, began_at=at, seen_at=at)


def test_an_account_is_found_by_its_name_however_typed_by_its_number_and_by_its_id(store: Store) -> None:
    assert store.staff.add(BOB)
    assert store.staff.add(ANN)
    assert store.staff.named(" ann OTHER") == ANN
    assert store.staff.numbered("456") == BOB
    assert store.staff.known("a") == ANN
    assert store.staff.named("Nobody") is None
    assert store.staff.known("nobody's") is None
    assert store.staff.numbered("789") is None
    assert store.staff.all() == [ANN, BOB]


def test_no_two_accounts_have_one_name_or_one_number(store: Store) -> None:
    store.staff.add(ANN)
    assert not store.staff.add(replace(BOB, staff=replace(BOB.staff, name="ANN OTHER")))
    assert not store.staff.add(replace(BOB, staff=replace(BOB.staff, staff_number="123")))
    assert store.staff.all() == [ANN]


def test_a_session_is_found_with_whoever_it_is_of_until_it_is_ended(store: Store) -> None:
    store.staff.add(ANN)
    assert store.sessions.begin(session(), "hash")
    assert store.sessions.find("d") == session()
    store.sessions.seen("d", later(600))
    assert store.sessions.find("d") == replace(session(), seen_at=later(600))
    store.sessions.end("d")
    assert store.sessions.find("d") is None


def test_a_new_password_ends_every_session_of_one_and_nobody_else_s(store: Store) -> None:
    for account in (ANN, BOB):
        store.staff.add(account)
        store.sessions.begin(session(account.staff.id, account), "hash")
    store.staff.set_password("a", "other hash")
    assert store.sessions.find("a") is None
    assert store.sessions.find("b") is not None
    assert store.staff.named("Ann Other") == replace(ANN, password="other hash")


def test_no_session_begins_with_a_password_that_was_changed_meanwhile_or_by_somebody_who_was_removed(store: Store) -> None:
    assert not store.sessions.begin(session(), "hash")
    store.staff.add(ANN)
    store.staff.set_password("a", "other hash")
    assert not store.sessions.begin(session(), "hash")
    assert store.sessions.find("d") is None


def test_whoever_is_removed_is_signed_out_and_unknown(store: Store) -> None:
    store.staff.add(ANN)
    store.sessions.begin(session(), "hash")
    store.staff.remove("a")
    assert store.sessions.find("d") is None
    assert store.staff.all() == []


def test_a_pin_is_changed_without_signing_anybody_out(store: Store) -> None:
    store.staff.add(ANN)
    store.sessions.begin(session(), "hash")
    store.staff.set_pin("a", "new pin")
    assert store.staff.numbered("123") == replace(ANN, pin="new pin")
    assert store.sessions.find("d") is not None


def test_sessions_that_are_over_are_forgotten_when_another_begins(store: Store) -> None:
    store.staff.add(ANN)
    store.sessions.begin(session("old"), "hash")
    store.sessions.begin(session("new", at=later(1800)), "hash")
    with store.database.reading("counting") as connection:
        assert connection.execute(select(SESSIONS.c.digest)).scalars().all() == ["new"]


def test_a_role_of_another_version_allows_nothing(store: Store) -> None:
    store.staff.add(ANN)
    with store.database.alone("giving a role") as connection:
        connection.execute(STAFF.update().values(roles="juggle record"))
    assert store.staff.all() == [ANN]


def test_tries_are_counted_by_whom_they_are_for_until_one_is_right(store: Store) -> None:
    assert [store.tries.begin(Door.PAGE, "Ann Other", later(n)) for n in range(6)] == [*[None] * 5, later(4 + 900)]
    assert store.tries.begin(Door.PAGE, "Bob Bee", later(6)) is None
    assert store.tries.begin(Door.TELEPHONE, "Ann Other", later(6)) is None
    store.tries.right(Door.PAGE, "ann other")
    assert store.tries.begin(Door.PAGE, "Ann Other", later(7)) is None


def test_a_try_that_is_not_looked_at_does_not_make_the_wait_longer(store: Store) -> None:
    for n in range(5):
        store.tries.begin(Door.PAGE, "Ann Other", later(n))
    assert store.tries.begin(Door.PAGE, "Ann Other", later(900)) == later(904)
    assert store.tries.begin(Door.PAGE, "Ann Other", later(904)) is None


def test_of_many_tries_at_once_five_are_looked_at(store: Store) -> None:
    store.ready()
    with ThreadPoolExecutor(12) as crowd:
        found = list(crowd.map(lambda _: store.tries.begin(Door.PAGE, "Ann Other", NOW), range(24)))
    assert found.count(None) == 5


def test_tries_that_count_no_more_are_forgotten_and_no_name_was_kept_of_them(store: Store) -> None:
    store.tries.begin(Door.PAGE, "Ann Other", NOW)
    store.tries.begin(Door.TELEPHONE, "123", NOW)
    store.tries.begin(Door.PAGE, "Bob Bee", NOW + timedelta(hours=1))
    with store.database.reading("counting") as connection:
        assert connection.scalar(select(func.count()).select_from(TRIES)) == 2
        assert "nn" not in str(connection.execute(select(TRIES.c.who)).all())
