"""`ivr staff`, as whoever runs the server uses it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.porter import Porter, Refused, SignedIn
from ivr.store import Store, connect
from tests.small import NOW

GOOD = "coffee bridge tulip"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'ivr.db'}"


@pytest.fixture
def memory(url: str) -> Store:
    return connect(url)


def staff(url: str, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["staff", *words], input=typed, env={"DATABASE_URL": url})


def added(url: str) -> str:
    """Make an account; its staff number."""
    result = staff(url, "add", "Ann Other", "--may", "record", typed=f"{GOOD}\n{GOOD}\n")
    assert result.exit_code == 0, result.output
    found = re.search(r"staff number is (\d{3})\.", result.output)
    assert found, result.output
    return found[1]


def test_an_account_is_made_before_the_first_server_and_its_password_is_never_shown(url: str, memory: Store) -> None:
    result = staff(url, "add", "Ann Other", "--may", "record", typed=f"{GOOD}\n{GOOD}\n")
    assert "Ann Other can sign in at /sign-in." in result.output
    assert "coffee" not in result.output
    assert isinstance(Porter(memory).sign_in("Ann Other", GOOD, NOW), SignedIn)


def test_a_password_is_asked_for_again_until_it_will_do_and_was_typed_twice(url: str) -> None:
    result = staff(url, "add", "Ann Other", "--may", "record", typed=f"short\nshort\n{GOOD}\n{GOOD}x\n{GOOD}\n{GOOD}\n")
    assert result.exit_code == 0
    assert "too short" in result.output
    assert "do not match" in result.output


def test_no_account_is_made_where_the_password_does_not_come(url: str, memory: Store) -> None:
    assert staff(url, "add", "Ann Other", "--may", "record", typed="short\nshort\n").exit_code == 1
    assert memory.staff.all() == []


def test_a_password_is_no_argument(url: str) -> None:
    assert staff(url, "add", "Ann Other", "--may", "record", GOOD).exit_code == 2
    assert staff(url, "add", "Ann Other").exit_code == 2


def test_the_list_says_who_may_do_what(url: str) -> None:
    number = added(url)
    assert staff(url, "list").output == f"{number}  Ann Other  may record  (no PIN)\n"
    staff(url, "pin", "ann other")
    assert staff(url, "list").output == f"{number}  Ann Other  may record\n"


def test_a_pin_is_shown_once_and_works(url: str, memory: Store) -> None:
    number = added(url)
    result = staff(url, "pin", "Ann Other")
    pin = re.search(r"PIN (\d{6})\.", result.output)
    assert pin, result.output
    assert not isinstance(Porter(memory).check_pin(number, pin[1], NOW), Refused)


def test_a_new_password_takes_the_place_of_the_old(url: str, memory: Store) -> None:
    added(url)
    assert staff(url, "password", "Ann Other", typed="another three words\nanother three words\n").exit_code == 0
    assert Porter(memory).sign_in("Ann Other", GOOD, NOW) == Refused()
    assert isinstance(Porter(memory).sign_in("Ann Other", "another three words", NOW), SignedIn)


def test_whoever_is_removed_has_no_account(url: str) -> None:
    added(url)
    assert staff(url, "remove", "Ann Other").exit_code == 0
    assert staff(url, "list").output == "No accounts.\n"


@pytest.mark.parametrize("words", [("remove", "Nobody"), ("password", "Nobody"), ("pin", "Nobody")])
def test_an_account_that_is_not_there_is_told_and_nothing_is_asked(url: str, words: tuple[str, str]) -> None:
    added(url)
    result = staff(url, *words)
    assert result.exit_code == 1
    assert "There is no such account." in result.output
