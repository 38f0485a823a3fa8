from datetime import timedelta

import pytest

from ivr.staff.people import Staff
from ivr.staff.sessions import Session, digest
from tests.small import NOW

ANN = Staff(id="a", name="Ann Other", staff_number="123", roles=frozenset())


@pytest.mark.parametrize(
    ("seen_min", "now_min", "over"),
    [(0, 29.9, False), (0, 30, True), (25, 54, False), (479, 479.9, False), (479, 480, True)],
)
def test_it_ends_half_an_hour_after_the_last_sign_of_life_and_eight_hours_after_it_began(
    seen_min: float,
    now_min: float,
    over: bool,  # noqa: FBT001 - a case
) -> None:
    session = Session(digest="d", staff=ANN, began_at=NOW, seen_at=NOW + timedelta(minutes=seen_min))
    assert session.over(NOW + timedelta(minutes=now_min)) is over


def test_a_sign_of_life_is_noted_once_a_minute() -> None:
    session = Session(digest="d", staff=ANN, began_at=NOW, seen_at=NOW)
    assert not session.to_be_seen(NOW + timedelta(seconds=59))
    assert session.to_be_seen(NOW + timedelta(seconds=60))


def test_a_token_is_not_in_what_is_kept_of_it() -> None:
    assert digest("token") != digest("other")
    assert "token" not in digest("token")
    assert len(digest("token")) == 64
