"""A place, and what may be changed of it."""

from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.call.turn import Doing, Place
from tests.call.strategies import places

NAMES = [field.name for field in fields(Place)]


@given(places, places, st.sets(st.sampled_from(NAMES)))
def test_a_changed_place_is_the_same_but_for_what_was_changed(place: Place, other: Place, names: set[str]) -> None:
    before = dict(vars(place))
    changed = place.but(**{name: getattr(other, name) for name in names})
    assert {name: getattr(changed, name) for name in NAMES} == {name: getattr(other if name in names else place, name) for name in NAMES}
    assert changed == Place(**vars(changed))
    assert hash(changed) == hash(Place(**vars(changed)))
    assert vars(place) == before


def test_a_place_has_only_the_fields_it_has() -> None:
    with pytest.raises(TypeError, match="no nodes"):
        Place().but(nodes="main", doing=Doing.LEFT)


def test_nobody_changes_a_place_itself() -> None:
    with pytest.raises(FrozenInstanceError):
        Place().but(node="main").node = "school"  # type: ignore[misc] # that it cannot be is what is tried
