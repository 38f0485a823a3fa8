"""Chromium for every test in this folder, and for those that ring: a web phone of their own, and a person before it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.booth import OPEN, Booth, started
from tests.browser.visitor import PATIENCE_MS, Visitor, visiting
from tests.chromium import browser, playwright

__all__ = ["browser", "playwright"]

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def booth() -> Iterator[Booth]:
    """A web phone, for the tests of one file: each finds the line free and the clock at `OPEN`, and what was said before in the log."""
    with started() as booth:
        yield booth


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def visitor(context: BrowserContext, booth: Booth) -> Iterator[Visitor]:
    assert context.request.post(f"{booth.url}clock", data={"at": OPEN.replace(" ", "T")}).ok
    with visiting(context, booth.url) as visitor:
        visitor.words_only()
        yield visitor
        visitor.all_hang_up()
