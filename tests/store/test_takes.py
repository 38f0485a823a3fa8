"""What was read for the recordings and not kept yet."""

from dataclasses import replace
from datetime import timedelta

from ivr.clips.takes import Take, TakeState, Why
from ivr.store import Store
from tests.store.turns import NOW, later

TAKE = Take(id="t", prompt="school.1", words_sha256="hash", staff="a", state=TakeState.AWAITED, at=NOW, recording="RE1")
READY = replace(TAKE, id="r", state=TakeState.READY, recording="", remarks="A little slow.", wav=b"RIFF\x00\xff")


def test_a_take_is_found_as_it_was_kept(store: Store) -> None:
    refused = replace(TAKE, id="n", state=TakeState.REFUSED, why=Why.NOISY, remarks="A quieter room, please.")
    for take in (TAKE, READY, refused):
        store.takes.begin(take)
        assert store.takes.find(take.id) == take
    assert store.takes.find("nobody's") is None


def test_awaited_takes_are_given_out_oldest_first_and_no_others(store: Store) -> None:
    younger = replace(TAKE, id="y", at=later(60))
    for take in (READY, TAKE, younger):
        store.takes.begin(take)
    assert store.takes.awaited() == [TAKE, younger]


def test_a_take_changes_only_from_the_state_it_is_known_to_be_in(store: Store) -> None:
    store.takes.begin(TAKE)
    assert store.takes.change(replace(READY, id="t"), TakeState.AWAITED)
    assert not store.takes.change(replace(TAKE, state=TakeState.LOST), TakeState.AWAITED)
    assert store.takes.find("t") == replace(READY, id="t")
    assert not store.takes.change(replace(TAKE, id="gone"), TakeState.AWAITED)


def test_a_take_that_nobody_kept_is_forgotten_after_a_day(store: Store) -> None:
    store.takes.begin(TAKE)
    store.takes.begin(replace(READY, at=later(60)))
    store.takes.begin(replace(TAKE, id="new", at=NOW + timedelta(days=1)))
    assert store.takes.find("t") is None
    assert store.takes.find("r") is not None


def test_a_take_that_is_begun_twice_stays_what_it_has_become(store: Store) -> None:
    store.takes.begin(TAKE)
    done = replace(READY, id="t")
    store.takes.change(done, TakeState.AWAITED)
    store.takes.begin(TAKE)
    assert store.takes.find("t") == done
