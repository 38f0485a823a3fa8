"""Promises of texts that may not be kept: nothing of them is written, and why is."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from ivr.call.turn import Effect, KeepNumber, Offer, SendText, StartTexts, StopTexts, Turn
from ivr.menu.hours import LONDON
from ivr.menu.service import Texting
from ivr.store import Store, StoreError, Terms, connect
from ivr.texts.numbers import Mobile
from ivr.texts.promising import Unpromised
from ivr.texts.states import TextState
from tests.store.turns import CALL, MOBILE, NOW, OTHER_CALL, TYPED, confirmed, later, sent, turn

RULES = Texting(most_to_a_number_in_a_day=6, most_in_an_hour=120)


def denied(why: Unpromised) -> Turn:
    """The turn that says why not; its place tells which."""
    said = turn()
    return Turn(said.says[1:], said.then, said.place.but(node=why.value))


def judge(store: Store, effect: Effect, *, call: str = CALL, step: str = "keys.1", at: datetime = NOW, rules: Texting = RULES) -> object:
    return store.judge_turn(call, step, at, "keys", turn(effect), None, Terms(rules, denied))


def text_to(number: int, text: str = "tips") -> SendText:
    return SendText(text, Mobile(f"+447700900{number:03}"), "Five tips.")


def london(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=LONDON)  # type: ignore[misc,arg-type] # a moment is five numbers


def mark(store: Store, state: TextState, sid: str | None = None) -> None:
    (text,) = store.texts()
    store.outbox.mark(text.id, state, NOW, sid=sid)


def test_a_text_that_may_be_promised_is_queued_and_its_turn_written(store: Store) -> None:
    assert judge(store, sent("tips")) is None
    assert [text.state for text in store.texts()] == [TextState.QUEUED]
    assert [(kept.heard, kept.does) for kept in store.journal(CALL)] == [("keys", ("SendText:tips",))]


def test_the_same_text_goes_to_a_number_once_a_day(store: Store) -> None:
    assert judge(store, sent("tips")) is None
    assert judge(store, sent("tips"), call=OTHER_CALL) is Unpromised.TODAY
    assert judge(store, sent("links"), call=OTHER_CALL, step="keys.2") is None
    assert judge(store, sent("tips", TYPED), call="CA3") is None
    assert judge(store, sent("tips"), call="CA4", at=NOW + timedelta(days=1)) is None


def test_of_a_turn_whose_promise_is_not_kept_nothing_is_written_but_why(store: Store) -> None:
    store.opt_out(MOBILE.e164, NOW)
    assert judge(store, sent("tips")) is Unpromised.STOPPED
    assert store.texts() == []
    (kept,) = store.journal(CALL)
    assert (kept.step, kept.heard, kept.node, kept.does) == ("keys.1", "denied: stopped", "stopped", ())
    assert "7700900" not in repr(kept)


def test_a_number_has_as_many_texts_in_a_day_as_the_menus_say(store: Store) -> None:
    rules = Texting(most_to_a_number_in_a_day=2)
    assert [judge(store, text_to(123, f"t{n}"), call=f"CA{n}", rules=rules) for n in range(3)] == [None, None, Unpromised.NUMBER]
    assert judge(store, text_to(124), call="CA9", rules=rules) is None


def test_everybody_together_has_as_many_in_an_hour_as_the_menus_say(store: Store) -> None:
    rules = Texting(most_in_an_hour=2)
    assert [judge(store, text_to(n), call=f"CA{n}", rules=rules) for n in range(3)] == [None, None, Unpromised.HOUR]
    assert judge(store, text_to(3), call="CA3", at=later(3600), rules=rules) is Unpromised.HOUR
    assert judge(store, text_to(4), call="CA4", at=later(3601), rules=rules) is None


@pytest.mark.parametrize("night", [datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)])
def test_an_hour_is_an_hour_on_a_night_when_the_clocks_change(store: Store, night: datetime) -> None:
    rules = Texting(most_in_an_hour=1)
    moments = [(night + timedelta(minutes=minutes)).astimezone(LONDON) for minutes in (-61, 0, 59)]
    said = [judge(store, text_to(n), call=f"CA{n}", at=at, rules=rules) for n, at in enumerate(moments)]
    assert said == [None, None, Unpromised.HOUR]


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (london(2026, 11, 24, 23, 59), london(2026, 11, 25, 0, 0), None),
        (london(2026, 7, 1, 23, 59), london(2026, 7, 2, 0, 0), None),  # 22:59 and 23:00 of one day in UTC
        (london(2026, 7, 1, 0, 30), london(2026, 7, 1, 23, 30), Unpromised.TODAY),  # of two days in UTC
        (london(2026, 10, 25, 0, 0), london(2026, 10, 25, 23, 59), Unpromised.TODAY),  # the day on which the clocks go back
    ],
)
def test_a_day_is_londons(store: Store, first: datetime, second: datetime, why: Unpromised | None) -> None:
    assert judge(store, sent("tips"), at=first) is None
    assert judge(store, sent("tips"), call=OTHER_CALL, at=second) is why


@pytest.mark.parametrize(
    ("state", "sid", "why"),
    [
        (TextState.QUEUED, None, Unpromised.TODAY),
        (TextState.UNKNOWN, None, Unpromised.TODAY),
        (TextState.DELIVERED, "SM1", Unpromised.TODAY),
        (TextState.SENT, "SM1", Unpromised.TODAY),
        (TextState.UNDELIVERED, "SM1", None),
        (TextState.FAILED, "SM1", None),
        (TextState.FAILED, None, None),
        (TextState.EXPIRED, None, None),
        (TextState.REFUSED, None, None),
    ],
)
def test_only_a_text_that_certainly_did_not_arrive_is_promised_again(
    store: Store, state: TextState, sid: str | None, why: Unpromised | None
) -> None:
    judge(store, sent("tips"))
    mark(store, state, sid)
    assert judge(store, sent("tips"), call=OTHER_CALL) is why


@pytest.mark.parametrize(
    ("state", "sid", "counted"), [(TextState.UNDELIVERED, "SM1", True), (TextState.FAILED, "SM1", True), (TextState.FAILED, None, False)]
)
def test_a_text_that_was_sent_and_did_not_arrive_counts_among_those_there_may_be(
    store: Store,
    state: TextState,
    sid: str | None,
    counted: bool,  # noqa: FBT001 - a row of the table
) -> None:
    judge(store, sent("tips"))
    mark(store, state, sid)
    assert judge(store, sent("links"), call=OTHER_CALL, rules=Texting(most_to_a_number_in_a_day=1)) is (
        Unpromised.NUMBER if counted else None
    )


@pytest.mark.parametrize(
    ("code", "why"), [(30003, None), (30004, Unpromised.UNREACHED), (30005, Unpromised.UNREACHED), (30006, Unpromised.UNREACHED)]
)
def test_no_text_is_promised_to_a_number_that_none_reaches(store: Store, code: int, why: Unpromised | None) -> None:
    """Contract 4.10: suppress."""
    judge(store, sent("tips"))
    (text,) = store.texts()
    store.receipt(text.id, TextState.UNDELIVERED, NOW, sid="SM1", code=code)
    assert judge(store, sent("links"), call=OTHER_CALL, at=NOW + timedelta(days=2)) is why
    assert judge(store, text_to(124), call="CA3") is None


def test_a_typed_number_is_judged_when_it_is_confirmed_and_forgotten_when_it_is_denied(store: Store) -> None:
    store.opt_out(TYPED.e164, NOW)
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), None)
    assert judge(store, confirmed("tips"), step="keys.2") is Unpromised.STOPPED
    assert store.texts() == []


def test_a_typed_number_that_is_not_there_is_still_a_failure(store: Store) -> None:
    with pytest.raises(StoreError):
        judge(store, confirmed("tips"))
    assert store.journal(CALL) == []


def test_a_number_typed_and_not_confirmed_is_none_that_anybody_has_had(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", MOBILE)), None)
    assert judge(store, sent("tips"), call=OTHER_CALL, rules=Texting(most_in_an_hour=1)) is None


def test_an_offer_is_judged_as_a_promise_would_be_and_promises_nothing(store: Store) -> None:
    assert judge(store, Offer("tips", MOBILE)) is None
    assert judge(store, Offer("tips", MOBILE), step="keys.2") is None
    assert store.texts() == []
    judge(store, sent("tips"), step="keys.3")
    assert judge(store, Offer("tips", MOBILE), call=OTHER_CALL) is Unpromised.TODAY


def test_what_a_call_was_promised_already_is_promised_again_without_a_second_text(store: Store) -> None:
    assert [judge(store, sent("tips"), step=f"keys.{n}") for n in range(2)] == [None, None]
    assert len(store.texts()) == 1


def test_texts_are_stopped_and_started_for_the_number_that_rings(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(StopTexts(MOBILE)), None)
    assert store.opted_out(MOBILE.e164)
    assert judge(store, sent("tips"), step="keys.2") is Unpromised.STOPPED
    store.keep_turn(CALL, "keys.3", NOW, "keys", turn(StartTexts(MOBILE)), None)
    assert not store.opted_out(MOBILE.e164)
    assert judge(store, sent("tips"), step="keys.4") is None
    assert [kept.does for kept in store.journal(CALL)] == [("StopTexts",), (), ("StartTexts",), ("SendText:tips",)]


def test_a_denial_told_twice_stays_one_though_the_text_could_be_promised_by_now(store: Store) -> None:
    store.opt_out(MOBILE.e164, NOW)
    assert judge(store, sent("tips")) is Unpromised.STOPPED
    store.opt_in(MOBILE.e164)
    assert judge(store, sent("tips")) is Unpromised.STOPPED
    assert store.texts() == []
    assert len(store.journal(CALL)) == 1


def test_a_promise_told_twice_stays_one_though_the_number_wants_no_texts_by_now(store: Store) -> None:
    assert judge(store, sent("tips")) is None
    store.opt_out(MOBILE.e164, NOW)
    assert judge(store, sent("tips")) is None
    assert len(store.texts()) == 1


def test_where_the_turn_that_says_why_cannot_be_made_nothing_is_written(store: Store) -> None:
    def broken(_why: Unpromised) -> Turn:
        raise ZeroDivisionError

    store.opt_out(MOBILE.e164, NOW)
    with pytest.raises(ZeroDivisionError):
        store.judge_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None, Terms(RULES, broken))
    assert store.journal(CALL) == []
    assert judge(store, sent("tips")) is Unpromised.STOPPED


def test_denials_are_counted_by_their_reason(store: Store) -> None:
    store.opt_out(MOBILE.e164, NOW)
    judge(store, text_to(124))
    for n, effect in enumerate((sent("tips"), sent("links"), text_to(124))):
        judge(store, effect, call=f"CA{n}")
    assert store.denials() == {**dict.fromkeys(Unpromised, 0), Unpromised.STOPPED: 2, Unpromised.TODAY: 1}


def at_once(url: str, many: int, judged: Callable[[Store, int], object]) -> list[object]:
    """What each of so many callers is told, each with a connection of their own, all at the same moment."""
    together, stores = threading.Barrier(many), [connect(url) for _ in range(many)]

    def one(n: int) -> object:
        together.wait()
        return judged(stores[n], n)

    with ThreadPoolExecutor(many) as callers:
        told = list(callers.map(one, range(many)))
    for store in stores:
        store.close()
    return told


RACES = 5
CALLERS = 8


def test_of_callers_who_ask_at_once_for_one_text_to_one_number_one_gets_it(url: str, store: Store) -> None:
    for race in range(RACES):
        told = at_once(url, CALLERS, lambda one, n, race=race: judge(one, text_to(race), call=f"CA{race}.{n}"))  # type: ignore[misc] # a lambda keeps what it is of
        assert sorted(map(str, told)) == sorted([str(None), *[str(Unpromised.TODAY)] * (CALLERS - 1)])
    assert len(store.texts()) == RACES


def test_of_callers_who_ask_at_once_for_other_texts_to_one_number_as_many_get_one_as_may(url: str, store: Store) -> None:
    rules = Texting(most_to_a_number_in_a_day=3)
    told = at_once(url, CALLERS, lambda one, n: judge(one, text_to(123, f"t{n}"), call=f"CA{n}", rules=rules))
    assert (told.count(None), told.count(Unpromised.NUMBER)) == (3, CALLERS - 3)
    assert len(store.texts()) == 3


def test_of_callers_who_ask_at_once_from_many_numbers_as_many_get_one_as_may_in_an_hour(url: str, store: Store) -> None:
    rules = Texting(most_in_an_hour=5)
    told = at_once(url, CALLERS, lambda one, n: judge(one, text_to(n), call=f"CA{n}", rules=rules))
    assert (told.count(None), told.count(Unpromised.HOUR)) == (5, CALLERS - 5)
    assert len(store.texts()) == 5


def test_a_webhook_told_many_times_at_once_is_answered_alike(url: str, store: Store) -> None:
    store.keep_turn(OTHER_CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    for race in range(RACES):
        for effect, why in ((sent("tips"), Unpromised.TODAY), (text_to(race), None)):
            call = f"CA{race}.{effect.to.ends}"
            assert at_once(url, CALLERS, lambda one, _, effect=effect, call=call: judge(one, effect, call=call)) == [why] * CALLERS  # type: ignore[misc] # a lambda keeps what it is of
            assert len(store.journal(call)) == 1


def test_of_two_texts_that_come_in_at_once_from_one_number_one_is_answered(store: Store) -> None:
    together = threading.Barrier(4)

    def answered(n: int) -> object:
        together.wait()
        return store.promise(f"SM{n}", NOW, text_to(123, "auto_reply"), RULES)

    with ThreadPoolExecutor(4) as pool:
        assert Counter(pool.map(answered, range(4))) == {None: 1, Unpromised.TODAY: 3}
    assert [text.text for text in store.texts()] == ["auto_reply"]


def test_a_text_that_came_in_and_is_told_of_again_is_promised_nothing_more_and_denied_nothing(store: Store) -> None:
    told = [store.promise("SM1", NOW, text_to(123), RULES) for _ in range(2)]
    assert (told, len(store.texts())) == ([None, None], 1)


def test_a_text_that_was_had_on_a_call_is_not_had_again_by_its_keyword(store: Store) -> None:
    assert judge(store, sent("tips")) is None
    assert store.promise("SM1", NOW, SendText("tips", MOBILE, "Five tips."), RULES) is Unpromised.TODAY
