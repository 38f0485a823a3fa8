"""The contact sheet, as somebody looks it over on the telephone in their hand."""

from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from ivr.cli import main
from ivr.menu.load import load
from ivr.menu.script import Piece
from tests import recorded
from tests.browser.booth import ROOT


def test_on_a_telephone_all_of_a_recording_is_read_without_moving_the_page_sideways(browser: Browser, tmp_path: Path) -> None:
    folder = recorded.folder(tmp_path, Piece("welcome", load(ROOT / "menus").lines["welcome"].say))
    assert CliRunner().invoke(main, ["audio", "sheet", "--menus", str(ROOT / "menus"), "--audio", str(folder)]).exit_code == 0
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto((folder / "sheet.html").as_uri())
        expect(page.get_by_label("Hear welcome")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
