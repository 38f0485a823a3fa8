"""A real Chromium without a screen, for what only a browser can tell. It reaches this machine and nothing else.

Knows where Chromium may be and how to start it shut in; nothing of any page.
"""

import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # a test run may be root's, and Chromium's sandbox cannot be
    "--disable-gpu",
    "--no-first-run",
    # It speaks to no one but us: no updates, no accounts, and no name or address is found but this one.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # A microphone that beeps, and a page that may sound without being touched.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)
MISSING = (
    "There is no Chromium here, and Playwright could not bring its own. Install one: `apt-get install chromium` on Debian, "
    "`{python} -m playwright install --with-deps chromium` elsewhere. Playwright said: {said}"
)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium: there can be one of it only."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, started once. Open a context of your own in it, and close it."""
    with launched(playwright) as chromium:
        yield chromium


@contextmanager
def launched(playwright: Playwright, *more: str, without: Collection[str] = ()) -> Iterator[Browser]:
    """A Chromium of one's own, with more arguments, or without some of the usual ones."""
    arguments = [argument for argument in ARGUMENTS if argument not in without]
    chromium = playwright.chromium.launch(executable_path=_found() or _own(playwright), args=[*arguments, *more])
    yield chromium
    chromium.close()


def _found() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _own(playwright: Playwright) -> str:
    path = playwright.chromium.executable_path
    if not Path(path).exists():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0 or not Path(path).exists():
            pytest.fail(MISSING.format(python=sys.executable, said=(done.stdout + done.stderr)[-500:].strip()), pytrace=False)
    return path
