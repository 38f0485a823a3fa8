"""Numbers as people write them, and as networks tell them."""

import pytest

from ivr.texts.written import caller_id, written


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("(01632) 960123", "+441632960123"),
        ("withheld", "anonymous"),
        (" Withheld ", "anonymous"),
    ],
)
def test_a_number_is_told_as_a_network_tells_it(typed: str, told: str) -> None:
    assert caller_id(typed) == told


@pytest.mark.parametrize("typed", ["", "rubbish", "07700 900123 ext 12", "12", "12 34", "anonymous", "07700 900123 07700 900123", "+"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert caller_id(typed) is None


@pytest.mark.parametrize(
    ("told", "shown"),
    [("+447700900123", "07700 900123"), ("+441632960123", "01632 960123"), ("anonymous", "withheld"), ("", "withheld")],
)
def test_a_number_is_shown_as_people_write_it(told: str, shown: str) -> None:
    assert written(told) == shown


def test_a_number_of_another_country_keeps_its_country() -> None:
    assert written(caller_id("+1 202 555 0123") or "").startswith("+1 ")
