"""The page itself: it bears a reload, a server that goes, a wrong number, little motion and large letters."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.booth import Booth, started
from tests.browser.visitor import Visitor, visiting

SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
STYLE = "rules => { const style = new CSSStyleSheet(); style.replaceSync(rules); document.adoptedStyleSheets.push(style); }"
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
    _until_a_text(visitor)
    visitor.page.reload()
    visitor.is_open()
    expect(visitor.page.get_by_role("switch", name="Speak aloud")).not_to_be_checked()
    expect(visitor.record.get_by_text("Hello.")).to_be_attached()
    expect(visitor.record.locator("kbd")).to_have_text(["3", "8", "1"])
    expect(visitor.texts.get_by_text("school suspension or exclusion guidance").first).to_be_visible()
    expect(visitor.here).to_have_attribute("id", "node-exclusions")
    expect(visitor.button("Ring")).to_be_disabled()
    visitor.hear("Back, star.")
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
        visitor.page.evaluate(STYLE, SPACED)


def test_when_the_server_goes_the_page_says_so(context: BrowserContext) -> None:
    with started() as booth, visiting(context, booth.url) as visitor:
        booth.stop()
        expect(visitor.page.get_by_text("The helpline does not answer")).to_be_visible()
        visitor.button("Ring").click()
        expect(visitor.telephone.get_by_role("alert")).to_contain_text("The helpline does not answer.")
        visitor.errors.clear()  # the browser notes that nobody answers


def _until_a_text(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("press 3.")
    visitor.press("3")
    visitor.hear("To get this by text, press 8.")
    visitor.press("8")
    visitor.hear("To get it now, press 1.")
    visitor.press("1")
    expect(visitor.texts.get_by_text("school suspension or exclusion guidance").last).to_be_visible()
