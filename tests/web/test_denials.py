"""Texts that may not be promised, over HTTP: the caller is told why, once decided it stays so, and nobody gets more than may be."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from ivr.menu.service import Texting
from ivr.texts.numbers import Mobile
from ivr.texts.promising import Unpromised
from ivr.texts.states import TextState
from tests.small import WORDS, helpline
from tests.web.conftest import Open, Site
from tests.web.line import HELPLINE, PUBLIC, Line, post
from tests.web.test_metrics import figures

CALLER = "+447700900123"
NUMBERED = helpline(texting=Texting(answerable=False), short_links="helpline.example/t")
ASKS, SENDS = "node=complaint&trail=main-school&told=keys&step=3", "node=complaint&trail=main-school&doing=offered&told=keys&step=4"
HOUR = helpline(texting=Texting(most_to_a_number_in_a_day=3, most_in_an_hour=3))


def form(call: int = 0, caller: str = CALLER, digits: str = "1") -> dict[str, str]:
    return {"CallSid": f"CA{call:032x}", "From": caller, "To": HELPLINE, "Digits": digits}


def press(site: Site, where: str, **changes: object) -> str:
    return post(site.port, f"{PUBLIC}/voice/keys?{where}", form(**changes)).text  # type: ignore[arg-type] # each is what `form` takes


def second_call(site: Site) -> Line:
    """A call from a number that has had the text on complaints, at its page."""
    assert WORDS["text.sent"] in press(site, SENDS)
    return site.line(call="CA" + "1" * 32).ring().press("1").press("1")


def test_who_has_had_a_text_today_is_told_so_in_place_of_the_offer_and_hears_the_keys(site: Site) -> None:
    line = second_call(site)
    line.said()
    line.press("8")
    assert line.said() == f"{WORDS['text.today']} More, 1. Text, 8. Again, 9. Back, star. Person, 0."
    line.press("0")
    assert line.in_queue
    assert len(site.store.texts()) == 1


def test_a_text_that_somebody_else_has_asked_for_between_the_offer_and_the_key_is_not_promised_twice(site: Site) -> None:
    line = second_call(site)
    site.store.receipt(site.store.texts()[0].id, TextState.FAILED, site.clock.now)  # so that it is offered again
    assert "To get it now, press 1." in line.press("8").said()
    assert WORDS["text.sent"] in press(site, SENDS, call=7)
    assert WORDS["text.today"] in line.press("1").said()
    assert [text.call[-1] for text in site.store.texts()] == ["0", "7"]
    assert [kept.heard for kept in site.store.journal("CA" + "1" * 32)][-1] == "denied: today"


def test_who_rings_because_a_text_did_not_arrive_is_offered_it_again(site: Site) -> None:
    line = second_call(site)
    site.store.receipt(site.store.texts()[0].id, TextState.UNDELIVERED, site.clock.now, code=30003)
    assert "To get it now, press 1." in line.press("8").said()
    assert WORDS["text.sent"] in line.press("1").said()


def test_a_denial_told_twice_is_answered_alike_though_the_number_wants_texts_by_now(site: Site) -> None:
    site.store.opt_out(CALLER, site.clock.now)
    first = press(site, SENDS)
    site.store.opt_in(CALLER)
    assert press(site, SENDS) == first
    assert WORDS["text.refused.stopped"] in first
    assert site.store.texts() == []
    assert site.journal() == ["keys.4"]


def test_a_promise_told_twice_is_answered_alike_though_the_number_wants_no_texts_by_now(site: Site) -> None:
    first = press(site, SENDS)
    site.store.opt_out(CALLER, site.clock.now)
    assert press(site, SENDS) == first
    assert WORDS["text.sent"] in first
    assert len(site.store.texts()) == 1


def test_of_many_calls_from_one_number_at_once_one_is_promised_the_text_and_all_others_are_told(site: Site) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: press(site, SENDS, call=n), range(16)))
    assert sum(WORDS["text.sent"] in answer for answer in answers) == 1
    assert sum(WORDS["text.today"] in answer for answer in answers) == 15
    assert len(site.store.texts()) == 1


def test_of_many_callers_at_once_as_many_are_promised_a_text_as_may_be_in_an_hour(opened: Open) -> None:
    with opened(helpline=HOUR) as site:
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda n: press(site, SENDS, call=n, caller=f"+4477009002{n:02}"), range(16)))
        assert sum(WORDS["text.sent"] in answer for answer in answers) == 3
        assert sum(WORDS["text.enough.hour"] in answer for answer in answers) == 13
        assert len(site.store.texts()) == 3


def test_where_nobody_can_text_stop_4_stops_texts_and_4_starts_them_again(opened: Open) -> None:
    with opened(helpline=NUMBERED) as site:
        line = site.line().ring().press("1").press("1").press("8")
        assert WORDS["text.offer.stop"] in line.said()
        assert WORDS["text.stopped"] in line.press("4").said()
        assert site.store.opted_out(CALLER)
        assert WORDS["text.start.key"] in line.press("8").said()
        assert WORDS["text.started"] in line.press("4").said()
        assert not site.store.opted_out(CALLER)
        assert WORDS["text.sent"] in line.press("1").said()


def test_nobody_stops_or_starts_the_texts_of_a_number_that_they_typed(opened: Open) -> None:
    with opened(helpline=NUMBERED) as site:
        line = site.line(caller="anonymous").ring().press("1").press("1").press("8").press("07700900456").press("4")
        assert WORDS["miss.key"] in line.said()
        assert not site.store.opted_out("+447700900456")
        site.store.opt_out("+447700900456", site.clock.now)
        line.press("1")
        assert WORDS["text.refused.typed"] in line.said()
        line.press("8").press("07700900456").press("4").press("4")
        assert site.store.opted_out("+447700900456")
        for where in ("node=complaint&doing=stopped&step=9", "node=complaint&doing=offered&step=10"):
            press(site, where, caller="anonymous", digits="4")
        assert site.store.opted_out("+447700900456")


def test_a_discreet_text_counts_as_the_text_that_it_leads_to(opened: Open) -> None:
    with opened(helpline=replace(NUMBERED, texting=Texting())) as site:
        assert WORDS["text.sent"] in press(site, SENDS, digits="3")
        job = site.store.outbox.claim(site.clock.now, site.clock.now)
        assert job is not None
        assert job.body.startswith("Here is your page: helpline.example/t/")
        assert WORDS["text.today"] in press(site, SENDS, call=7)


def test_without_its_memory_a_text_is_offered_with_a_word_of_the_trouble_and_promised_by_nobody(site: Site) -> None:
    line = site.line().ring().press("1").press("1")
    line.said()
    site.store.close()
    for file in site.folder.glob("helpline.db*"):
        file.unlink()
    heard = line.press("8").said()
    assert WORDS["trouble"] in heard
    assert "To get it now, press 1." in heard
    assert WORDS["text.sent"] not in line.press("1").said()
    assert line.in_queue


def test_denials_are_counted_by_their_reason_and_each_reason_is_there_from_the_start(site: Site) -> None:
    assert {name: n for name, n in figures(site.port).items() if name[0] == "ivr_texts_denied_total"} == {
        ("ivr_texts_denied_total", why.value): 0 for why in Unpromised
    }
    second_call(site).press("8").press("8")
    site.store.opt_out(CALLER, site.clock.now)
    press(site, ASKS, call=8, digits="8")
    found = figures(site.port)
    assert found["ivr_texts_denied_total", "today"] == 1  # the second time the call itself knows
    assert found["ivr_texts_denied_total", "stopped"] == 1


def test_without_its_memory_there_are_figures_still(site: Site) -> None:
    site.store.close()
    for file in site.folder.glob("helpline.db*"):
        file.unlink()
    assert {name for name, *_ in figures(site.port)} >= {"ivr_recordings"}


def test_no_log_no_journal_and_no_figure_holds_a_number_that_was_denied(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        second_call(site).press("8")
    kept = repr([site.store.journal(f"CA{n}") for n in ("0" * 32, "1" * 32)])
    assert "denied: today" in kept
    assert Mobile(CALLER).national[3:] not in kept + caplog.text + repr(figures(site.port))
