"""Texts that come in, and what became of those that went out."""

import sqlite3

import pytest

from ivr.texts.states import TextState
from tests.small import COMPLAINT, helpline, with_text
from tests.web.conftest import Open, Site
from tests.web.line import PUBLIC, Line, post

EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response />'
MOBILE = "+447700900123"
ANSWER = f"<Message>{helpline().texts['auto_reply'].body}</Message>"


def sent(site: Site, body: str, **more: str) -> str:
    answer = post(site.port, f"{PUBLIC}/sms", {"MessageSid": "SM1", "From": MOBILE, "To": "+447700900999", "Body": body, **more})
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return answer.text


@pytest.mark.parametrize("body", ["STOP", "stop", " Stop. ", "UNSUBSCRIBE", "end", "Quit", "CANCEL", "STOPALL", "REVOKE", "OPTOUT"])
def test_who_says_stop_gets_no_more_texts_and_no_answer_from_us(site: Site, body: str) -> None:
    """Contract 4.9: Twilio answers by itself."""
    assert sent(site, body) == EMPTY
    assert site.store.opted_out(MOBILE)


@pytest.mark.parametrize("body", ["Stop all!!", "un-subscribe", "(stop)", "opt out", "STOP\u2026", "s t o p"])
def test_stop_is_understood_however_it_is_spaced_and_punctuated(site: Site, body: str) -> None:
    assert sent(site, body) == EMPTY
    assert site.store.opted_out(MOBILE)


@pytest.mark.parametrize("body", ["please don't stop", "When does the week end?", "I want to cancel my meeting"])
def test_a_sentence_that_has_stop_in_it_stops_nothing(site: Site, body: str) -> None:
    assert sent(site, body) != EMPTY
    assert not site.store.opted_out(MOBILE)


def test_who_says_start_gets_texts_again(site: Site) -> None:
    sent(site, "STOP")
    assert sent(site, "start") == EMPTY
    assert not site.store.opted_out(MOBILE)


def test_what_twilio_takes_for_a_stop_is_one(site: Site) -> None:
    """Contract 4.9: with Advanced Opt-Out its own words are the operator's."""
    assert sent(site, "arrêt", OptOutType="STOP") == EMPTY
    assert site.store.opted_out(MOBILE)


def test_a_sentence_with_stop_in_it_is_no_stop(site: Site) -> None:
    """Contract 4.9: one word only."""
    assert ANSWER in sent(site, "please stop ringing")
    assert not site.store.opted_out(MOBILE)


def test_anything_else_gets_one_polite_answer(site: Site) -> None:
    assert ANSWER in sent(site, "My son is six")


def test_an_author_words_the_answer(opened: Open) -> None:
    with opened(helpline=with_text(helpline(), "auto_reply", "x")) as site:
        assert "<Message>x</Message>" in sent(site, "hello")


def test_without_an_answer_the_doors_do_not_open(opened: Open) -> None:
    with pytest.raises(KeyError, match="auto_reply"), opened(helpline=helpline(texts={})):
        pass


def test_who_has_said_stop_is_not_answered(site: Site) -> None:
    sent(site, "STOP")
    assert sent(site, "hello") == EMPTY


@pytest.mark.parametrize("sender", ["", "IASKent", "60777", "+15005550006", "whatsapp:+447700900123"])
def test_who_is_no_uk_mobile_is_not_answered(site: Site, sender: str) -> None:
    assert sent(site, "hello", From=sender) == EMPTY


def test_a_stop_that_cannot_be_kept_is_told_to_twilio(site: Site) -> None:
    with sqlite3.connect(site.file) as other:
        other.execute("DROP TABLE opt_outs")
    assert post(site.port, f"{PUBLIC}/sms", {"From": MOBILE, "Body": "STOP"}).status == 503


def test_a_receipt_updates_its_text_whatever_the_order(site: Site) -> None:
    """Contract 4.4: receipts come late, twice and out of order."""
    site.line().ring().press("1").press("1").press("8").press("1")
    (text,) = site.store.texts()
    assert (text.text, text.state) == (COMPLAINT.texts[0], TextState.QUEUED)
    for status in ("delivered", "sent", "delivered", "queued"):
        answer = post(site.port, f"{PUBLIC}/sms/status?text={text.id}", {"MessageSid": "SM1", "MessageStatus": status})
        assert (answer.status, answer.body) == (204, b"")
    assert site.store.texts()[0].state is TextState.DELIVERED


def test_a_failed_receipt_keeps_its_code(site: Site) -> None:
    site.line().ring().press("1").press("1").press("8").press("1")
    (text,) = site.store.texts()
    told = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30003"}
    post(site.port, f"{PUBLIC}/sms/status?text={text.id}", told)
    (text,) = site.store.texts()
    assert (text.state, text.code) == (TextState.UNDELIVERED, 30003)


@pytest.mark.parametrize(
    "form", [{}, {"MessageStatus": "delivered"}, {"MessageStatus": "dancing"}, {"MessageStatus": "failed", "ErrorCode": "x"}]
)
@pytest.mark.parametrize("query", ["", "?text=", "?text=nobody", "?other=1"])
def test_a_receipt_for_nothing_is_let_go(site: Site, query: str, form: dict[str, str]) -> None:
    assert post(site.port, f"{PUBLIC}/sms/status{query}", form | {"CallSid": Line(0).call}).status == 204
    assert site.store.texts() == []
