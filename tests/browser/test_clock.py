"""The clock can be set, and what callers hear goes by it."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor


def test_at_17_00_on_a_friday_the_helpline_closes(visitor: Visitor) -> None:
    visitor.page.get_by_text("Set the clock").click()
    visitor.button("Friday 16:59").click()
    expect(visitor.clock).to_contain_text("Friday 27 November 2026, set by hand")
    expect(visitor.clock).to_contain_text("16:59")
    expect(visitor.clock).to_contain_text("Open until 17:00")
    visitor.set_clock("2026-11-27T16:59:58")
    expect(visitor.clock).to_contain_text("Open until 17:00")
    expect(visitor.clock).to_contain_text("Closed. Opens on Monday at 9am")
    expect(visitor.clock).to_contain_text("17:00")
    visitor.ring()
    visitor.hear("We are closed now. ")
    visitor.hear("For a call back, press 0 at any time.")


def test_christmas_sunday_and_now_are_a_button_each(visitor: Visitor) -> None:
    visitor.page.get_by_text("Set the clock").click()
    visitor.button("Christmas Day").click()
    expect(visitor.clock).to_contain_text("Friday 25 December 2026")
    expect(visitor.clock).to_contain_text("Closed")
    visitor.button("Sunday").click()
    expect(visitor.clock).to_contain_text("Sunday 27 December 2026")
    visitor.button("Now").click()
    expect(visitor.clock).not_to_contain_text("set by hand")


def test_another_page_sees_that_the_clock_was_set(visitor: Visitor) -> None:
    other = visitor.page.context.new_page()
    other.goto(visitor.page.url)
    expect(other.get_by_role("group", name="The clock")).to_contain_text("24 November")
    visitor.set_clock("2026-11-28T11:00")
    expect(other.get_by_role("group", name="The clock")).to_contain_text("Saturday 28 November 2026")


def test_a_moment_that_no_calendar_here_reaches_is_not_set(visitor: Visitor) -> None:
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    for at in ("1066-10-14T12:00", "9999-12-31T23:59"):
        visitor.set_clock(at)
        expect(visitor.page.get_by_label("Day and time")).to_have_js_property("validity.valid", value=False)
    assert asked == []
    expect(visitor.clock).to_contain_text("Tuesday 24 November 2026")
    visitor.set_clock("2026-11-28T11:00")
    expect(visitor.clock).to_contain_text("Saturday 28 November 2026")
