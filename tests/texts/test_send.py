"""Sending what was promised: against a real outbox and a provider that does as it is told."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ivr.call.turn import SendText
from ivr.menu.hours import LONDON
from ivr.store import Store, StoreError, connect
from ivr.store.tables import TEXTS
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted, KeptIn, Outcome, Refused, TryLater, Unknown
from ivr.texts.send import Worker, drain
from ivr.texts.states import TextState
from tests.store.turns import CALL, MOBILE, NOW, OTHER_CALL, WORDS, sent, turn


@dataclass
class Postman:
    """A provider whose next answers are given; one that has no more of them accepts."""

    answers: list[Outcome | BaseException] = field(default_factory=list)
    had: list[tuple[str, str, str]] = field(default_factory=list)
    kept: list[tuple[Accepted, str, str]] = field(default_factory=list)
    lists: bool = True
    looked: list[datetime] = field(default_factory=list)
    fates: list[Accepted | Unknown] = field(default_factory=list)
    asked_after: list[str] = field(default_factory=list)

    def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
        """Take a text, or answer as told."""
        self.had.append((to.e164, body, status_callback))
        outcome = self.answers.pop(0) if self.answers else self.take(to, body)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def take(self, to: Mobile, body: str) -> Accepted:
        """Have a message, whatever is answered."""
        accepted = Accepted(f"SM{len(self.kept):032x}")
        self.kept.append((accepted, to.e164, body))
        return accepted

    def found(self, to: Mobile, body: str, since: datetime) -> tuple[Accepted, ...] | Unknown:
        """List what there is."""
        self.looked.append(since)
        return tuple(message for message, *what in self.kept if what == [to.e164, body]) if self.lists else Unknown()

    def became(self, sid: str) -> Accepted | Unknown:
        """Tell what became of a message, as told."""
        self.asked_after.append(sid)
        return self.fates.pop(0) if self.fates else Accepted(sid)


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def wait(self, **much: float) -> None:
        """Let time pass."""
        self.now += timedelta(**much)


@dataclass
class Desk:
    """A worker with all that it needs."""

    store: Store
    post: Postman = field(default_factory=Postman)
    clock: Clock = field(default_factory=Clock)

    def promise(self, *texts: str, call: str = CALL) -> None:
        """Let a turn promise these texts."""
        does = [sent(text) for text in texts]
        self.store.keep_turn(call, "keys.1", self.clock.now, "keys", turn(*does), None)

    def drain(self) -> int:
        """Send what is due."""
        return drain(Worker(self.store.outbox, self.post, "https://ivr.example.org/{}".format, self.clock))

    @property
    def states(self) -> list[TextState]:
        """Where each text stands."""
        return [text.state for text in self.store.texts()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A worker, an outbox and nothing promised yet."""
    store = connect(f"sqlite:///{tmp_path / 'helpline.db'}")
    store.migrate()
    yield Desk(store)
    store.close()


def test_what_was_promised_is_sent_once_under_our_own_id(desk: Desk) -> None:
    desk.promise("tips")
    assert desk.drain() == 1
    assert desk.drain() == 0
    (text,) = desk.store.texts()
    assert desk.post.had == [(MOBILE.e164, "Five tips.", f"https://ivr.example.org/{text.id}")]
    assert text.state is TextState.SENT
    assert desk.store.outbox.knows(desk.post.kept[0][0].sid)


def test_a_worker_that_is_told_to_stop_leaves_the_rest_for_the_next(desk: Desk) -> None:
    desk.promise("tips", "links")
    worker = Worker(desk.store.outbox, desk.post, str, desk.clock)
    assert drain(worker, lambda: bool(desk.post.had)) == 1
    assert sorted(state.value for state in desk.states) == ["queued", "sent"]
    assert drain(worker) == 1
    assert desk.states == [TextState.SENT, TextState.SENT]


