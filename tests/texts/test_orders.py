"""Receipts and answers of one text in every order, against a real outbox: what is known in the end is the best that was told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.store import Store, connect
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted, Outcome, TryLater, Unknown
from ivr.texts.send import Worker, drain
from ivr.texts.states import FINAL, TextState, from_receipt
from tests.store.turns import NOW, WORDS, sent, turn
from tests.texts.test_send import Clock

NUMBER = count()
WORDS_OF_TWILIO = st.sampled_from(["queued", "sending", "sent", "delivered", "undelivered", "failed"])
ANSWER = st.sampled_from(["taken", "taken and not told", "not taken and not told", "busy"])


@dataclass
class Twilio:
    """Has what it takes. Receipts that are `early` come before the answer; each message has one fate, told however often."""

    store: Store
    text: str
    answers: list[str]
    early: list[str]
    fate: str = "sent"
    messages: int = 0

    def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
        del to, body, status_callback
        answer = self.answers.pop(0) if self.answers else "taken"
        if answer == "busy":
            return TryLater(20429)
        if answer == "not taken and not told":
            return Unknown()
        self.messages += 1
        for word in self.early:
            self.receive(word)
        return Accepted(self.sid) if answer == "taken" else Unknown()

    def found(self, to: Mobile, body: str, since: datetime) -> tuple[Accepted, ...] | Unknown:
        del to, since
        assert body == WORDS["tips"]
        return (Accepted(self.sid),) if self.messages else ()

    def became(self, sid: str) -> Accepted | Unknown:
        return Accepted(sid, from_receipt(self.fate) or TextState.SENT) if sid == self.sid else Unknown()

    @property
    def sid(self) -> str:
        return f"SM{self.text}"

    def receive(self, word: str) -> None:
        """Tell a receipt; what is final never changes but for a delivery."""
        news, before = from_receipt(word), self.state
        assert news
        self.store.receipt(self.text, news, NOW, sid=self.sid)
        after = self.state
        if before in FINAL:
            assert after in FINAL
        if before is TextState.DELIVERED:
            assert after is TextState.DELIVERED

    @property
    def state(self) -> TextState:
        return next(text.state for text in self.store.texts() if text.id == self.text)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found = connect(f"sqlite:///{tmp_path_factory.mktemp('orders') / 'helpline.db'}")
    found.migrate()
    yield found
    found.close()


@settings(max_examples=200, deadline=None)
@given(st.lists(ANSWER, max_size=3), st.lists(WORDS_OF_TWILIO, max_size=4), st.lists(WORDS_OF_TWILIO, max_size=4))
def test_receipts_early_late_twice_and_in_any_order_end_in_the_best_that_was_told_and_one_message(
    store: Store, answers: list[str], early: list[str], late: list[str]
) -> None:
    call = f"CA{next(NUMBER)}"
    store.keep_turn(call, "keys.1", NOW, "keys", turn(sent("tips")), None)
    twilio = Twilio(store, next(text.id for text in store.texts() if text.call == call), answers, early)
    clock = Clock()
    for _ in range(12):
        drain(Worker(store.outbox, twilio, str, clock))
        clock.wait(minutes=1)
    for word in late:
        twilio.receive(word)
    told = {state for word in (*early, *late) if (state := from_receipt(word))}
    order = (TextState.DELIVERED, TextState.UNDELIVERED, TextState.FAILED, TextState.SENT)
    assert twilio.messages == 1
    assert twilio.state is next(state for state in order if state in told | {TextState.SENT})


@settings(max_examples=100, deadline=None)
@given(st.lists(ANSWER, max_size=2), st.lists(WORDS_OF_TWILIO, max_size=2), WORDS_OF_TWILIO, st.sampled_from([0, 1, 6, 24]))
def test_a_text_that_is_asked_after_ends_in_what_was_told_or_asked_and_is_never_sent_again(
    store: Store, answers: list[str], told: list[str], fate: str, hours: int
) -> None:
    call = f"CA{next(NUMBER)}"
    store.keep_turn(call, "keys.1", NOW, "keys", turn(sent("tips")), None)
    twilio = Twilio(store, next(text.id for text in store.texts() if text.call == call), answers, [], fate)
    clock = Clock()
    for hour in range(27):
        for _ in range(12):
            drain(Worker(store.outbox, twilio, str, clock))
            clock.wait(minutes=5)
        if hour == hours:
            for word in told:
                twilio.receive(word)
    known = {state for word in (*told, fate) if (state := from_receipt(word))}
    order = (TextState.DELIVERED, TextState.UNDELIVERED, TextState.FAILED, TextState.SENT)
    assert twilio.messages == 1
    assert twilio.state in known | {TextState.SENT}
    if twilio.state is not next(state for state in order if state in known):  # one was the last word before the other came
        assert {from_receipt(fate), twilio.state} <= FINAL
    assert drain(Worker(store.outbox, twilio, str, clock)) == 0
