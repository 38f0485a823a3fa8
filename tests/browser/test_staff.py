"""Staff at their pages, in a browser without JavaScript: signing in, being locked out, being signed out, and axe finding nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ivr.booth.door import opened
from ivr.call.turn import HangUp, Place, SendText, Turn
from ivr.clips.catalogue import Catalogue
from ivr.porter.enrol import add
from ivr.staff.people import Role
from ivr.store import Store, connect
from ivr.texts.numbers import Mobile
from ivr.texts.states import TextState
from ivr.web.doors import House, create
from tests.browser.barriers import barriers
from tests.small import COMPLAINT, NOW, helpline
from tests.web.conftest import Clock
from tests.web.line import TOKEN

NAME, PASSWORD = "Ann Other", "coffee bridge tulip"


@dataclass
class Visit:
    """Somebody before the pages of staff of a helpline that is up at `url`."""

    page: Page
    url: str
    clock: Clock

    def sign_in(self, password: str = PASSWORD) -> None:
        self.page.goto(f"{self.url}/sign-in")
        self.page.get_by_label("Your name").fill(NAME)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()


def _not_yet(environ: dict[str, object], start_response: object) -> list[bytes]:
    del environ, start_response
    raise AssertionError("nobody knows the address yet")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Clock]]:
    """The helpline, on this machine, with an account and a message that was left."""
    store, clock = connect(f"sqlite:///{tmp_path / 'helpline.db'}"), Clock()
    store.migrate()
    add(store, NAME, set(Role), PASSWORD)
    store.call_ended("CA1", "completed", 60, NOW)
    store.recording_ready("RE1", "CA1", url="https://api.twilio.com/RE1", seconds=60, status="completed", at=NOW)
    with opened(_not_yet) as door:
        door.application = create(
            House(public=door.url, tokens=(TOKEN,), helpline=helpline(), store=store, recordings=Catalogue(), audio=tmp_path, clock=clock)
        )
        yield door.url, clock
    store.close()


@pytest.fixture
def unarrived(served: tuple[str, Clock], tmp_path: Path) -> Iterator[Store]:
    """Three texts that did not arrive, each for a reason of its own."""
    del served  # it makes the tables
    store = connect(f"sqlite:///{tmp_path / 'helpline.db'}")
    ends = ((TextState.UNDELIVERED, 30003), (TextState.FAILED, 30005), (TextState.UNKNOWN, None))
    for n, (state, code) in enumerate(ends, 1):
        does = (SendText(COMPLAINT.texts[0], Mobile(f"+447700900{100 + n}"), "Five tips.", discreet=n == 2),)
        store.keep_turn(f"CA{n}", "keys.1", NOW + timedelta(minutes=n), "keys", Turn((), HangUp(), Place(), does), None)
        store.outbox.mark(next(text.id for text in store.texts() if text.call == f"CA{n}"), state, NOW, code=code)
    yield store
    store.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which no page runs a script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context


@pytest.fixture
def visit(plain: BrowserContext, served: tuple[str, Clock]) -> Visit:
    return Visit(plain.new_page(), *served)


def test_staff_sign_in_see_who_waits_and_sign_out(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/desk")
    expect(visit.page.get_by_role("heading", name="Sign in")).to_be_visible()
    visit.sign_in()
    expect(visit.page.get_by_text(f"You are signed in as {NAME}.")).to_be_visible()
    expect(visit.page.get_by_role("region", name="Messages to ring back").get_by_role("listitem")).to_have_count(1)
    (cookie,) = visit.page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("desk", True, "Lax")
    visit.page.get_by_role("button", name="Sign out").click()
    expect(visit.page.get_by_role("heading", name="Sign in")).to_be_visible()
    visit.page.goto(f"{visit.url}/desk")
    expect(visit.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_after_five_wrong_passwords_the_right_one_has_to_wait(visit: Visit) -> None:
    for _ in range(5):
        visit.sign_in("wrong")
        expect(visit.page.get_by_role("alert")).to_contain_text("do not belong together")
    visit.sign_in()
    expect(visit.page.get_by_role("alert")).to_contain_text("Try again at 11:15")
    visit.clock.now += timedelta(minutes=15)
    visit.sign_in()
    expect(visit.page.get_by_role("heading", name="Your desk")).to_be_visible()


def test_a_page_left_alone_for_half_an_hour_is_a_page_signed_out(visit: Visit) -> None:
    visit.sign_in()
    expect(visit.page.get_by_role("heading", name="Your desk")).to_be_visible()
    visit.clock.now += timedelta(minutes=30)
    visit.page.reload()
    expect(visit.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_axe_finds_nothing_on_any_page_and_a_browser_obeys_the_seal(context: BrowserContext, served: tuple[str, Clock]) -> None:
    visit, said = Visit(context.new_page(), *served), list[str]()
    visit.page.on("console", lambda message: said.append(message.text) if "Content Security" in message.text else None)
    visit.page.goto(f"{visit.url}/sign-in")
    assert barriers(visit.page) == []
    visit.sign_in("wrong")
    expect(visit.page.get_by_role("alert")).to_be_visible()
    assert barriers(visit.page) == []
    visit.sign_in()
    expect(visit.page.get_by_role("heading", name="Your desk")).to_be_visible()
    assert barriers(visit.page) == []
    assert visit.page.evaluate("getComputedStyle(document.querySelector('.masthead')).backgroundColor") == "rgb(31, 78, 121)"
    assert said == []
    visit.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" onclick=\"0\">')")
    assert said


@pytest.mark.parametrize("width", [390, 1280])
def test_an_adviser_finds_a_text_that_did_not_arrive_and_its_number_and_deals_with_it(
    context: BrowserContext, served: tuple[str, Clock], unarrived: Store, width: int
) -> None:
    visit = Visit(context.new_page(), *served)
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.sign_in()
    visit.page.get_by_role("link", name="Texts that did not arrive").click()
    to_ring = visit.page.get_by_role("region", name="To ring")
    expect(to_ring.get_by_role("listitem")).to_have_count(3)
    assert barriers(visit.page) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    to_ring.get_by_role("button", name="Show the number that ends in 102").click()
    expect(to_ring.get_by_role("link", name="07700 900102")).to_have_attribute("href", "tel:+447700900102")
    assert barriers(visit.page) == []
    to_ring.get_by_role("listitem").filter(has_text="07700 900102").get_by_role("button", name="Dealt with").click()
    expect(to_ring.get_by_role("listitem")).to_have_count(2)
    expect(visit.page.get_by_role("region", name="Dealt with")).to_contain_text(f"By {NAME}")
    assert barriers(visit.page) == []
    visit.page.get_by_role("button", name="Put back").click()
    expect(to_ring.get_by_role("listitem")).to_have_count(3)
    to_ring.get_by_role("listitem").filter(has_text="ends in 102").get_by_role("button", name="Dealt with").click()
    expect(to_ring.get_by_role("listitem")).to_have_count(2)
    assert [text.ends for text in unarrived.sent.to_ring(NOW)] == ["103", "101"]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_number_that_was_asked_for_is_before_the_eyes_however_far_down_the_page_it_stands(
    context: BrowserContext, served: tuple[str, Clock], unarrived: Store, width: int
) -> None:
    for n in range(9):
        at, turn = NOW - timedelta(minutes=n), Turn((), HangUp(), Place())
        unarrived.keep_turn(f"CA2{n}", "arrived.0", at, "arrived", turn, f"+44770090020{n}")
        unarrived.recording_ready(f"RE2{n}", f"CA2{n}", url="https://api.twilio.com/RE2", seconds=60, status="completed", at=at)
    visit = Visit(context.new_page(), *served)
    visit.page.set_viewport_size({"width": width, "height": 500})
    visit.sign_in()
    visit.page.get_by_role("button", name="Show the number").last.click()
    expect(visit.page.get_by_text("+447700900208")).to_be_in_viewport()
    visit.page.get_by_role("link", name="IASK helpline").click()
    visit.page.get_by_role("link", name="Texts that did not arrive").click()
    visit.page.get_by_role("button", name="Show the number").last.click()
    expect(visit.page.get_by_role("link", name="07700 900101")).to_be_in_viewport()
