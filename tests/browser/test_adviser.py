"""The adviser's handset takes the next caller, and shows where they have been."""

import re

from playwright.sync_api import expect

from tests.browser.visitor import WITHHELD, Visitor


def test_a_caller_in_the_queue_is_answered_and_their_path_is_shown(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("For help at school or college, press 1.")
    visitor.press("1")
    visitor.hear("To make a complaint, press 3.")
    visitor.press("3")
    visitor.hear("To get this by text, press 8.")
    visitor.press("8")
    visitor.hear("To get it now, press 1.")
    visitor.press("1")
    visitor.hear("Person, press 0.")
    visitor.press("0")
    visitor.hear("You are number 1 in the queue.")
    expect(visitor.telephone.get_by_text("In the queue", exact=True)).to_be_visible()
    expect(visitor.adviser.get_by_text("A caller is waiting.")).to_be_visible()

    visitor.button("Take the next caller").click()
    expect(visitor.adviser.get_by_text("Joined to the caller.")).to_be_visible()
    expect(visitor.telephone.get_by_text("Joined to an adviser", exact=True)).to_be_visible()
    expect(visitor.adviser.get_by_role("listitem")).to_contain_text(["Main menu", "Help at school or college", "Make a complaint, page 1"])
    expect(visitor.adviser).to_contain_text("07700 900123")
    expect(visitor.adviser).to_contain_text("complaint tips")
    expect(visitor.adviser.locator("dd").nth(1)).to_contain_text("second")

    visitor.button("Hang up the adviser\N{RIGHT SINGLE QUOTATION MARK}s handset").click()
    expect(visitor.adviser.get_by_text("The call is over")).to_be_visible()
    visitor.hear("Thank you for talking to us. Goodbye.")
    expect(visitor.telephone.get_by_text("The call is over", exact=True)).to_be_visible()
    expect(visitor.telephone.get_by_text("The helpline hung up.", exact=True)).to_be_visible()


def test_an_adviser_who_stays_on_the_line_takes_another_caller(visitor: Visitor) -> None:
    for who, shown in ((WITHHELD, "Number withheld"), ("01632 960123 (a landline)", "01632 960123")):
        visitor.ring(who)
        visitor.hear("To speak to someone, press 0 at any time.")
        visitor.press("0")
        visitor.hear("You are number 1 in the queue.")
        visitor.button("Take the next caller").click()
        expect(visitor.adviser.get_by_text("Joined to the caller.")).to_be_visible()
        expect(visitor.adviser.get_by_text(shown)).to_be_visible()
        visitor.hang_up()
        expect(visitor.adviser.get_by_text("On the line. Nobody is waiting.")).to_be_visible()
        expect(visitor.menus.get_by_text("The call ended at: Main menu")).to_be_visible()
        expect(visitor.here).to_have_count(0)
        expect(visitor.button("Take the next caller")).to_be_enabled()
    expect(visitor.adviser.get_by_role("log").get_by_text("Joining you to the next caller.")).to_have_count(1)  # it is one call


def test_a_page_opened_later_shows_how_long_a_call_that_is_over_was(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("To speak to someone, press 0 at any time.")
    visitor.press("0")
    visitor.hear("You are number 1 in the queue.")
    visitor.button("Take the next caller").click()
    expect(visitor.adviser.get_by_text("Joined to the caller.")).to_be_visible()
    visitor.all_hang_up()
    visitor.set_clock("2026-11-24T12:30")  # an hour and a half later
    expect(visitor.clock).to_contain_text("12:30")
    visitor.page.reload()
    visitor.is_open()
    for handset in (visitor.telephone, visitor.adviser):
        expect(handset.get_by_text(re.compile(r"^0:\d\d$"))).to_be_visible()
