"""The texts that did not arrive, as an adviser sees them."""

import logging
from datetime import timedelta

import pytest

from ivr.call.turn import HangUp, Place, SendText, Turn
from ivr.menu.lines import AUTO_REPLY
from ivr.menu.service import Texting
from ivr.porter.enrol import add
from ivr.staff.people import Role
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Job
from ivr.texts.states import TextState
from tests.small import COMPLAINT, NOW, helpline, with_text
from tests.web.browsing import Browser
from tests.web.conftest import Open, Site
from tests.web.desk.conftest import ANN, BOB, PASSWORD, sign_in

TEXT = COMPLAINT.texts[0]
PAGE, DONE, BACK = "/desk/texts", "/desk/texts/done", "/desk/texts/back"


def promised(site: Site, n: int) -> str:
    """The id of a text that was promised to 07700 900100 + n, n minutes after NOW."""
    to = Mobile(f"+447700900{100 + n}")
    does = (SendText(TEXT, to, "IASK: some words."),)
    at = NOW + timedelta(minutes=n)
    site.store.keep_turn(f"CA{n}", "keys.1", at, "keys", Turn((), HangUp(), Place(), does), None)
    return next(text.id for text in site.store.texts() if text.call == f"CA{n}")


def became(site: Site, n: int, state: TextState, code: int | None = None) -> str:
    id = promised(site, n)
    site.store.outbox.mark(id, state, NOW, code=code, due=NOW + timedelta(hours=1) if state is TextState.SENT else None)
    return id


@pytest.fixture
def unarrived(staffed: Site) -> Site:
    """One text of each kind: those that did not arrive, and those that did or still may."""
    became(staffed, 1, TextState.UNDELIVERED, 30003)
    became(staffed, 2, TextState.FAILED, 30005)
    became(staffed, 3, TextState.EXPIRED, 20429)
    became(staffed, 4, TextState.UNKNOWN)
    became(staffed, 5, TextState.REFUSED, 21610)
    became(staffed, 6, TextState.DELIVERED)
    became(staffed, 7, TextState.SENT)
    promised(staffed, 8)
    in_doubt = promised(staffed, 9)
    staffed.store.outbox.mark(in_doubt, TextState.UNKNOWN, NOW, due=NOW + timedelta(minutes=2))
    return staffed


def test_a_text_that_was_sent_and_of_which_nobody_has_heard_is_listed_once_nobody_asks_any_more(staffed: Site, browser: Browser) -> None:
    staffed.store.outbox.mark(promised(staffed, 1), TextState.SENT, NOW, sid="SM1")
    sign_in(browser)
    browser.go(PAGE)
    assert "To ring (1)" in browser.says
    assert "It was sent, and no network has told us whether it arrived." in browser.says


def test_a_text_for_which_no_worker_runs_is_to_ring_once_none_will_send_it(staffed: Site, browser: Browser) -> None:
    promised(staffed, 0)
    assert isinstance(staffed.store.outbox.claim(NOW, NOW + timedelta(minutes=2)), Job)
    promised(staffed, 1)
    staffed.clock.now = NOW + timedelta(hours=2)
    assert "None. Every text arrived" in sign_in(browser).go(PAGE).says
    staffed.clock.now = NOW + timedelta(hours=2, minutes=3)
    assert "To ring (2)" in browser.go(PAGE).says
    assert browser.says.count("It waits, for texts do not go out. Tell whoever runs the helpline.") == 2
    assert "Number: 07700 900101" in browser.send(PAGE).says


def test_an_answer_to_a_text_for_which_no_worker_runs_is_no_work_for_an_adviser(staffed: Site) -> None:
    does = (SendText(AUTO_REPLY, Mobile("+447700900101"), "IASK: call us."),)
    staffed.store.keep_turn("SM1", "keys.1", NOW, "keys", Turn((), HangUp(), Place(), does), None)
    assert staffed.store.sent.waiting(NOW + timedelta(days=1)) == 0


