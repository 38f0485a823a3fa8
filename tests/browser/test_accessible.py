"""axe finds nothing that keeps people from using the page, in any state of it and at any width."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.booth import ROOT, started
from tests.browser.visitor import Visitor, visiting
from tests.npm import axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1440, 768, 320)
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
SMALL = """() => [...document.querySelectorAll("button, summary, input, select, audio")]
    .filter(control => control.checkVisibility() && control.id !== "aloud")
    .map(control => [control.textContent || control.id, control.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([name]) => name)"""


@pytest.fixture
def tried(visitor: Visitor) -> Visitor:
    visitor.page.evaluate(axe())
    return visitor


def test_before_a_call(tried: Visitor) -> None:
    tried.page.get_by_text("Set the clock").click()
    _is_accessible(tried)


def test_in_a_call_with_a_text_in_the_queue_and_joined_to_an_adviser(tried: Visitor) -> None:
    _until_a_text(tried)
    _is_accessible(tried)
    tried.hear("Person, press 0.")
    tried.press("0")
    tried.listen_until(tried.telephone.get_by_text("In the queue", exact=True))
    _is_accessible(tried)
    tried.button("Take the next caller").click()
    expect(tried.adviser.get_by_text("Joined to the caller.")).to_be_visible()
    _is_accessible(tried)


def test_recording_and_afterwards(tried: Visitor) -> None:
    tried.set_clock("2026-11-28T11:00")
    tried.ring()
    tried.hear("For a call back, press 0 at any time.")
    tried.press("0")
    tried.listen_until(tried.telephone.get_by_text("Recording: speak now"))
    _is_accessible(tried)
    tried.press("#")
    tried.hang_up()
    for closed in tried.page.get_by_role("group").locator("summary").all():
        closed.click()
    _is_accessible(tried)


def test_the_findings_of_a_faulty_edit(context: BrowserContext, tmp_path: Path) -> None:
    menus = Path(shutil.copytree(ROOT / "menus", tmp_path / "menus"))
    with started(menus) as booth, visiting(context, booth.url) as visitor:
        (menus / "school.yaml").write_text("school: {title: Help", "utf-8")
        visitor.page.evaluate(axe())
        visitor.button("Read the menus again").click()
        expect(visitor.page.get_by_text("The old menus stay in use")).to_be_visible(timeout=30_000)
        expect(visitor.page.get_by_text("school.yaml:2:1").first).to_be_visible()
        _is_accessible(visitor)


def _until_a_text(visitor: Visitor) -> None:
    visitor.ring()
    visitor.hear("press 3.")
    visitor.press("3")
    visitor.hear("To get this by text, press 8.")
    visitor.press("8")
    visitor.hear("To get it now, press 1.")
    visitor.press("1")
    expect(visitor.texts.get_by_text("school suspension or exclusion guidance")).to_be_visible()


def _is_accessible(visitor: Visitor) -> None:
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        found: dict[str, Any] = visitor.page.evaluate(RUN, TAGS)
        assert [f"{width}: {one['help']}: {one['nodes'][0]['html']}" for one in found["violations"]] == []
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
        assert visitor.page.evaluate(SMALL) == []
