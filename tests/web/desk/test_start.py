"""The first page of staff."""

from datetime import timedelta

import pytest

from tests.small import NOW
from tests.web.browsing import Browser
from tests.web.conftest import Site
from tests.web.desk.conftest import BOB, sign_in

NUMBER = "+447700900123"


@pytest.fixture
def left(staffed: Site) -> Site:
    """Two messages were left: by a number that is shown, and then by one that is withheld."""
    staffed.clock.now = NOW.replace(hour=20)
    for call, caller, keys in (("CA1", NUMBER, "0"), ("CA2", "", "90")):  # by other keys, for their recordings to have other names
        line = staffed.line(call=call, caller=caller).ring()
        for key in keys:
            line.press(key)
        line.speak(75)
        staffed.clock.now += timedelta(minutes=1)
    return staffed


@pytest.mark.usefixtures("left")
def test_messages_are_listed_last_first_with_no_number_in_full(browser: Browser) -> None:
    sign_in(browser)
    assert NUMBER not in browser.answer.text
    assert "Number: ends in 123" in browser.says
    assert browser.says.index("Number: withheld") < browser.says.index("Number: ends in 123")
    assert "Tuesday 24 November 2026, 20:00" in browser.says
    assert "1:15 long" in browser.says
    assert browser.says.count("Show the number") == 1


@pytest.mark.usefixtures("left")
def test_a_number_is_shown_to_whoever_asks_for_that_one_and_stands_in_no_address(browser: Browser) -> None:
    sign_in(browser).send("/desk")
    assert f"Number: {NUMBER}" in browser.says
    assert browser.at == "/desk"
    assert browser.answer.headers["Cache-Control"] == "no-store"
    assert NUMBER not in browser.go("/desk").answer.text


@pytest.mark.usefixtures("left")
def test_whoever_may_not_answer_sees_no_messages_and_no_number(browser: Browser, left: Site) -> None:
    sign_in(browser, BOB)
    assert "Messages" not in browser.says
    (*_, message) = left.store.messages()
    browser.post("/desk", {"X-CSRF-Token": browser.page.forms[0][1]["csrf"]}, recording=message.recording)
    assert browser.answer.status == 403
    assert "Your account may not do this." in browser.says


def test_where_nobody_left_a_message_it_is_said(browser: Browser) -> None:
    assert "No messages." in sign_in(browser).says