def test_a_text_that_did_not_arrive_stands_there_in_full_to_be_read_out_and_only_to_the_caller(opened: Open) -> None:
    words = "IASK: " + "ask for it in writing, and keep a copy. " * 3 + "Call 03000 41 3000"
    with opened(helpline=with_text(helpline(), TEXT, words)) as site:
        add(site.store, ANN, {Role.ANSWER}, PASSWORD)
        became(site, 1, TextState.UNDELIVERED, 30003)
        says = sign_in(Browser(site.port)).go(PAGE).says
        assert words in says
        assert "say who you are to the caller only" in says


@pytest.mark.parametrize(("key", "hushed"), [("3", True), ("1", False)])
def test_a_text_that_was_asked_for_discreetly_is_marked_for_whoever_rings_instead(opened: Open, key: str, *, hushed: bool) -> None:
    with opened(helpline=helpline(texting=Texting(), short_links="helpline.example/t")) as site:
        add(site.store, ANN, {Role.ANSWER}, PASSWORD)
        site.line().ring().press("1").press("1").press("8").press(key)
        (text,) = site.store.texts()
        site.store.outbox.mark(text.id, TextState.UNDELIVERED, NOW, code=30003)
        says = sign_in(Browser(site.port)).go(PAGE).says
    told = "Asked for discreetly: somebody else may see or answer this phone. Leave no message."
    assert (told in says) is hushed
    assert "Number: ends in 123 The phone was off or out of reach." in says


@pytest.mark.usefixtures("unarrived")
def test_what_did_not_arrive_is_listed_last_first_with_why_and_what_it_says_and_no_number_in_full(browser: Browser) -> None:
    assert "Texts that did not arrive" in sign_in(browser).says
    browser.go(PAGE)
    assert "To ring (5)" in browser.says
    told = [
        "Number: ends in 105 This number has asked us for no texts.",
        "Number: ends in 104 Twilio did not answer, so nobody knows. It may have arrived.",
        "Number: ends in 103 It could not be sent in time.",
        "Number: ends in 102 The number is not in use.",
        "Number: ends in 101 The phone was off or out of reach.",
    ]
    places = [browser.says.index(one) for one in told]
    assert places == sorted(places)
    assert browser.says.count("Number:") == 5
    assert "Tuesday 24 November 2026, 11:01" in browser.says
    assert browser.says.count(" ".join(helpline().texts[TEXT].body.split())) == 5
    assert "7700" not in browser.answer.text


def test_the_first_page_says_how_many_wait_and_says_none_of_it_once_none_does(browser: Browser, unarrived: Site) -> None:
    assert "Texts that did not arrive (5)" in sign_in(browser).says
    for text in unarrived.store.sent.to_ring(NOW):
        unarrived.store.sent.handle(text.id, "ann", NOW)
    assert "Texts that did not arrive (" not in browser.go("/desk").says


