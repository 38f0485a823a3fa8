"""The panels stand beside one another at every size of the window, however far one scrolls and however much has happened."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.booth import Booth, started
from tests.browser.visitor import WITHHELD, Visitor, visiting

SIZES = ((1920, 1080), (1440, 900), (1280, 720), (768, 1024), (390, 844))
OVER_ANOTHER = """() => {
    const all = [...document.querySelectorAll("main > *")], place = panel => panel.getBoundingClientRect();
    const over = (a, b) => a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 1 && b.bottom > a.top + 1;
    return all.flatMap((one, n) => all.slice(n + 1).filter(other => over(place(one), place(other))).map(other => [one, other]))
        .map(pair => pair.map(panel => panel.className));
}"""
UNDER_THE_TIME = """() => [...document.querySelectorAll("#record p")].filter(entry => {
    const words = document.createRange(), time = entry.querySelector("time");
    words.setStartAfter(time);
    words.setEndAfter(entry.lastChild);
    return [...words.getClientRects()].some(({ left, width }) => width && left < time.getBoundingClientRect().right - 1);
}).map(entry => entry.textContent)"""
AT_REST = """() => new Promise(done => {
    const record = document.getElementById("record");
    const look = before => (record.scrollTop === before ? done() : setTimeout(look, 100, record.scrollTop));
    look(-1);
})"""
IN_VIEW = """() => {
    const foot = at => document.querySelector(at).getBoundingClientRect().bottom;
    return foot("#record > :last-child kbd:last-child") <= foot("#record");
}"""
HEIGHT = "document.documentElement.scrollHeight"
CALLS = 8  # that are more than are seen at once


@pytest.mark.parametrize("size", SIZES)
def test_no_panel_lies_over_another_however_far_one_scrolls(visitor: Visitor, size: tuple[int, int]) -> None:
    page, (width, height) = visitor.page, size
    page.set_viewport_size({"width": width, "height": height})
    for summary in ("To be confirmed before real callers ring", "What the exchange did"):
        page.get_by_text(summary).first.click()
    for part in (0, 0.5, 1):
        page.evaluate("part => scrollTo(0, part * document.documentElement.scrollHeight)", part)
        assert page.evaluate(OVER_ANOTHER) == []


def test_what_was_pressed_stands_beside_its_time_and_stays_in_view_on_a_telephone(browser: Browser, booth: Booth) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context, visiting(context, booth.url) as visitor:
        visitor.words_only()
        visitor.ring(WITHHELD)
        visitor.hear("For help at school")
        visitor.press("3")
        visitor.hear("To get this by text, press 8.")
        visitor.press("8")
        visitor.hear("then press hash.")
        for many, key in enumerate("077009", start=3):
            visitor.press(key)
            expect(visitor.record.locator("kbd")).to_have_count(many)
            visitor.page.evaluate(AT_REST)
        assert visitor.page.evaluate(IN_VIEW)
        assert visitor.page.evaluate(UNDER_THE_TIME) == []
        visitor.hang_up()


def test_many_past_calls_do_not_push_the_rest_out_of_sight(context: BrowserContext) -> None:
    with started() as booth, visiting(context, booth.url) as visitor:
        for _ in range(CALLS):
            visitor.ring()
            visitor.hang_up()
        before = visitor.page.evaluate(HEIGHT)
        visitor.ring()
        visitor.hang_up()
        expect(visitor.region("Past calls").get_by_role("group")).to_have_count(CALLS + 1)
        assert visitor.page.evaluate(HEIGHT) == before
