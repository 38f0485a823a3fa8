"""axe finds nothing that keeps people from using the page, in any state of it and at any width."""

import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.barriers import barriers
from tests.browser.booth import ROOT, started
from tests.browser.visitor import Visitor, visiting


def test_before_a_call(visitor: Visitor) -> None:
    visitor.page.get_by_text("Set the clock").click()
    assert barriers(visitor.page) == []


def test_in_a_call_with_a_text_in_the_queue_and_joined_to_an_adviser(visitor: Visitor) -> None:
    _until_a_text(visitor)
    assert barriers(visitor.page) == []
    visitor.hear("Person, press 0.")
    visitor.press("0")
    visitor.listen_until(visitor.telephone.get_by_text("In the queue", exact=True))
    assert barriers(visitor.page) == []
    visitor.button("Take the next caller").click()
    expect(visitor.adviser.get_by_text("Joined to the caller.")).to_be_visible()
    assert barriers(visitor.page) == []


def test_recording_and_afterwards(visitor: Visitor) -> None:
    visitor.set_clock("2026-11-28T11:00")
    visitor.ring()
    visitor.hear("For a call back, press 0 at any time.")
    visitor.press("0")
    visitor.listen_until(visitor.telephone.get_by_text("Recording: speak now"))
    assert barriers(visitor.page) == []
    visitor.press("#")
    visitor.hang_up()
    for closed in visitor.page.get_by_role("group").locator("summary").all():
        closed.click()
    assert barriers(visitor.page) == []


def test_the_findings_of_a_faulty_edit(context: BrowserContext, tmp_path: Path) -> None:
    menus = Path(shutil.copytree(ROOT / "menus", tmp_path / "menus"))
    with started(menus) as booth, visiting(context, booth.url) as visitor:
        (menus / "school.yaml").write_text("school: {title: Help", "utf-8")
        visitor.button("Read the menus again").click()
        expect(visitor.page.get_by_text("The old menus stay in use")).to_be_visible(timeout=30_000)
        expect(visitor.page.get_by_text("school.yaml:2:1").first).to_be_visible()
        assert barriers(visitor.page) == []


def _until_a_text(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("press 3.")
    visitor.press("3")
    visitor.hear("To get this by text, press 8.")
    visitor.press("8")
    visitor.hear("To get it now, press 1.")
    visitor.press("1")
    expect(visitor.texts.get_by_text("school suspension or exclusion guidance")).to_be_visible()
