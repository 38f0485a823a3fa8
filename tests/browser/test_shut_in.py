"""Chromium itself: it shows what is on this machine, and reaches nothing else."""

import pytest
from playwright.sync_api import Browser, Error

from tests.exchange.conftest import Application, Reply, application, server

__all__ = ["application", "server"]


def test_a_page_of_this_machine_is_shown_and_may_hear_and_sound(browser: Browser, application: Application) -> None:
    application.pages["/"] = Reply(b"<title>The helpline</title>", "text/html")
    with browser.new_page() as page:
        page.goto(application.url)
        assert page.title() == "The helpline"
        assert page.evaluate("navigator.mediaDevices.getUserMedia({audio: true}).then(found => found.getAudioTracks().length)") == 1
        assert page.evaluate("new AudioContext().state") == "running"


@pytest.mark.parametrize(
    "elsewhere", ["http://helpline.example/", "https://helpline.example/", "http://192.0.2.1/", "http://[2001:db8::1]/"]
)
def test_nothing_else_is_reached(browser: Browser, elsewhere: str) -> None:
    with browser.new_page() as page, pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(elsewhere, timeout=5000)
