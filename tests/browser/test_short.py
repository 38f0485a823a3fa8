"""The page that a discreet text leads to, on the telephone of somebody who shares it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ivr.menu.short import code
from tests.browser.barriers import barriers
from tests.served import serving


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True) as context:
        context.route(re.compile("^https:"), lambda route: route.fulfill(body="<title>The weather</title>", content_type="text/html"))
        yield context.new_page()


@pytest.mark.parametrize("what", [code("urgent"), code("contact_details"), "bcdfg"])
def test_everybody_can_use_the_page_at_every_width(page: Page, url: str, what: str, tmp_path: Path) -> None:
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" and "404" not in message.text else None)
    page.goto(f"{url}/t/{what}")
    assert barriers(page) == []
    assert wrong == []
    page.screenshot(path=tmp_path / f"{what}.png")


def test_its_numbers_and_addresses_can_be_touched(page: Page, url: str) -> None:
    page.goto(f"{url}/t/{code('contact_details')}")
    expect(page.get_by_role("link", name="03000 41 3000")).to_have_attribute("href", "tel:03000413000")
    expect(page.get_by_role("link", name="iask@kent.gov.uk")).to_have_attribute("href", "mailto:iask@kent.gov.uk")
    expect(page).to_have_title("Information")


def test_who_leaves_in_a_hurry_is_elsewhere_and_going_back_does_not_lead_here_again(page: Page, url: str) -> None:
    page.goto(f"{url}/healthz")
    page.goto(f"{url}/t/{code('urgent')}")
    page.get_by_role("link", name="Leave this page").tap()
    expect(page).to_have_title("The weather")
    page.go_back()
    assert page.url == f"{url}/healthz"


def test_without_scripts_the_way_out_still_leads_away(browser: Browser, url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        context.route(re.compile("^https:"), lambda route: route.fulfill(body="<title>The weather</title>", content_type="text/html"))
        page = context.new_page()
        page.goto(f"{url}/t/{code('urgent')}")
        page.get_by_role("link", name="Leave this page").click()
        expect(page).to_have_title("The weather")
