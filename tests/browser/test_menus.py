"""The menus are drawn beside the call, and read again after an edit; a faulty edit is told with its place, and goes no further."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.booth import ROOT, started
from tests.browser.visitor import Visitor, visiting

READ_MS = 150_000  # everything is checked: half a minute where nothing else runs, as the page says, and longer beside other tests
FITS = """view => {
    const picture = view.querySelector("svg");
    const [wide, high] = [picture.clientWidth / view.clientWidth, picture.clientHeight / view.clientHeight];
    return Math.max(wide, high) > 0.9 && Math.max(wide, high) <= 1;
}"""


@pytest.fixture
def menus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "menus", tmp_path / "menus"))


@pytest.fixture
def editor(context: BrowserContext, menus: Path) -> Iterator[Visitor]:
    """A person before a page whose menus may be edited."""
    with started(menus) as booth, visiting(context, booth.url) as visitor:
        visitor.words_only()
        yield visitor


def test_an_edit_is_heard_once_the_menus_are_read_again(editor: Visitor, menus: Path) -> None:
    _edit(menus / "school.yaml", "title: Help at school or college", "title: Help at any school")
    editor.button("Read the menus again").click()
    expect(editor.page.get_by_text("Callers hear the new menus from now on.")).to_be_visible(timeout=READ_MS)
    expect(editor.menus.get_by_text("Help at any school", exact=True)).to_be_visible()
    expect(editor.page.get_by_label("What was found in the menus")).to_be_hidden()
    editor.ring()
    editor.hear("For help at school or college, press 1.")
    editor.press("1")
    editor.hear("Help at any school.")
    expect(editor.menus.get_by_text("You are at: Help at any school")).to_be_visible()


def test_a_faulty_edit_is_told_with_its_place_and_the_old_menus_are_still_heard(editor: Visitor, menus: Path) -> None:
    _edit(menus / "school.yaml", "go: first_steps", "go: frist_steps")
    line = 1 + (menus / "school.yaml").read_text("utf-8").split("frist_steps")[0].count("\n")
    editor.button("Read the menus again").click()
    expect(editor.page.get_by_text("The old menus stay in use")).to_be_visible(timeout=READ_MS)
    finding = editor.region("Clock and menus").get_by_role("listitem").filter(has_text=f"school.yaml:{line}:")
    expect(finding).to_contain_text("No menu or guidance is called `frist_steps`.")
    expect(finding).to_contain_text("To mend it:")
    editor.ring()
    editor.hear("For help at school or college, press 1.")
    editor.press("1")
    editor.hear("For the first steps to take, press 1.")


def test_warnings_are_not_counted_among_what_must_be_mended(editor: Visitor, menus: Path) -> None:
    _edit(menus / "main.yaml", "  choices:\n", "  choices:\n    6: {for: more, go: school}\n")
    editor.button("Read the menus again").click()
    expect(editor.page.get_by_text("Worth a look: 1 warning")).to_be_visible(timeout=READ_MS)
    expect(editor.page.get_by_text("Must be mended: 3 mistakes")).to_be_visible()
    expect(editor.page.get_by_text("The old menus stay in use: 3 things must be mended first.")).to_be_visible()


def test_findings_leave_the_telephone_in_sight_and_are_scrolled_by_keyboard(editor: Visitor, menus: Path) -> None:
    for topic in ("school", "appeals", "mediation", "contact"):
        (menus / f"{topic}.yaml").unlink()  # somebody leads to each
    editor.button("Read the menus again").click()
    found = editor.region("What was found in the menus")
    expect(found.get_by_role("listitem").nth(3)).to_be_attached(timeout=READ_MS)
    expect(editor.button("Ring")).to_be_in_viewport(ratio=1)
    editor.page.set_viewport_size({"width": 1440, "height": 500})
    found.focus()
    editor.page.keyboard.press("End")
    expect(found.get_by_role("listitem").last).to_be_in_viewport()


def test_the_place_of_the_caller_is_lit_up_and_in_view(visitor: Visitor) -> None:
    visitor.ring()
    expect(visitor.here).to_have_attribute("id", "node-main")
    visitor.hear("For help at school or college, press 1.")
    visitor.press("1")
    expect(visitor.here).to_have_attribute("id", "node-school")
    visitor.hear("To make a complaint, press 3.")
    visitor.press("3")
    expect(visitor.here).to_have_attribute("id", "node-complaint")
    expect(visitor.here).to_be_in_viewport(ratio=1)
    expect(visitor.menus.get_by_text("You are at: Help at school or college > Make a complaint, page 1")).to_be_visible()
    visitor.hear("For more on this, press 1.")
    visitor.press("1")
    expect(visitor.menus.get_by_text("Make a complaint, page 2")).to_be_visible()
    visitor.hear("Back, press star.")
    visitor.press("*")
    expect(visitor.menus.get_by_text("You are at: Help at school or college")).to_be_visible()
    visitor.hang_up()
    expect(visitor.here).to_have_count(0)


def test_the_picture_can_be_made_larger_smaller_and_whole(visitor: Visitor) -> None:
    picture = visitor.menus.get_by_role("img", name="The menus of")

    def width() -> float:
        box = picture.bounding_box()
        assert box
        return box["width"]

    whole = width()
    visitor.button("Larger").click()
    assert width() > whole
    visitor.button("Smaller").click()
    visitor.button("Smaller").click()
    assert width() < whole
    visitor.button("Fit").click()
    assert width() == pytest.approx(whole)
    view = visitor.region("Picture of the menus")
    for size in (1920, 390):
        visitor.page.set_viewport_size({"width": size, "height": 900})
        visitor.page.wait_for_function(FITS, arg=view.element_handle())


def _edit(file: Path, old: str, new: str) -> None:
    words = file.read_text("utf-8")
    assert words.count(old) == 1, f"{old} stands {words.count(old)} times in {file.name}"
    file.write_text(words.replace(old, new), "utf-8")