def test_a_text_promised_while_no_worker_ran_goes_out_when_one_starts(desk: Desk) -> None:
    desk.promise("tips")
    desk.clock.wait(hours=2)
    desk.drain()
    assert desk.states == [TextState.SENT]


def test_a_text_for_which_no_worker_ran_for_hours_goes_to_nobody_and_an_adviser_hears_of_it(desk: Desk) -> None:
    desk.promise("tips")
    desk.clock.wait(hours=2, seconds=1)
    desk.drain()
    assert desk.states == [TextState.EXPIRED]
    assert desk.post.had == []
    assert [text.text for text in desk.store.sent.to_ring(desk.clock())] == ["tips"]


@pytest.mark.parametrize("busy", [TryLater(20429), TryLater()])
def test_a_text_that_was_certainly_not_taken_is_tried_again_after_a_while(desk: Desk, busy: Outcome) -> None:
    desk.promise("tips")
    desk.post.answers = [busy, busy]
    desk.drain()
    assert desk.states == [TextState.QUEUED]
    assert desk.drain() == 0  # not at once
    for _ in range(2):
        desk.clock.wait(seconds=60)
        desk.drain()
    assert desk.states == [TextState.SENT]
    assert len(desk.post.had) == 3
    assert desk.post.looked == []


def test_a_text_is_not_tried_for_longer_than_it_is_worth(desk: Desk) -> None:
    tried: list[datetime] = []

    class Busy(Postman):
        def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
            tried.append(desk.clock.now)
            return super().post(to, body, status_callback)

    desk.promise("tips")
    desk.post = Busy([TryLater(20429)] * 2000)
    for _ in range(2000):
        desk.drain()
        desk.clock.wait(seconds=1)
    assert [(text.state, text.code) for text in desk.store.texts()] == [(TextState.EXPIRED, 20429)]
    assert 10 < len(tried) < 40
    assert timedelta(minutes=14) <= tried[-1] - tried[0] <= timedelta(minutes=15)


def test_a_text_that_waited_for_its_worker_is_tried_for_as_long_as_any_other(desk: Desk) -> None:
    desk.promise("tips")
    desk.clock.wait(hours=1)
    desk.post.answers = [TryLater(20429)]
    desk.drain()
    assert desk.states == [TextState.QUEUED]
    desk.clock.wait(seconds=5)
    desk.drain()
    assert desk.states == [TextState.SENT]


