import pytest

from ivr.staff.pins import trivial


@pytest.mark.parametrize("pin", ["000000", "123456", "654321", "890123", "135791", "123123", "121212", "123321", "112211", "111112"])
def test_a_pin_that_is_tried_first_is_trivial(pin: str) -> None:
    assert trivial(pin)


@pytest.mark.parametrize("pin", ["830174", "004917", "271828", "123457"])
def test_any_other_is_not(pin: str) -> None:
    assert not trivial(pin)


def test_few_pins_are_trivial() -> None:
    assert sum(trivial(f"{n:06}") for n in range(1_000_000)) < 10_000
