"""Texts that come in, and what became of those that went out."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ivr.menu.model import Helpline, Link
from ivr.menu.service import Texting
from ivr.menu.short import code
from ivr.texts.states import TextState
from tests.small import COMPLAINT, helpline, with_text
from tests.web.conftest import Open, Site
from tests.web.line import PUBLIC, Line, post

EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response />'
MOBILE = "+447700900123"


def sent(site: Site, body: str, message: str = "SM1", **more: str) -> list[str]:
    """The texts that were promised to whoever sent this one, by their ids; Twilio itself is told to send nothing."""
    told = {"MessageSid": message, "From": MOBILE, "To": "+447700900999", "Body": body, **more}
    answer = post(site.port, f"{PUBLIC}/sms", told)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert answer.text == EMPTY
    return [text.text for text in site.store.texts() if text.call == message]


def asking(**changes: Any) -> Helpline:
    """The small helpline, with a text for whoever texts TIPS or MEDIATION."""
    return with_text(helpline(texting=Texting(**changes)), "complaint_tips", "IASK: write.", keywords=("TIPS", "MEDIATION"))


@pytest.mark.parametrize("body", ["STOP", "stop", " Stop. ", "UNSUBSCRIBE", "end", "Quit", "CANCEL", "STOPALL", "REVOKE", "OPTOUT"])
def test_who_says_stop_gets_no_more_texts_and_no_answer_from_us(site: Site, body: str) -> None:
    """Contract 4.9: Twilio answers by itself."""
    assert sent(site, body) == []
    assert site.store.opted_out(MOBILE)


@pytest.mark.parametrize(
    "body", ["Stop all!!", "un-subscribe", "(stop)", "opt out", "STOP\u2026", "s t o p", "please stop", "Stop, thanks"]
)
def test_stop_is_understood_however_it_is_spaced_and_punctuated(site: Site, body: str) -> None:
    assert sent(site, body) == []
    assert site.store.opted_out(MOBILE)


@pytest.mark.parametrize("body", ["please don't stop", "When does the week end?", "I want to cancel my meeting"])
def test_a_sentence_that_has_stop_in_it_stops_nothing(site: Site, body: str) -> None:
    assert sent(site, body) == ["auto_reply"]
    assert not site.store.opted_out(MOBILE)


def test_who_says_start_gets_texts_again(site: Site) -> None:
    sent(site, "STOP")
    assert sent(site, "start") == []
    assert not site.store.opted_out(MOBILE)


def test_what_twilio_takes_for_a_stop_is_one(site: Site) -> None:
    """Contract 4.9: with Advanced Opt-Out its own words are the operator's."""
    assert sent(site, "arrêt", OptOutType="STOP") == []
    assert site.store.opted_out(MOBILE)


@pytest.mark.parametrize("how", [{"body": "HELP"}, {"body": "Info"}, {"body": "aide", "OptOutType": "HELP"}])
def test_who_asks_for_help_is_answered_by_twilio_and_not_by_us_too(site: Site, how: dict[str, str]) -> None:
    """Contract 4.9."""
    assert sent(site, **how) == []


def test_anything_else_is_answered_once_a_day(site: Site) -> None:
    assert sent(site, "My son is six", "SM1") == ["auto_reply"]
    assert sent(site, "please stop ringing", "SM2") == []
    site.clock.now += timedelta(days=1)
    assert sent(site, "Hello?", "SM3") == ["auto_reply"]


def test_a_text_that_twilio_tells_of_twice_is_answered_once(site: Site) -> None:
    """Contract 1.9: a webhook is tried again."""
    assert sent(site, "hello") == sent(site, "hello") == ["auto_reply"]


def test_a_text_without_an_id_is_not_answered_for_it_could_not_be_told_from_the_next(site: Site) -> None:
    assert sent(site, "hello", "") == []


def test_the_answer_is_the_author_s_and_goes_to_whoever_wrote(opened: Open) -> None:
    with opened(helpline=with_text(helpline(), "auto_reply", "IASK: call us.")) as site:
        sent(site, "hello")
        job = site.store.outbox.claim(site.clock.now, site.clock.now + timedelta(minutes=1))
    assert job is not None
    assert (job.to.e164, job.body) == (MOBILE, "IASK: call us.")


