"""Who is let in, by what, and for how long."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ivr.porter import Porter, Refused, SignedIn, enrol, hashes
from ivr.porter.hashes import BusyError
from ivr.staff.people import Staff
from ivr.staff.sessions import digest
from ivr.store import Store
from tests.porter.conftest import NAME, PASSWORD
from tests.small import NOW


def minutes(after: float) -> datetime:
    return NOW + timedelta(minutes=after)


def signed_in(porter: Porter, at: datetime = NOW) -> str:
    found = porter.sign_in(NAME, PASSWORD, at)
    assert isinstance(found, SignedIn)
    return found.token


def test_a_name_and_its_password_begin_a_session(porter: Porter, ann: Staff) -> None:
    found = porter.sign_in("ann other", PASSWORD, NOW)
    assert isinstance(found, SignedIn)
    assert found.staff == ann
    assert porter.who(found.token, minutes(1)) == ann
    assert found.token not in repr(found)


@pytest.mark.parametrize(
    ("name", "password"), [(NAME, "wrong"), ("Nobody", PASSWORD), (NAME, ""), ("", ""), (NAME, PASSWORD + " "), (NAME, "x" * 9999)]
)
def test_anything_else_is_refused_in_the_same_way(porter: Porter, name: str, password: str) -> None:
    assert porter.sign_in(name, password, NOW) == Refused()


@pytest.mark.parametrize("name", [NAME, "Nobody"])
def test_after_five_wrong_tries_even_the_right_password_waits_and_so_does_a_name_that_is_nobody_s(porter: Porter, name: str) -> None:
    for n in range(5):
        assert porter.sign_in(name, "wrong", minutes(n)) == Refused()
    assert porter.sign_in(name, PASSWORD, minutes(5)) == Refused(minutes(19))
    assert isinstance(porter.sign_in(name, PASSWORD, minutes(19)), SignedIn) is (name == NAME)


def test_a_right_try_makes_wrong_ones_before_it_count_no_more(porter: Porter) -> None:
    for n in range(12):
        assert isinstance(porter.sign_in(NAME, PASSWORD if n % 4 == 3 else "wrong", minutes(n)), SignedIn) is (n % 4 == 3)


def test_a_session_ends_half_an_hour_after_its_last_sign_of_life(porter: Porter, ann: Staff) -> None:
    token = signed_in(porter)
    assert porter.who(token, minutes(29)) == ann
    assert porter.who(token, minutes(58)) == ann
    assert porter.who(token, minutes(88)) is None
    assert porter.who(token, minutes(59)) is None  # and does not come back


def test_a_session_in_use_ends_after_eight_hours(porter: Porter, ann: Staff) -> None:
    token = signed_in(porter)
    assert all(porter.who(token, minutes(20 * n)) == ann for n in range(1, 24))
    assert porter.who(token, minutes(480)) is None


def test_a_session_ends_by_signing_out_and_other_sessions_go_on(porter: Porter, ann: Staff) -> None:
    here, there = signed_in(porter), signed_in(porter)
    porter.sign_out(here)
    assert porter.who(here, NOW) is None
    assert porter.who(there, NOW) == ann


def test_a_token_is_not_to_be_found_in_the_database(porter: Porter, store: Store) -> None:
    token = signed_in(porter)
    kept = b"".join(file.read_bytes() for file in Path(store.database.engine.url.database or "").parent.glob("helpline.db*"))
    assert digest(token).encode() in kept
    assert token.encode() not in kept


def test_nobody_is_the_owner_of_a_token_that_was_never_given(porter: Porter) -> None:
    assert porter.who("", NOW) is None
    assert porter.who("x" * 43, NOW) is None


def test_a_new_password_signs_out_and_opens_a_door_that_wrong_tries_had_shut(porter: Porter, store: Store) -> None:
    token = signed_in(porter)
    for _ in range(5):
        porter.sign_in(NAME, "wrong", NOW)
    enrol.change_password(store, enrol.named(store, NAME), "another three words")
    assert porter.who(token, NOW) is None
    assert porter.sign_in(NAME, PASSWORD, NOW) == Refused()
    assert isinstance(porter.sign_in(NAME, "another three words", NOW), SignedIn)


def test_a_staff_number_and_its_pin_tell_who_speaks(porter: Porter, store: Store, ann: Staff) -> None:
    pin = enrol.new_pin(store, enrol.named(store, NAME))
    assert porter.check_pin(ann.staff_number, pin, NOW) == ann


def test_a_wrong_pin_is_refused_and_so_is_one_for_nobody_and_any_for_who_has_none(porter: Porter, store: Store, ann: Staff) -> None:
    assert porter.check_pin(ann.staff_number, "", NOW) == Refused()
    pin = enrol.new_pin(store, enrol.named(store, NAME))
    assert porter.check_pin(ann.staff_number, f"{(int(pin) + 1) % 1_000_000:06}", NOW) == Refused()
    assert porter.check_pin("000", pin, NOW) == Refused()
    assert porter.check_pin(ann.staff_number, PASSWORD, NOW) == Refused()


def test_a_right_pin_makes_wrong_ones_before_it_count_no_more(porter: Porter, store: Store, ann: Staff) -> None:
    pin = enrol.new_pin(store, enrol.named(store, NAME))
    for n in range(8):
        assert (porter.check_pin(ann.staff_number, pin if n % 4 == 3 else "wrong", minutes(n)) == ann) is (n % 4 == 3)


def test_pins_are_locked_out_apart_from_passwords_and_a_new_one_opens_the_door(porter: Porter, store: Store, ann: Staff) -> None:
    pin = enrol.new_pin(store, enrol.named(store, NAME))
    for _ in range(5):
        porter.check_pin(ann.staff_number, "wrong", NOW)
    assert porter.check_pin(ann.staff_number, pin, NOW) == Refused(minutes(15))
    assert signed_in(porter)
    assert porter.check_pin(ann.staff_number, enrol.new_pin(store, enrol.named(store, NAME)), NOW) == ann


def test_whoever_tries_all_staff_numbers_in_turn_shuts_the_telephone_and_not_the_page(porter: Porter, store: Store, ann: Staff) -> None:
    pin = enrol.new_pin(store, enrol.named(store, NAME))
    for n in range(30):
        porter.check_pin(f"x{n}", "123456", NOW)
    assert porter.check_pin(ann.staff_number, pin, NOW) == Refused(minutes(60))
    assert signed_in(porter)


def test_whoever_would_wait_long_for_a_hash_is_told_so_and_not_let_in(porter: Porter) -> None:
    with hashes._turn(), pytest.raises(BusyError, match="Wait a minute"):
        porter.sign_in(NAME, PASSWORD, NOW)
    assert signed_in(porter)


def test_a_hash_that_is_none_lets_nobody_in() -> None:
    assert not hashes.right("not a hash", "anything")
    assert not hashes.right(None, "nobody's")


def test_the_same_secret_is_never_hashed_to_the_same() -> None:
    kept = hashes.made("123457")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert kept != hashes.made("123457")
