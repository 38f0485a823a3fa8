"""The whole page works from a keyboard, and the focus is never lost, hidden or caught."""

from playwright.sync_api import Locator, expect

from tests.browser.visitor import MESSAGE, Visitor

MOST_STOPS = 80
FOCUSED = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const over = document.elementFromPoint(box.x + box.width / 2, Math.min(box.y + box.height / 2, innerHeight - 1));
    return {
        name: at.id || at.textContent.trim() || at.tagName,
        nowhere: at === document.body,
        ring: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2,
        seen: box.bottom > 0 && box.top < innerHeight && (at.contains(over) || over?.contains(at)),
    };
}"""


def test_a_call_is_made_by_keyboard_alone(visitor: Visitor) -> None:
    keyboard = visitor.page.keyboard
    _tab_to(visitor, visitor.button("Ring"))
    keyboard.press("Enter")
    _hear(visitor, "For help at school or college, press 1.")
    keyboard.press("1")
    _hear(visitor, "For the first steps to take, press 1.")
    keyboard.press("1")
    _hear(visitor, "To go back, press star.")
    keyboard.press("*")
    _hear(visitor, "To make a complaint, press 3.")
    _tab_to(visitor, visitor.button("Hang up"))
    keyboard.press("Enter")
    expect(visitor.telephone.get_by_text("The call is over", exact=True)).to_be_visible()
    expect(visitor.button("Hang up")).to_be_focused()


def test_keys_of_the_keypad_are_pressed_with_space(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("For help at school or college, press 1.")
    _tab_to(visitor, visitor.telephone.get_by_role("button", name="1", exact=True))
    visitor.page.keyboard.press("Space")
    visitor.hear("Help at school or college.")
    expect(visitor.here).to_have_attribute("id", "node-school")


def test_digits_typed_outside_of_the_telephone_do_nothing(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("For help at school or college, press 1.")
    for elsewhere in (visitor.button("Read the menus again"), visitor.button("Larger"), visitor.region("Picture of the menus")):
        elsewhere.focus()
        visitor.page.keyboard.type("234")
    visitor.mobile.get_by_role("textbox", name="Reply").press_sequentially("5")
    visitor.button("Hang up").focus()
    visitor.page.keyboard.press("1")
    visitor.hear("For the first steps to take, press 1.")
    expect(visitor.record.locator("kbd")).to_have_text(["1"])


def test_digits_typed_into_a_field_of_the_telephone_press_no_key(visitor: Visitor) -> None:
    visitor.telephone.get_by_role("combobox", name="Who rings?").select_option("Another number")
    visitor.telephone.get_by_label("Their number").press_sequentially("07700 900789")
    visitor.page.keyboard.press("Enter")
    visitor.hear("For help at school or college, press 1.")
    expect(visitor.record.locator("kbd")).to_have_count(0)


def test_the_focus_stays_in_the_telephone_when_a_message_is_finished(visitor: Visitor) -> None:
    visitor.set_clock("2026-11-28T11:00")
    visitor.ring()
    visitor.hear("For a call back, press 0 at any time.")
    visitor.press("0")
    visitor.listen_until(visitor.telephone.get_by_text("Recording: speak now"))
    message = visitor.telephone.get_by_role("group", name=MESSAGE)
    message.get_by_role("button", name="Finish").focus()
    visitor.page.keyboard.press("Enter")
    expect(message).to_be_hidden()
    expect(visitor.record).to_be_focused()


def test_tab_goes_through_all_of_the_page_and_out_and_what_has_the_focus_is_seen(visitor: Visitor) -> None:
    visitor.page.get_by_role("link", name="Skip to the telephone").focus()
    stops: list[str] = []
    while True:
        visitor.page.keyboard.press("Tab")
        at = visitor.page.evaluate(FOCUSED)
        if at["nowhere"] or at["name"] in stops:
            break
        stops.append(at["name"])
        assert at["ring"], at
        assert at["seen"], at
        assert len(stops) < MOST_STOPS, stops
    assert len(stops) > 30
    assert {"ring", "record", "adviser-take", "tree", "reply", "texts"} <= set(stops)


def _hear(visitor: Visitor, words: str) -> None:
    """Hear it without a mouse: words are skipped with the button, by keyboard."""
    said = visitor.record.get_by_text(words).first
    skip = visitor.telephone.get_by_role("button", name="Skip these words")
    _tab_to(visitor, skip)
    while not said.is_visible():
        expect(skip).to_be_focused()
        visitor.page.keyboard.press("Enter")


def _tab_to(visitor: Visitor, control: Locator) -> None:
    for _ in range(MOST_STOPS):
        if control.evaluate("control => control === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"{control} is not reached with Tab")
