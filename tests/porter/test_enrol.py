import pytest

from ivr.errors import OperatorError
from ivr.porter import enrol
from ivr.staff.people import Account, Role, Staff
from ivr.staff.pins import trivial
from ivr.store import Store
from tests.porter.conftest import NAME, PASSWORD


def test_an_account_has_its_roles_and_a_staff_number_and_no_secret_in_the_clear(store: Store, ann: Staff) -> None:
    account = enrol.named(store, "ann other")
    assert account.staff == ann
    assert ann.roles == {Role.RECORD}
    assert len(ann.staff_number) == 3
    assert PASSWORD not in account.password
    assert account.pin is None
    assert account.password not in repr(account)


def test_a_name_is_given_once(store: Store, ann: Staff) -> None:
    with pytest.raises(OperatorError, match="already"):
        enrol.add(store, ann.name.upper(), {Role.ANSWER}, PASSWORD)
    assert len(store.staff.all()) == 1


@pytest.mark.usefixtures("ann")
def test_a_password_that_will_not_do_is_no_account_s(store: Store) -> None:
    with pytest.raises(OperatorError, match="too short"):
        enrol.add(store, "Bob Bee", {Role.ANSWER}, "short")
    with pytest.raises(OperatorError, match="easy to guess"):
        enrol.change_password(store, enrol.named(store, NAME), "Ann Other 2026")
    assert [account.staff.name for account in store.staff.all()] == [NAME]


def test_a_pin_is_six_digits_not_trivial_and_kept_as_a_hash(store: Store, ann: Staff) -> None:
    pin = enrol.new_pin(store, enrol.named(store, NAME))
    assert pin.isdecimal()
    assert len(pin) == 6
    assert not trivial(pin)
    kept = store.staff.numbered(ann.staff_number)
    assert kept is not None
    assert kept.pin is not None
    assert pin not in kept.pin.rpartition("$")[0]


def test_when_all_staff_numbers_are_taken_it_is_said_what_to_do(store: Store) -> None:
    for n in range(100, 1000):
        store.staff.add(Account(staff=Staff(id=str(n), name=f"Somebody {n}", staff_number=str(n), roles=frozenset()), password=""))
    with pytest.raises(OperatorError, match="no staff number left"):
        enrol.add(store, NAME, {Role.RECORD}, PASSWORD)


def test_an_account_that_is_not_there_is_not_changed(store: Store) -> None:
    with pytest.raises(OperatorError, match="no such account"):
        enrol.named(store, "Nobody")
