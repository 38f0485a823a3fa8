"""Numbers that are forgotten, here and at Twilio, on both databases and over real HTTP."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from ivr.call.turn import KeepMessage, KeepNumber
from ivr.exchange.rest.client import Breaks, Fault, Refuses
from ivr.phone.rest import Twilio
from ivr.store import Store
from ivr.store.tables import CALLS, TEXTS
from ivr.texts.forget import Deletion, Forgetter, forget
from ivr.texts.send import Worker, drain
from ivr.texts.states import FINAL, TextState
from tests.exchange.api import Api, open_api
from tests.phone.provider import ACCOUNT, TOKEN, ToLoopback
from tests.store.turns import CALL, MESSAGE, MOBILE, NOW, OTHER_CALL, TYPED, sent, turn

MONTH = timedelta(days=30)
Row = tuple[str | None, str | None, bool]


@pytest.fixture
def api() -> Iterator[Api]:
    with open_api() as api:
        yield api


def twilio(api: Api) -> Twilio:
    return Twilio(ACCOUNT, TOKEN, "IASKent", ToLoopback(api.url, timeout=20))


def texted(store: Store, api: Api, count: int = 1) -> list[str]:
    """Our ids of so many texts that were sent just now, each in a call of its own; the first to ours, the second to the typed number."""
    for n in range(count):
        store.keep_turn(f"CA{n}", "keys.1", NOW, "keys", turn(sent("tips", *[TYPED] * (n % 2))), None)
    for at in (NOW, NOW + timedelta(days=1, hours=1)):  # by when nobody asks after them any more
        drain(Worker(store.outbox, twilio(api), "http://127.0.0.1:9/{}".format, lambda at=at: at))  # type: ignore[misc] # at: as it is now
    return [text.id for text in store.texts()]


def forgotten(store: Store, api: Api, at: datetime) -> int:
    return forget(Forgetter(store.sent, twilio(api), lambda: at), MONTH)


def kept(store: Store) -> list[Row]:
    """Of each text: its number, its words, and whether Twilio's id of it is known."""
    with store.database.reading("looking") as connection:
        rows = connection.execute(select(TEXTS.c.number, TEXTS.c.body, TEXTS.c.sid).order_by(TEXTS.c.call))
        return [(row.number, row.body, row.sid is not None) for row in rows]


def rang(store: Store) -> dict[str, str | None]:
    """The number that each call is known to have come from."""
    with store.database.reading("looking") as connection:
        return {row.call: row.number for row in connection.execute(select(CALLS.c.call, CALLS.c.number))}


@pytest.mark.parametrize("state", [*sorted(FINAL, key=lambda state: state.value), TextState.SENT])
def test_a_number_is_erased_with_the_words_and_twilios_copy_30_days_after_the_text_came_to_its_end(
    store: Store, api: Api, state: TextState
) -> None:
    """Contract 4.17. One that Twilio never told the end of is forgotten too."""
    (id,) = texted(store, api)
    ended = NOW + timedelta(days=2) if state is not TextState.SENT else NOW
    store.receipt(id, state, ended)
    assert forgotten(store, api, ended + MONTH) == 0
    assert kept(store)[0][0] is not None
    assert len(api.exchange.texts.messages) == 1
    assert forgotten(store, api, ended + MONTH + timedelta(seconds=1)) == 1
    assert kept(store) == [(None, None, False)]
    assert api.exchange.texts.messages == []
    (text,) = store.texts()
    assert (text.state, text.ends) == (state, "")
    assert forgotten(store, api, ended + 2 * MONTH) == 0


@pytest.mark.parametrize(("others", "known"), [((), None), ((MESSAGE,), MOBILE.e164)])
def test_the_number_that_rang_goes_with_that_of_its_text_unless_a_message_was_left(
    store: Store, api: Api, others: tuple[KeepMessage, ...], known: str | None
) -> None:
    """Else a text whose number is erased would still tell it, by its call."""
    store.keep_turn(CALL, "arrived.0", NOW, "arrived", turn(), MOBILE.e164)
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips"), *others), MOBILE.e164)
    store.outbox.mark(store.texts()[0].id, TextState.DELIVERED, NOW)
    assert (forgotten(store, api, NOW + MONTH), rang(store)) == (0, {CALL: MOBILE.e164})
    assert (forgotten(store, api, NOW + timedelta(days=31)), rang(store)) == (1, {CALL: known})


