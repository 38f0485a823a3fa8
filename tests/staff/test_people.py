import pytest

from ivr.errors import OperatorError
from ivr.staff.people import Role, Staff, key, written


@pytest.mark.parametrize("typed", ["Ann Other", " ann  OTHER ", "Ann\tOther", "\uff21nn Other", "Ann\0 Other"])
def test_a_name_is_the_same_however_it_is_typed(typed: str) -> None:
    assert key(typed) == "ann other"


def test_a_name_is_kept_as_it_was_written_without_the_spaces_around_it() -> None:
    assert written("  Zo\u0065\u0308  O'Neill ") == "Zo\u00eb O'Neill"


@pytest.mark.parametrize("typed", ["", "   ", "x" * 61, "Ann\0Other", "Ann\x1b[2J"])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(OperatorError, match="1 to 60"):
        written(typed)


def test_whoever_may_do_one_thing_may_not_do_another() -> None:
    staff = Staff(id="a", name="Ann Other", staff_number="123", roles=frozenset({Role.RECORD}))
    assert staff.may(Role.RECORD)
    assert not staff.may(Role.ANSWER)


def test_a_name_is_not_in_what_a_log_would_show() -> None:
    assert "Ann" not in repr(Staff(id="a", name="Ann Other", staff_number="123", roles=frozenset(Role)))