def test_a_text_that_was_tried_and_then_found_no_worker_until_it_was_too_late_is_not_sent_after_all(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [TryLater()]
    desk.drain()
    desk.clock.wait(minutes=16)
    desk.drain()
    assert desk.states == [TextState.EXPIRED]
    assert len(desk.post.had) == 1


@pytest.mark.parametrize("doubt", [Unknown(), Unknown(20500)])
def test_a_text_whose_answer_never_came_is_not_sent_again_blindly(desk: Desk, doubt: Outcome) -> None:
    desk.promise("tips")
    desk.post.answers = [doubt]
    desk.drain()
    assert desk.states == [TextState.UNKNOWN]
    assert desk.drain() == 0
    assert len(desk.post.had) == 1


def test_a_text_in_doubt_that_the_provider_has_is_taken_as_sent(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.take(MOBILE, WORDS["tips"])
    desk.post.answers = [Unknown()]
    desk.drain()
    desk.clock.wait(minutes=3)
    desk.drain()
    assert desk.states == [TextState.SENT]
    assert len(desk.post.had) == 1
    assert desk.post.looked == [NOW]


def test_a_text_in_doubt_that_the_provider_does_not_have_is_sent(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [Unknown()]
    desk.drain()
    desk.clock.wait(minutes=3)
    desk.drain()
    assert desk.states == [TextState.SENT]
    assert len(desk.post.had) == 2
    assert len(desk.post.kept) == 1


def test_a_message_that_belongs_to_another_text_clears_no_doubt(desk: Desk) -> None:
    desk.promise("tips")
    desk.drain()
    desk.promise("tips", call=OTHER_CALL)
    desk.post.answers = [Unknown()]
    desk.drain()
    desk.clock.wait(minutes=3)
    desk.drain()
    assert desk.states == [TextState.SENT, TextState.SENT]
    assert len(desk.post.kept) == 2


def test_a_text_stays_in_doubt_for_good_where_the_provider_cannot_say(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [Unknown()]
    desk.post.lists = False
    for _ in range(60):
        desk.drain()
        desk.clock.wait(minutes=1)
    assert desk.states == [TextState.UNKNOWN]
    assert len(desk.post.had) == 1
    looked = len(desk.post.looked)
    assert 5 < looked < 12
    desk.clock.wait(days=1)
    assert desk.drain() == 0


def test_a_provider_that_fails_again_and_again_is_not_asked_for_ever(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [Unknown(20500)] * 100
    for _ in range(60):
        desk.drain()
        desk.clock.wait(minutes=1)
    assert desk.states == [TextState.UNKNOWN]
    assert len(desk.post.had) < 10


def test_a_receipt_settles_a_text_in_doubt(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [Unknown()]
    desk.drain()
    assert desk.store.receipt(desk.store.texts()[0].id, TextState.DELIVERED, desk.clock.now, sid="SM" + "f" * 32)
    desk.clock.wait(minutes=3)
    assert desk.drain() == 0
    assert desk.states == [TextState.DELIVERED]


def test_a_text_of_which_no_last_word_comes_is_asked_after_for_a_day_and_then_left_to_an_adviser(desk: Desk) -> None:
    desk.promise("tips")
    desk.drain()
    for hours in range(30):
        desk.clock.wait(hours=1)
        assert desk.drain() == (hours in {0, 5, 23})
        assert bool(desk.store.sent.to_ring(desk.clock())) == (hours >= 23)
    assert desk.states == [TextState.SENT]
    assert len(desk.post.had) == 1
    assert desk.post.asked_after == [desk.post.kept[0][0].sid] * 3


@pytest.mark.parametrize(
    ("fate", "state", "code"),
    [
        (Accepted("SM0", TextState.DELIVERED), TextState.DELIVERED, None),
        (Accepted("SM0", TextState.UNDELIVERED, 30003), TextState.UNDELIVERED, 30003),
        (Accepted("SM0", TextState.FAILED, 30007), TextState.FAILED, 30007),
    ],
)
def test_what_a_lost_receipt_would_have_told_is_asked_for(desk: Desk, fate: Accepted, state: TextState, code: int | None) -> None:
    desk.promise("tips")
    desk.drain()
    desk.post.fates = [Unknown(), fate]
    desk.clock.wait(hours=1)
    desk.drain()
    assert desk.states == [TextState.SENT]
    desk.clock.wait(hours=5)
    desk.drain()
    desk.clock.wait(hours=48)
    assert desk.drain() == 0
    assert [(text.state, text.code) for text in desk.store.texts()] == [(state, code)]


def test_a_text_whose_receipt_came_is_not_asked_after(desk: Desk) -> None:
    desk.promise("tips")
    desk.drain()
    (text,) = desk.store.texts()
    desk.store.receipt(text.id, TextState.SENT, desk.clock.now)
    desk.store.receipt(text.id, TextState.DELIVERED, desk.clock.now)
    desk.clock.wait(hours=48)
    assert (desk.drain(), desk.post.asked_after) == (0, [])


def test_a_receipt_that_is_not_the_last_leaves_a_text_to_be_asked_after(desk: Desk) -> None:
    desk.promise("tips")
    desk.drain()
    (text,) = desk.store.texts()
    desk.store.receipt(text.id, TextState.SENT, desk.clock.now)
    desk.clock.wait(hours=1)
    assert (desk.drain(), len(desk.post.asked_after)) == (1, 1)


def test_a_worker_that_dies_as_it_asks_after_a_text_leaves_it_sent_and_to_be_asked_after(desk: Desk) -> None:
    desk.promise("tips")
    desk.drain()
    desk.clock.wait(hours=1)
    now = desk.clock.now
    job = desk.store.outbox.claim(now, now + timedelta(minutes=2))
    assert job is not None
    assert desk.states == [TextState.SENT]
    desk.clock.wait(minutes=3)
    assert desk.drain() == 1
    assert len(desk.post.had) == 1


def test_a_text_that_we_do_not_let_out_is_refused(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [KeptIn()]
    desk.drain()
    assert [(text.state, text.code) for text in desk.store.texts()] == [(TextState.REFUSED, None)]


def test_a_text_that_will_never_be_taken_has_failed_with_its_reason(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [Refused(21211)]
    desk.drain()
    desk.clock.wait(hours=1)
    assert desk.drain() == 0
    assert [(text.state, text.code) for text in desk.store.texts()] == [(TextState.FAILED, 21211)]
    assert not desk.store.opted_out(MOBILE.e164)


def test_a_number_that_said_stop_is_remembered_and_not_asked_for_again(desk: Desk) -> None:
    desk.promise("tips", "links")
    desk.post.answers = [Refused(21610)]
    desk.drain()
    assert desk.states == [TextState.REFUSED, TextState.REFUSED]
    assert desk.store.opted_out(MOBILE.e164)
    assert len(desk.post.had) == 1


def test_a_number_that_said_start_again_is_texted_again(desk: Desk) -> None:
    desk.store.opt_out(MOBILE.e164, NOW)
    desk.store.opt_in(MOBILE.e164)
    desk.promise("tips")
    desk.drain()
    assert desk.states == [TextState.SENT]


def test_a_worker_lost_between_claim_and_send_loses_nothing_and_doubles_nothing(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [KeyboardInterrupt()]  # what ends a worker is no mere Exception
    with pytest.raises(KeyboardInterrupt):
        desk.drain()
    assert desk.states == [TextState.SENDING]
    assert desk.drain() == 0  # perhaps the worker still lives
    desk.clock.wait(minutes=3)
    assert desk.drain() == 1
    assert desk.states == [TextState.SENT]
    assert len(desk.post.kept) == 1
    assert desk.post.looked == [NOW]


def test_a_text_that_was_only_claimed_waits_for_a_provider_that_can_say_and_is_then_sent(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        desk.drain()
    desk.post.lists = False
    for _ in range(8):
        desk.clock.wait(minutes=3)
        desk.drain()
    assert len(desk.post.had) == 1
    desk.post.lists = True
    desk.clock.wait(minutes=3)
    desk.drain()
    assert desk.states == [TextState.SENT]
    assert len(desk.post.kept) == 1


@pytest.mark.parametrize(("later", "state"), [({"hours": 2}, TextState.SENT), ({"hours": 2, "seconds": 1}, TextState.EXPIRED)])
def test_a_text_whose_worker_died_with_it_in_hand_is_not_sent_hours_later(desk: Desk, later: dict[str, float], state: TextState) -> None:
    """A machine that goes down in the evening and comes up in the night sends nobody what they asked for by day."""
    desk.promise("tips")
    desk.post.answers = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        desk.drain()
    desk.clock.wait(**later)
    desk.drain()
    assert desk.states == [state]
    assert len(desk.post.kept) == (state is TextState.SENT)
    assert bool(desk.store.sent.to_ring(desk.clock())) == (state is TextState.EXPIRED)


def test_a_text_whose_worker_died_once_it_was_sent_is_found_however_late(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.take(MOBILE, WORDS["tips"])
    desk.post.answers = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        desk.drain()
    desk.clock.wait(hours=9)
    desk.drain()
    assert desk.states == [TextState.SENT]
    assert len(desk.post.had) == 1


def test_a_text_that_ends_every_worker_that_takes_it_is_given_up_and_those_behind_it_go_out(desk: Desk) -> None:
    desk.promise("tips")
    desk.post.answers = [KeyboardInterrupt()] * 100
    for _ in range(40):
        with suppress(KeyboardInterrupt):
            desk.drain()
        desk.clock.wait(minutes=3)
    assert desk.states == [TextState.UNKNOWN]
    assert 10 < len(desk.post.had) < 30
    desk.post.answers = []
    desk.promise("links", call=OTHER_CALL)
    desk.drain()
    assert desk.states == [TextState.UNKNOWN, TextState.SENT]


def test_a_worker_that_slept_through_its_claim_looks_before_it_sends(desk: Desk) -> None:
    desk.promise("tips")
    times = iter([NOW])  # the moment of the claim; when the worker looks at the clock again, it has been suspended for a while
    desk.post.take(MOBILE, WORDS["tips"])  # by another worker, meanwhile
    drain(Worker(desk.store.outbox, desk.post, str, lambda: next(times, NOW + timedelta(minutes=5))))
    assert desk.states == [TextState.SENT]
    assert desk.post.had == []


@pytest.mark.parametrize(("held_up_s", "sends"), [(59, 1), (61, 0), (119, 0)])
def test_a_worker_whose_claim_is_about_to_run_out_does_not_begin_to_send(desk: Desk, held_up_s: int, sends: int) -> None:
    """Its request could reach the provider after another worker has looked there and found nothing."""
    desk.promise("tips")
    times = iter([NOW])  # the moment of the claim
    drain(Worker(desk.store.outbox, desk.post, str, lambda: next(times, NOW + timedelta(seconds=held_up_s))))
    assert len(desk.post.had) == sends
    desk.clock.wait(minutes=3)
    desk.drain()
    assert desk.states == [TextState.SENT]
    assert len(desk.post.kept) == 1


def test_a_database_that_fails_after_the_send_does_not_send_twice(desk: Desk) -> None:
    desk.promise("tips")

    @dataclass
    class Forgetful:
        outbox: object

        def __getattr__(self, name: str) -> object:
            if name == "mark":
                message = "The database failed."
                raise StoreError(message)
            return getattr(self.outbox, name)

    forgetful: Any = Forgetful(desk.store.outbox)  # Any: it stands in for an outbox
    with pytest.raises(StoreError):
        drain(Worker(forgetful, desk.post, str, desk.clock))
    desk.clock.wait(minutes=3)
    desk.drain()
    assert desk.states == [TextState.SENT]
    assert len(desk.post.kept) == 1


def test_the_database_is_free_while_the_provider_is_asked(desk: Desk) -> None:
    free: list[object] = []

    @dataclass
    class Busybody(Postman):
        def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
            free.append(desk.store.keep_turn(OTHER_CALL, "keys.9", NOW, "keys", turn(sent("links")), None))
            return super().post(to, body, status_callback)

    desk.promise("tips")
    desk.post = Busybody()
    desk.drain()
    assert free == [True, False]
    assert desk.states == [TextState.SENT, TextState.SENT]


def test_texts_that_were_turned_away_together_come_back_apart_and_apart_anew_each_time(desk: Desk) -> None:
    for n in range(50):
        desk.promise("tips", call=f"CA{n:032x}")
    desk.post.answers = [TryLater(20429)] * 150
    waits: dict[str, list[float]] = {}
    for _ in range(3):
        while desk.drain():
            pass
        for id, due in due_at(desk).items():
            waits.setdefault(id, []).append((due - desk.clock.now).total_seconds())
        desk.clock.wait(seconds=60)
    for n, (shortest, longest) in enumerate(((2.5, 5), (5, 10), (10, 20))):
        at = sorted(wait[n] for wait in waits.values())
        assert shortest <= at[0] < at[-1] <= longest
        assert len(set(at)) == 50
        assert max(later - before for before, later in pairwise(at)) < (longest - shortest) / 3  # no gap: they come back spread out
    assert len({tuple(sorted(waits, key=lambda text: waits[text][n])) for n in range(3)}) == 3  # in another order each time


def due_at(desk: Desk) -> dict[str, datetime]:
    """When a worker is next to look at each text."""
    with desk.store.database.reading("looking") as connection:
        return {row.id: row.due_at for row in connection.execute(select(TEXTS))}


@pytest.mark.parametrize("code", [30004, 30005, 30006])
def test_a_number_that_no_text_reaches_is_not_asked_for_again_and_an_adviser_hears_of_it(desk: Desk, code: int) -> None:
    """Contract 4.10: suppress."""
    desk.promise("tips")
    desk.drain()
    desk.store.receipt(desk.store.texts()[0].id, TextState.UNDELIVERED, desk.clock.now, code=code)
    desk.promise("tips", call=OTHER_CALL)
    desk.drain()
    assert len(desk.post.had) == 1
    assert [(text.state, text.code) for text in desk.store.texts()] == [(TextState.UNDELIVERED, code), (TextState.FAILED, code)]
    assert desk.store.sent.waiting(desk.clock()) == 2


def test_a_text_that_a_phone_did_not_take_is_not_sent_again(desk: Desk) -> None:
    """Contract 4.10 allows one later retry of 30003: none is made (`ivr.texts.reasons`)."""
    desk.promise("tips")
    desk.drain()
    desk.store.receipt(desk.store.texts()[0].id, TextState.UNDELIVERED, desk.clock.now, code=30003)
    desk.clock.wait(days=1)
    assert desk.drain() == 0
    assert desk.store.sent.waiting(desk.clock()) == 1


def test_each_text_goes_out_in_its_own_words(desk: Desk) -> None:
    for call, body in ((CALL, "Five tips."), (OTHER_CALL, "Six tips, since yesterday.")):
        desk.store.keep_turn(call, "keys.1", NOW, "keys", turn(SendText("tips", MOBILE, body)), None)
    desk.drain()
    assert [body for _, body, _ in desk.post.had] == ["Five tips.", "Six tips, since yesterday."]


@dataclass
class London(Clock):
    """A clock on a wall in London, while time passes."""

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now.astimezone(LONDON)


FORWARD = datetime(2027, 3, 28, 0, 58, tzinfo=UTC)  # two minutes before the clocks go forward, and back
BACK = datetime(2026, 10, 25, 0, 58, tzinfo=UTC)


@pytest.mark.parametrize("night", [FORWARD, BACK])
@pytest.mark.parametrize("answer", [TryLater(20429), Unknown()])
def test_no_text_is_given_up_or_left_for_an_hour_on_a_night_when_the_clocks_change(desk: Desk, night: datetime, answer: Outcome) -> None:
    desk.clock = London(night)
    desk.store.keep_turn(CALL, "keys.1", desk.clock(), "keys", turn(sent("tips")), None)
    desk.post.answers = [answer]
    desk.drain()
    desk.clock.wait(minutes=3)
    desk.drain()
    assert desk.states == [TextState.SENT]


@pytest.mark.parametrize("night", [FORWARD, BACK])
def test_a_text_is_tried_for_as_long_on_a_night_when_the_clocks_change(desk: Desk, night: datetime) -> None:
    desk.clock = London(night)
    desk.store.keep_turn(CALL, "keys.1", desk.clock(), "keys", turn(sent("tips")), None)
    desk.post.answers = [TryLater(20429)] * 2000
    for _ in range(16 * 60):
        desk.drain()
        desk.clock.wait(seconds=1)
    assert desk.states == [TextState.EXPIRED]
    assert 10 < len(desk.post.had) < 40


@pytest.mark.parametrize("night", [FORWARD, BACK])
def test_a_text_is_asked_after_an_hour_after_it_was_sent_on_a_night_when_the_clocks_change(desk: Desk, night: datetime) -> None:
    desk.clock = London(night)
    desk.store.keep_turn(CALL, "keys.1", desk.clock(), "keys", turn(sent("tips")), None)
    desk.drain()
    desk.clock.wait(minutes=59)
    assert desk.drain() == 0
    desk.clock.wait(minutes=1)
    assert desk.drain() == 1
