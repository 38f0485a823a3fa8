"""A place in a URL and back."""

import re
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.call.turn import Doing, Place
from ivr.phone.links import Kind, Links, path, read, write

NAMES = st.text(max_size=8) | st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
LISTS = st.lists(NAMES, max_size=4).map(tuple)
COUNTS = st.integers(-999_999_999, 999_999_999)
PLACES = st.builds(
    Place,
    node=NAMES,
    page=COUNTS,
    trail=LISTS,
    doing=st.sampled_from(Doing),
    silences=COUNTS,
    wrong=COUNTS,
    told=LISTS,
    texted=LISTS,
    position=COUNTS,
    told_s=COUNTS,
    step=COUNTS,
)
DEEP = Place(node="complaint", page=1, trail=("main", "school"), told=("keys", "closed"), texted=("tips",), doing=Doing.TYPING, step=12)


@settings(deadline=None)
@given(PLACES)
def test_every_place_comes_back_as_it_was_written(place: Place) -> None:
    assert read(write(place)) == place


@settings(deadline=None)
@given(PLACES)
def test_nothing_on_the_way_has_a_reason_to_re_encode_a_query(place: Place) -> None:
    """Contract 2.10: what is not unreserved comes back decoded, and its signature fails."""
    assert re.fullmatch(r"[A-Za-z0-9._~=&-]*", write(place))


@settings(deadline=None)
@given(st.text(), st.sampled_from([field.name for field in fields(Place)]))
def test_any_garbage_reads_as_some_place(garbage: str, name: str) -> None:
    for query in (garbage, f"{name}={garbage}", f"&&{name}&{name}={garbage}&=x"):
        assert isinstance(read(query), Place)
        assert read(write(read(query))) == read(query)


def test_the_start_of_a_call_needs_no_query() -> None:
    assert write(Place()) == ""
    assert Links("https://a.test").turn(Kind.ARRIVED, Place()) == "https://a.test/voice"


def test_a_deep_place_is_short_and_can_be_read_by_a_person() -> None:
    assert (
        Links("https://a.test").turn(Kind.KEYS, DEEP)
        == "https://a.test/voice/keys?node=complaint&page=1&trail=main-school&doing=typing&told=keys-closed&texted=tips&step=12"
    )


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("step=99999999999999999999", Place()),
        ("step=1&step=2", Place(step=1)),
        ("doing=dancing", Place()),
        ("doing=typing&colour=blue", Place(doing=Doing.TYPING)),
        ("node=~zz~", Place(node="~zz~")),
        ("node=~ffffff~", Place(node="")),
        ("trail=", Place()),
    ],
)
def test_what_was_tampered_with_is_read_without_complaint(query: str, place: Place) -> None:
    assert read(query) == place


def test_each_kind_of_turn_has_an_exact_path_of_its_own() -> None:
    """Contract 1.16: a path that redirects to one with a slash loses the keys."""
    paths = [path(kind) for kind in Kind]
    assert len(set(paths)) == len(paths)
    assert all(re.fullmatch(r"/voice(/[a-z-]+)?", each) for each in paths)


def test_only_an_attribute_asks_for_a_second_try_and_outside_what_is_signed() -> None:
    """Contract 1.9 and 2.3: the fragment is no part of the request."""
    links = Links("https://a.test")
    before, _, fragment = links.action(Kind.KEYS, DEEP).partition("#")
    assert before == links.turn(Kind.KEYS, DEEP)
    assert "5xx" in fragment
    assert "#" not in links.turn(Kind.SILENCE, DEEP) + links.clip("welcome.000000000000.wav")


def test_where_receipts_go_has_our_id_and_asks_for_a_second_try() -> None:
    """Contract 1.9: without, one that comes while a server of ours dies is told no more."""
    assert Links("https://ivr.example.org").receipts("0123") == "https://ivr.example.org/sms/status?text=0123#rc=1&rp=5xx,ct,rt&rt=5000"
