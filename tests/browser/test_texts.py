"""Texts that a caller asks for arrive on the mobile, and what they hold can be used."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.visitor import WITHHELD, Visitor

FIRST_STEPS = "https://www.kent.gov.uk/education-and-children/special-educational-needs/support-and-advice"


def test_a_text_that_was_asked_for_arrives_and_its_link_opens(visitor: Visitor, context: BrowserContext) -> None:
    context.route("https://www.kent.gov.uk/**", lambda route: route.fulfill(body="<title>Kent</title>", content_type="text/html"))
    visitor.ring()
    visitor.hear("For help at school or college, press 1.")
    visitor.press("1")
    visitor.hear("For the first steps to take, press 1.")
    visitor.press("1")
    visitor.hear("To get this by text, press 8.")
    visitor.press("8")
    visitor.hear("ending in 1 2 3")
    visitor.press("1")
    text = visitor.texts.get_by_text("IASK: talk to the teacher")
    expect(text).to_contain_text("11:0")  # the minute in which it came
    with context.expect_page() as opened:
        text.get_by_role("link", name="www.kent.gov.uk").click()
    opened.value.wait_for_load_state()
    assert opened.value.url == FIRST_STEPS
    assert opened.value.title() == "Kent"
    assert opened.value.evaluate("window.opener") is None
    assert visitor.elsewhere == [FIRST_STEPS]
    visitor.elsewhere.clear()


def test_numbers_and_addresses_in_a_text_are_links(visitor: Visitor) -> None:
    visitor.ring()
    for words, key in (
        ("To contact us, or find other help, press 4.", "4"),
        ("For our contact details, press 2.", "2"),
        ("To get this by text, press 8.", "8"),
        ("To get it now, press 1.", "1"),
    ):
        visitor.hear(words)
        visitor.press(key)
    text = visitor.texts.get_by_text("IASK Helpline 03000 41 3000")
    expect(text.get_by_role("link", name="03000 41 3000")).to_have_attribute("href", "tel:03000413000")
    expect(text.get_by_role("link", name="iask@kent.gov.uk")).to_have_attribute("href", "mailto:iask@kent.gov.uk")
    expect(text.get_by_role("link", name="www.iask.org.uk")).to_have_attribute("href", "https://www.iask.org.uk")


def test_a_withheld_caller_types_a_mobile_number_and_the_text_names_it(visitor: Visitor) -> None:
    visitor.ring(WITHHELD)
    visitor.hear("press 3.")
    visitor.press("3")
    visitor.hear("To get this by text, press 8.")
    visitor.press("8")
    visitor.hear("Please type the mobile number we should text, then press hash.")
    visitor.press("07700900456#")
    visitor.hear("The number is 0 7 7 0 0, 9 0 0, 4 5 6.")
    visitor.press("1")
    expect(visitor.texts.get_by_text("school suspension or exclusion guidance")).to_contain_text("to 07700 900456")
    expect(visitor.mobile.get_by_text("from 07700 900456")).to_be_visible()


def test_the_mobile_answers_a_text(visitor: Visitor) -> None:
    visitor.mobile.get_by_role("textbox", name="Reply").fill("Are you there?")
    visitor.button("Send").click()
    expect(visitor.texts.get_by_text("Are you there?")).to_contain_text("From 07700 900")
    expect(visitor.texts.get_by_text("this number is not read")).to_be_visible()
    expect(visitor.mobile.get_by_role("textbox", name="Reply")).to_have_value("")


def test_whoever_shows_no_mobile_is_told_what_to_do_before_a_reply(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hang_up()
    visitor.ring(WITHHELD)
    visitor.mobile.get_by_role("textbox", name="Reply").fill("STOP")
    visitor.button("Send").click()
    expect(visitor.mobile.get_by_role("alert")).to_have_text(
        "This caller shows no mobile that could reply. Ring from a mobile, or have a text sent to one."
    )
