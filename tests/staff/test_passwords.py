import pytest

from ivr.staff.passwords import normal, problem

NAME = "Ann Other"


@pytest.mark.parametrize(
    "password", ["coffee bridge tulip", "cat sun hat", "wxkvjqpzmrtb", "830174926501", "tulip-annual-93", "ein Schl\u00fcsselbund"]
)
def test_length_or_three_random_words_will_do_and_nothing_else_is_asked(password: str) -> None:
    assert problem(password, NAME) is None


@pytest.mark.parametrize("password", ["", "wxkvjqpzmrt", "P4$$w0rd!", "sun sun sun", "a b c d e f"])
def test_what_is_short_is_refused(password: str) -> None:
    assert "too short" in (problem(password, NAME) or "")


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "121212121212",
        "password1234",
        "PasswordPassword",
        "Passw0rd2026!",
        "1234567890123",
        "qwertyuiop12",
        "Ann Other 2026",
        "annother1234",
        "three random words",
        "correct horse battery staple",
        "iask helpline kent",
    ],
)
def test_what_anybody_would_try_first_is_refused(password: str) -> None:
    assert "easy to guess" in (problem(password, NAME) or "")


def test_another_s_name_may_be_in_a_password() -> None:
    assert problem("Ann Other 2026", "Someone Else") is None


def test_no_password_is_so_long_that_hashing_it_is_a_burden() -> None:
    assert problem("coffee bridge " * 15, NAME) == "That is too long. Use at most 200 characters."


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert normal("cafe\u0301 bridge tulip") == normal("caf\u00e9 bridge tulip")
