"""The page itself: it bears a reload, a server that goes, a wrong number, little motion and large letters."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from ivr.booth.installation import MEMORY
from tests.browser.booth import ROOT, Booth, started
from tests.browser.visitor import Visitor, visiting

_NUMBERS = count(200)
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
STYLE = "rules => { const style = new CSSStyleSheet(); style.replaceSync(rules); document.adoptedStyleSheets.push(style); }"
INSTEAD = "const Worker = SharedWorker; globalThis.SharedWorker = class extends Worker {{ constructor() {{ super({}); }} }}"
UNSHARED = {
    "none": "delete globalThis.SharedWorker",
    "forbidden": "globalThis.SharedWorker = class { constructor() { throw new DOMException('forbidden', 'SecurityError'); } }",
    "not begun": INSTEAD.format("'/page/nowhere.js'"),
    "silent": INSTEAD.format("'/page/stream.js', { type: 'module' }"),
}
IN_VIEW = """() => {
    const box = at => document.querySelector(at)?.getBoundingClientRect();
    const [record, last] = [box("#record"), box("#record > :last-child")];
    return last.top >= record.top && last.bottom <= record.bottom;
}"""
OVER_ANOTHER = """() => {
    const all = [...document.querySelectorAll("button, input, select")].filter(control => control.checkVisibility());
    const over = (a, b) => a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 1 && b.bottom > a.top + 1;
    const place = control => control.getBoundingClientRect();
    return all.flatMap((one, n) => all.slice(n + 1).filter(other => over(place(one), place(other))).map(other => [one.id, other.id]));
}"""
CUT_OFF = """() => [...document.querySelectorAll("button, label, summary, h1, h2, p")]
    .filter(words => words.checkVisibility() && !words.closest(".unseen") && words.scrollWidth > words.clientWidth + 1 && words.clientWidth)
    .map(words => words.textContent)"""


@pytest.fixture
def lively(browser: Browser, booth: Booth) -> Iterator[Visitor]:
    """A person who has not asked for little motion, as all others here have."""
    with browser.new_context(reduced_motion="no-preference") as context, visiting(context, booth.url) as visitor:
        visitor.words_only()
        yield visitor
        visitor.all_hang_up()


def test_a_reload_in_the_midst_of_a_call_brings_all_back(visitor: Visitor) -> None:
    _until_a_text(visitor, "07700 900123")
    visitor.page.reload()
    visitor.is_open()
    expect(visitor.page.get_by_role("switch", name="Speak aloud")).not_to_be_checked()
    expect(visitor.record.get_by_text("Hello.")).to_be_attached()
    expect(visitor.record.locator("kbd")).to_have_text(["3", "8", "1"])
    expect(visitor.texts.get_by_text("school suspension or exclusion guidance").first).to_be_visible()
    expect(visitor.here).to_have_attribute("id", "node-exclusions")
    expect(visitor.button("Ring")).to_be_disabled()
    visitor.hear("Back, press star.")
    visitor.press("*")
    expect(visitor.here).to_have_attribute("id", "node-main")
    visitor.hang_up()
    past = visitor.region("Past calls")
    past.get_by_text("07700 900123").first.click()
    expect(past.get_by_text("Hello.").first).to_be_visible()
    visitor.page.reload()
    visitor.is_open()
    expect(past.get_by_text("07700 900123").first).to_be_visible()


def test_a_page_that_did_not_ring_shows_the_call_and_does_not_speed_it_up(visitor: Visitor) -> None:
    other = Visitor(visitor.page.context.new_page())
    heard: list[str] = []
    other.page.on("request", lambda request: heard.append(request.url) if request.url.endswith("/heard") else None)
    other.page.goto(visitor.page.url)
    other.is_open()
    visitor.button("Take the next caller").click()
    lit = other.adviser.locator(".now")
    expect(lit).to_have_text("Joining you to the next caller.")
    expect(lit).to_have_count(0)
    other.page.evaluate("fetch('/clock')")  # had it told anything, it would have told that first
    assert heard == []


def test_words_go_by_at_reading_pace_and_light_up_sentence_by_sentence(visitor: Visitor) -> None:
    visitor.ring()
    lit = visitor.record.locator(".now")
    expect(lit).to_have_text("Hello.")
    expect(lit).to_have_text("This is Information, Advice and Support Kent.")
    visitor.hang_up()
    expect(lit).to_have_count(0)


def test_what_is_no_number_is_told_beside_the_field(visitor: Visitor) -> None:
    visitor.telephone.get_by_role("combobox", name="Who rings?").select_option("Another number")
    visitor.telephone.get_by_label("Their number").fill("my aunt")
    visitor.button("Ring").click()
    problem = visitor.telephone.get_by_role("alert")
    expect(problem).not_to_be_empty()
    expect(visitor.button("Ring")).to_be_enabled()
    visitor.press("1")
    expect(problem).to_have_text("No call is going on. Press Ring first.")
    assert len(visitor.errors) == 1  # the browser notes the refusal
    visitor.errors.clear()


def test_who_clicks_twice_rings_once(visitor: Visitor) -> None:
    visitor.button("Ring").dblclick()
    visitor.is_ringing()
    expect(visitor.record.get_by_text("Hello.")).to_have_count(1)
    expect(visitor.telephone.get_by_role("alert")).to_have_count(0)
    assert visitor.errors == []


def test_where_little_motion_is_wanted_nothing_moves_by_itself(visitor: Visitor) -> None:
    visitor.page.evaluate("for (const kind of ['animationstart', 'transitionrun']) addEventListener(kind, () => document.title = kind)")
    title = visitor.page.title()
    _until_a_text(visitor)
    expect(visitor.here).to_be_in_viewport(ratio=1)
    assert visitor.page.evaluate("document.getAnimations().length") == 0
    assert visitor.page.title() == title


def test_a_text_arrives_gently(lively: Visitor) -> None:
    lively.page.evaluate("addEventListener('animationstart', ({animationName}) => document.title = animationName)")
    _until_a_text(lively)
    expect(lively.page).to_have_title("arrive")


def test_nothing_needs_sideways_scrolling_or_is_cut_off_where_letters_stand_wide(visitor: Visitor) -> None:
    for _ in range(2):
        for width in (320, 390, 768, 1024, 1440, 2560):
            visitor.page.set_viewport_size({"width": width, "height": 800})
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
            assert visitor.page.evaluate(CUT_OFF) == []
            assert visitor.page.evaluate(OVER_ANOTHER) == []
        visitor.page.evaluate(STYLE, SPACED)


def test_when_the_server_goes_the_page_says_so(context: BrowserContext) -> None:
    with started() as booth, visiting(context, booth.url) as visitor:
        booth.stop()
        expect(visitor.page.get_by_text("The helpline does not answer")).to_be_visible()
        visitor.button("Ring").click()
        expect(visitor.telephone.get_by_role("alert")).to_contain_text("The helpline does not answer.")
        visitor.errors.clear()  # the browser notes that nobody answers


def test_eight_tabs_all_show_the_call_and_all_can_hang_it_up(visitor: Visitor) -> None:
    """A browser opens six connections to one server, and a feed holds its own open."""
    tabs = [Visitor(visitor.page.context.new_page()) for _ in range(7)]
    for tab in tabs:
        tab.page.goto(visitor.page.url)
        tab.is_open()
    visitor.ring()
    for tab in tabs:
        expect(tab.record.get_by_text("Hello.")).to_be_attached()
        expect(tab.telephone.get_by_text("This call was rung from another page. Hang up to ring anew.")).to_be_visible()
        expect(tab.button("Ring")).to_be_disabled()
    expect(visitor.telephone.get_by_text("rung from another page")).to_have_count(0)
    tabs[-1].hang_up()
    expect(visitor.telephone.get_by_text("The call is over", exact=True)).to_be_visible()
    for tab in tabs:
        tab.page.close()


@pytest.mark.parametrize("why", UNSHARED.values(), ids=UNSHARED)
def test_where_tabs_cannot_share_a_stream_each_has_its_own(context: BrowserContext, booth: Booth, why: str) -> None:
    context.add_init_script(why)
    with visiting(context, booth.url) as visitor:
        visitor.words_only()
        visitor.ring()
        expect(visitor.record.get_by_text("Hello.")).to_have_count(1)
        visitor.hang_up()
        visitor.errors.clear()  # the browser notes what it did not find


def test_a_tab_that_comes_later_is_told_what_was_before_and_does_not_take_it_for_new(visitor: Visitor) -> None:
    _until_a_text(visitor)
    visitor.hang_up()
    later = Visitor(visitor.page.context.new_page())
    later.page.add_init_script("addEventListener('animationstart', ({animationName}) => document.title = animationName)")
    later.page.emulate_media(reduced_motion="no-preference")
    later.page.goto(visitor.page.url)
    later.is_open()
    expect(later.texts.get_by_text("school suspension or exclusion guidance").last).to_be_visible()
    expect(later.page).to_have_title("Ring the IASK helpline")
    later.page.close()


def test_a_page_whose_box_has_been_taken_down_begins_anew_with_the_next(context: BrowserContext) -> None:
    with started() as booth, visiting(context, booth.url) as visitor:
        port = booth.url.rstrip("/").rpartition(":")[2]
        visitor.words_only()
        visitor.ring()
        visitor.hang_up()
        expect(visitor.region("Past calls").get_by_role("group")).to_have_count(1)
        beside = context.new_page()  # it keeps the stream that is shared from ending with the page
        beside.goto(f"{booth.url}clock")
        beside.evaluate("globalThis.kept = new SharedWorker('/page/sharing.js', { type: 'module' })")
        booth.stop()
        expect(visitor.page.get_by_text("The helpline does not answer")).to_be_visible()
        with started(port=port):
            expect(visitor.page.get_by_text("The helpline does not answer")).to_be_hidden(timeout=20_000)
            visitor.is_open()
            expect(visitor.region("Past calls").get_by_text("Calls that are over are kept here")).to_be_visible()
            visitor.ring()
            expect(visitor.record.get_by_text("Hello.")).to_be_attached()
            visitor.hang_up()
        visitor.errors.clear()  # the browser notes that nobody answered


def test_what_twilio_would_complain_of_is_said_on_the_page(context: BrowserContext, tmp_path: Path) -> None:
    menus = Path(shutil.copytree(ROOT / "menus", tmp_path / "menus"))
    helpline = menus / "helpline.yaml"
    helpline.write_text(helpline.read_text("utf-8").replace("voice: Polly.Amy-Neural", "voice: Polly.Nobody"), "utf-8")
    with started(menus) as booth, visiting(context, booth.url) as visitor:
        visitor.words_only()
        visitor.button("Ring").click()  # such a call is over at once, so that nobody can be sure to see it ring
        expect(visitor.telephone.get_by_text("The call is over: an application error has occurred.")).to_be_visible()
        behind = visitor.region("Behind the scenes")
        expect(behind.get_by_role("status")).to_contain_text("Something is wrong:")
        behind.get_by_text("What the exchange did").first.click()
        expect(behind.get_by_text("Twilio would complain (13511)").first).to_be_visible()


def test_what_fails_behind_the_page_is_said_on_it(context: BrowserContext, tmp_path: Path) -> None:
    with started(data=tmp_path) as booth, visiting(context, booth.url) as visitor:
        behind = visitor.region("Behind the scenes")
        expect(behind.get_by_role("status")).to_have_count(0)
        with sqlite3.connect(tmp_path / MEMORY) as database:
            database.execute("alter table texts rename to mislaid")
        expect(behind.get_by_role("status")).to_have_text(
            "Something is wrong: the texts could not be sent, and are tried again (StoreError)"
        )
        behind.get_by_text("What the exchange did: 0 requests, 1 complaint").click()
        expect(behind.get_by_role("listitem")).to_contain_text("The texts could not be sent, and are tried again (StoreError)")


def test_only_the_last_twenty_calls_are_kept_in_sight(context: BrowserContext) -> None:
    with started() as booth, visiting(context, booth.url) as visitor:
        for n in range(21):
            call = context.request.post(f"{booth.url}calls", data={"from": f"01632 9600{n:02}"}).json()["call"]
            expect(visitor.button("Hang up")).to_be_enabled()
            context.request.post(f"{booth.url}calls/{call}/hang-up", data={})
            expect(visitor.button("Ring")).to_be_enabled()
        past = visitor.region("Past calls").get_by_role("group")
        expect(past).to_have_count(20)
        expect(past.first).to_contain_text("01632 960020")
        expect(past.last).to_contain_text("01632 960001")


def test_the_last_of_what_was_said_stays_in_view_when_the_window_changes(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("For help at school or college, press 1.")
    visitor.press("1")
    visitor.hear("To make a complaint, press 3.")
    visitor.press("3")
    visitor.hear("To go back, press star.")
    visitor.hang_up()
    for width in (390, 1920, 768):
        visitor.page.set_viewport_size({"width": width, "height": 1400})
        visitor.page.wait_for_function(IN_VIEW)
    assert visitor.page.evaluate(IN_VIEW)


def test_a_call_is_as_long_as_it_was_though_the_clock_is_set_in_it(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("press 1.")
    visitor.set_clock("2026-11-24T16:00")
    visitor.hang_up()
    expect(visitor.region("Past calls").get_by_role("group").first).to_contain_text("second")
    expect(visitor.region("Past calls").get_by_role("group").first).not_to_contain_text("minutes")
    length = visitor.telephone.get_by_text(re.compile(r"^\d:\d\d$"))
    before = int(length.inner_text().removeprefix("0:"))
    visitor.page.wait_for_timeout(3000)  # none of it is the call's
    visitor.page.reload()
    visitor.is_open()
    assert abs(int(length.inner_text().removeprefix("0:")) - before) <= 1
    expect(visitor.region("Past calls").get_by_role("group").first).not_to_contain_text("minutes")


def _until_a_text(visitor: Visitor, number: str = "") -> None:
    """From a number that has had nothing today: who has had this text is offered it no more."""
    texts = visitor.texts.get_by_text("school suspension or exclusion guidance")
    before = texts.count()  # of calls before this one
    visitor.telephone.get_by_role("combobox", name="Who rings?").select_option("Another number")
    visitor.telephone.get_by_label("Their number").fill(number or f"07700 900{next(_NUMBERS)}")
    visitor.button("Ring").click()
    visitor.is_ringing()
    visitor.hear("press 3.")
    visitor.press("3")
    visitor.hear("To get this by text, press 8.")
    visitor.press("8")
    visitor.hear("To get it now, press 1.")
    visitor.press("1")
    expect(texts).to_have_count(before + 1)


def test_staff_ring_the_recording_line_from_the_same_telephone(visitor: Visitor) -> None:
    visitor.telephone.get_by_role("combobox", name="Which line?").select_option("The recording line, for staff")
    visitor.ring()
    visitor.hear("This is the recording line.")
    visitor.press("12#")
    visitor.hear("Those do not belong together.")
    asked = visitor.record.get_by_text("This is the recording line.")
    visitor.listen_until(asked.nth(1))
    expect(asked).to_have_count(2)
