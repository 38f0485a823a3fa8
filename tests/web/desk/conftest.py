"""A site with two members of staff, and browsers to visit it."""

import pytest

from ivr.porter.enrol import add
from ivr.staff.people import Role
from tests.web.browsing import Browser
from tests.web.conftest import Site

ANN, BOB, PASSWORD = "Ann Other", "Bob Bee", "coffee bridge tulip"


@pytest.fixture
def staffed(site: Site) -> Site:
    """Ann may answer, Bob may record."""
    add(site.store, ANN, {Role.ANSWER}, PASSWORD)
    add(site.store, BOB, {Role.RECORD}, PASSWORD)
    return site


@pytest.fixture
def browser(staffed: Site) -> Browser:
    return Browser(staffed.port)


def sign_in(browser: Browser, name: str = ANN, password: str = PASSWORD) -> Browser:
    return browser.go("/sign-in").send("/sign-in", name=name, password=password)