def test_answers_leave_half_of_an_hour_s_texts_to_callers(opened: Open) -> None:
    with opened(helpline=asking(most_in_an_hour=4)) as site:
        answered = [sent(site, "hello", f"SM{n}", From=f"+4477009002{n:02}") for n in range(4)]
        assert answered == [["auto_reply"], ["auto_reply"], [], []]
        assert sent(site, "tips", "SM9") == ["complaint_tips"]


def test_an_answer_that_does_not_arrive_is_no_work_for_an_adviser(site: Site) -> None:
    sent(site, "hello")
    (text,) = site.store.texts()
    site.store.receipt(text.id, TextState.UNDELIVERED, site.clock.now)
    assert (site.store.sent.to_ring(site.clock.now), site.store.sent.waiting(site.clock.now)) == ([], 0)


@pytest.mark.parametrize("body", ["TIPS", "tips", " Tips! ", "Mediation please", "\u201cmediation\u201d"])
def test_a_keyword_is_answered_with_its_text_however_it_is_written(opened: Open, body: str) -> None:
    with opened(helpline=asking()) as site:
        assert sent(site, body) == ["complaint_tips"]
        assert sent(site, body) == ["complaint_tips"]


def test_a_keyword_s_text_is_sent_with_a_short_link_where_it_would_be_too_long(opened: Open) -> None:
    page = "www.kent.gov.uk/" + "a" * 60
    link = Link(id="page", to=f"https://{page}", owner="us", checked=None)
    whole = with_text(asking(), "complaint_tips", f"{'a' * 100} {page}")
    with opened(helpline=replace(whole, links={"page": link}, short_links="helpline.example/t")) as site:
        sent(site, "tips")
        job = site.store.outbox.claim(site.clock.now, site.clock.now + timedelta(minutes=1))
    assert job is not None
    assert job.body == f"{'a' * 100} helpline.example/t/{code('page')}"


def test_a_sentence_that_has_a_keyword_in_it_asks_something_else(opened: Open) -> None:
    with opened(helpline=asking()) as site:
        assert sent(site, "When does mediation end?") == ["auto_reply"]


def test_who_has_had_a_keyword_s_text_today_is_answered_politely_once(opened: Open) -> None:
    with opened(helpline=asking()) as site:
        assert [sent(site, "tips", f"SM{n}") for n in range(3)] == [["complaint_tips"], ["auto_reply"], []]


def test_a_draft_is_sent_to_nobody_who_texts_its_keyword(opened: Open) -> None:
    whole = asking()
    draft = replace(whole.texts["complaint_tips"].provenance, beyond_leaflet=True)
    whole = replace(whole, texts={**whole.texts, "complaint_tips": replace(whole.texts["complaint_tips"], provenance=draft)})
    with opened(helpline=whole.spoken()) as site:
        assert sent(site, "tips") == ["auto_reply"]


@pytest.mark.parametrize("body", ["hello", "tips", "help"])
def test_who_has_said_stop_is_not_answered(opened: Open, body: str) -> None:
    with opened(helpline=asking()) as site:
        sent(site, "STOP", "SM0")
        assert sent(site, body) == []


def test_without_an_answer_the_doors_do_not_open(opened: Open) -> None:
    with pytest.raises(KeyError, match="auto_reply"), opened(helpline=helpline(texts={})):
        pass


@pytest.mark.parametrize("body", ["hello", "tips"])
@pytest.mark.parametrize("sender", ["", "IASKent", "60777", "+15005550006", "whatsapp:+447700900123"])
def test_who_is_no_uk_mobile_is_not_answered(opened: Open, sender: str, body: str) -> None:
    with opened(helpline=asking()) as site:
        assert sent(site, body, From=sender) == []


def test_where_mobiles_of_the_islands_are_not_texted_they_are_not_answered_and_yet_may_say_stop(opened: Open) -> None:
    jersey = "+447797700000"
    with opened(helpline=helpline(texting=Texting(islands=False))) as site:
        assert sent(site, "hello", From=jersey) == []
        assert sent(site, "STOP", From=jersey) == []
        assert site.store.opted_out(jersey)


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