def test_the_number_that_rang_stays_as_long_as_another_text_of_its_call_has_it(store: Store, api: Api) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips"), sent("links")), MOBILE.e164)
    for text, days in zip(store.texts(), (0, 5), strict=True):
        store.outbox.mark(text.id, TextState.DELIVERED, NOW + timedelta(days=days))
    assert (forgotten(store, api, NOW + timedelta(days=31)), rang(store)) == (1, {CALL: MOBILE.e164})
    assert (forgotten(store, api, NOW + timedelta(days=36)), rang(store)) == (1, {CALL: None})


def test_news_that_is_none_makes_a_text_no_younger(store: Store, api: Api) -> None:
    (id,) = texted(store, api)
    store.receipt(id, TextState.DELIVERED, NOW)
    store.receipt(id, TextState.DELIVERED, NOW + timedelta(days=20))
    assert forgotten(store, api, NOW + timedelta(days=31)) == 1


def test_a_text_that_still_waits_keeps_its_number_however_old_it_is(store: Store, api: Api) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    store.keep_turn(OTHER_CALL, "keys.1", NOW, "keys", turn(sent("links")), None)
    store.outbox.mark(store.texts()[0].id, TextState.UNKNOWN, NOW, due=NOW + timedelta(minutes=2))
    assert forgotten(store, api, NOW + timedelta(days=300)) == 0
    assert None not in [number for number, *_ in kept(store)]


def test_a_text_in_doubt_for_good_is_forgotten_though_nobody_knows_a_copy_of_it(store: Store, api: Api) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    store.outbox.mark(store.texts()[0].id, TextState.UNKNOWN, NOW)
    assert forgotten(store, api, NOW + timedelta(days=31)) == 1
    assert kept(store) == [(None, None, False)]


def test_a_copy_that_is_gone_already_counts_as_deleted(store: Store, api: Api) -> None:
    texted(store, api)
    api.exchange.texts.messages.clear()
    forgotten(store, api, NOW + timedelta(days=31))
    assert kept(store) == [(None, None, False)]


@pytest.mark.parametrize(
    "fault", [Refuses(429, 20429), Refuses(500, 20500), Refuses(401, 20003), Breaks(OSError("gone")), Breaks(OSError("gone"), taken=False)]
)
def test_a_copy_that_cannot_be_deleted_now_is_tried_again_and_the_number_is_erased_at_once(store: Store, api: Api, fault: Fault) -> None:
    texted(store, api, 3)
    api.exchange.http.faults.append(fault)
    with suppress(OSError):
        assert forgotten(store, api, NOW + timedelta(days=31)) == 3
    assert {number for number, *_ in kept(store)} == {None}
    assert [known for *_, known in kept(store)] == [True] * 3  # nothing more was asked then
    forgotten(store, api, NOW + timedelta(days=31, hours=1))
    assert [known for *_, known in kept(store)] == [False] * 3
    assert api.exchange.texts.messages == []


def test_a_copy_that_twilio_keeps_for_now_holds_up_no_other(store: Store, api: Api) -> None:
    texted(store, api, 3)
    api.exchange.http.faults.append(Refuses(409, 20009))
    forgotten(store, api, NOW + timedelta(days=31))
    assert sorted(known for *_, known in kept(store)) == [False, False, True]
    forgotten(store, api, NOW + timedelta(days=32))
    assert [known for *_, known in kept(store)] == [False] * 3


def test_nothing_is_forgotten_twice_though_its_worker_was_killed_between_twilio_and_us(store: Store, api: Api) -> None:
    texted(store, api, 2)

    class Doomed:
        def delete(self, sid: str) -> Deletion:
            twilio(api).delete(sid)
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        forget(Forgetter(store.sent, Doomed(), lambda: NOW + timedelta(days=31)), MONTH)
    assert len(api.exchange.texts.messages) == 1
    forgotten(store, api, NOW + timedelta(days=31))
    assert kept(store) == [(None, None, False)] * 2
    assert api.exchange.texts.messages == []


def test_a_number_that_was_typed_and_never_confirmed_goes_with_its_row(store: Store, api: Api) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    assert [text.state for text in store.texts()] == [TextState.UNCONFIRMED]
    forgotten(store, api, NOW + MONTH)
    assert len(store.texts()) == 1
    forgotten(store, api, NOW + timedelta(days=31))
    assert store.texts() == []