def test_a_number_is_shown_to_whoever_asks_for_that_one_and_who_asked_is_logged(
    browser: Browser, unarrived: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    (first, *_) = unarrived.store.sent.to_ring(NOW)
    sign_in(browser).go(PAGE).send(PAGE)
    assert "Number: 07700 900105" in browser.says
    assert "tel:+447700900105" in browser.page.links
    assert browser.at == PAGE
    assert browser.answer.text.count("7700") == 2
    assert browser.answer.headers["Cache-Control"] == "no-store"
    assert "7700" not in browser.go(PAGE).answer.text
    ann = next(account.staff.id for account in unarrived.store.staff.all() if account.staff.name == ANN)
    assert f"text {first.id}: its number was shown to the member of staff {ann}" in caplog.messages
    assert "7700" not in caplog.text


def test_a_number_whose_text_arrived_is_shown_to_nobody(browser: Browser, unarrived: Site) -> None:
    arrived = next(text.id for text in unarrived.store.texts() if text.state is TextState.DELIVERED)
    assert unarrived.store.sent.number(arrived, NOW) is None
    sign_in(browser).go(PAGE).send(PAGE, text=arrived)
    assert "7700" not in browser.answer.text
    browser.send(PAGE, text="nonsense")
    assert browser.answer.status == 200


def test_what_somebody_has_dealt_with_is_to_ring_no_more_and_says_by_whom_and_when(browser: Browser, unarrived: Site) -> None:
    unarrived.clock.now = NOW + timedelta(hours=1)
    sign_in(browser).go(PAGE).send(DONE)
    assert browser.at == PAGE
    assert "To ring (4)" in browser.says
    assert f"By {ANN}, Tuesday 24 November 2026, 12:00" in browser.says
    assert browser.says.index("Dealt with Tuesday") < browser.says.index("ends in 105")
    for _ in range(4):
        browser.send(DONE)
    assert "None. Every text arrived, or somebody has dealt with it." in browser.says


def test_of_two_who_deal_with_one_text_the_first_is_written_down(unarrived: Site) -> None:
    (text, *_) = unarrived.store.sent.to_ring(NOW)
    assert unarrived.store.sent.handle(text.id, "first", NOW)
    assert not unarrived.store.sent.handle(text.id, "second", NOW + timedelta(minutes=1))
    (handled,) = unarrived.store.sent.handled()
    assert (handled.handled_by, handled.handled_at) == ("first", NOW)


def test_a_text_that_was_said_to_be_dealt_with_by_mistake_is_put_back_whole_and_who_did_it_is_logged(
    browser: Browser, unarrived: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = sign_in(browser).go(PAGE).says
    browser.send(DONE).send(BACK)
    assert browser.says == before
    assert browser.at == PAGE
    (put_back,) = (one.getMessage() for one in caplog.records if "put it back" in one.getMessage())
    assert put_back.startswith(f"text {unarrived.store.sent.to_ring(NOW)[0].id}: the member of staff ")


def test_what_nobody_has_dealt_with_is_not_put_back(unarrived: Site) -> None:
    (text, *_) = unarrived.store.sent.to_ring(NOW)
    assert not unarrived.store.sent.reopen(text.id)
    assert not unarrived.store.sent.reopen("nonsense")


def test_a_text_that_is_delivered_after_all_is_to_ring_no_more(browser: Browser, unarrived: Site) -> None:
    for text in unarrived.store.sent.to_ring(NOW):
        unarrived.store.receipt(text.id, TextState.DELIVERED, NOW)
    assert "None. Every text arrived" in sign_in(browser).go(PAGE).says


def test_a_number_that_is_forgotten_is_said_to_be_and_cannot_be_asked_for(browser: Browser, unarrived: Site) -> None:
    unarrived.store.sent.erase(NOW + timedelta(days=30))
    sign_in(browser).go(PAGE)
    assert browser.says.count("Number: forgotten") == 5
    assert "Show the number" not in browser.says
    assert "Dealt with" in browser.says


@pytest.mark.usefixtures("unarrived")
@pytest.mark.parametrize("path", [PAGE, DONE, BACK])
def test_whoever_may_not_answer_sees_no_texts_and_no_number(browser: Browser, path: str) -> None:
    sign_in(browser, BOB)
    assert "Texts that did not arrive" not in browser.says
    browser.post(path, {"X-CSRF-Token": browser.page.forms[0][1]["csrf"]}, text="x")
    assert browser.answer.status == 403
    assert browser.go(PAGE).answer.status == 403


def test_a_claim_is_no_text_that_did_not_arrive(staffed: Site) -> None:
    promised(staffed, 1)
    assert isinstance(staffed.store.outbox.claim(NOW + timedelta(hours=1), NOW + timedelta(hours=2)), Job)
    assert staffed.store.sent.waiting(NOW + timedelta(hours=1)) == 0
