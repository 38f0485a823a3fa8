"""Signing in and out, as a browser does it."""

import logging
from datetime import timedelta

import pytest

from tests.web.browsing import Browser
from tests.web.conftest import Site
from tests.web.desk.conftest import ANN, BOB, PASSWORD, sign_in

COOKIE = "__Host-desk"


def wait(site: Site, minutes: float) -> None:
    site.clock.now += timedelta(minutes=minutes)


def test_staff_sign_in_and_find_their_name_and_staff_number_and_what_they_may_do(browser: Browser, staffed: Site) -> None:
    sign_in(browser, "  ann OTHER ")
    account = staffed.store.staff.named(ANN)
    assert account is not None
    assert browser.at == "/desk"
    assert f"You are signed in as {ANN}. Your staff number is {account.staff.staff_number}." in browser.says
    assert "You may ring back whoever left a message, or was sent a text that did not arrive." in browser.says


@pytest.mark.parametrize("path", ["/desk", "/desk?x=1"])
def test_a_page_of_staff_is_shut_to_others(browser: Browser, path: str) -> None:
    browser.go(path)
    assert browser.at == "/sign-in"
    assert "Your desk" not in browser.says


@pytest.mark.parametrize("path", ["/desk", "/sign-out"])
def test_nothing_is_done_for_who_has_not_signed_in(browser: Browser, path: str) -> None:
    form = browser.go("/sign-in").page.forms[0][1]
    assert browser.post(path, csrf=form["csrf"], recording="RE1").at == "/sign-in"


@pytest.mark.parametrize(("name", "password"), [(ANN, "wrong"), ("Nobody", PASSWORD), ("", "")])
def test_a_refusal_never_tells_what_was_wrong(browser: Browser, name: str, password: str) -> None:
    sign_in(browser, name, password)
    assert browser.answer.status == 403
    assert "That name and that password do not belong together. Check both, and try again." in browser.says
    assert browser.page.forms[0][1]["name"] == name
    assert browser.page.forms[0][1]["password"] == ""
    assert browser.go("/desk").at == "/sign-in"


@pytest.mark.parametrize("name", [ANN, "Nobody"])
def test_after_five_wrong_tries_one_is_told_when_to_try_again_whether_or_not_the_name_is_known(
    browser: Browser, staffed: Site, name: str
) -> None:
    for _ in range(5):
        assert sign_in(browser, name, "wrong").answer.status == 403
    sign_in(browser, name, PASSWORD)
    assert browser.answer.status == 429
    assert browser.answer.headers["Retry-After"] == "900"
    assert "There were too many wrong tries for this name. Try again at 11:15" in browser.says
    wait(staffed, 15)
    assert (sign_in(browser, name).at == "/desk") is (name == ANN)


def test_one_is_signed_out_after_half_an_hour_without_a_sign_of_life(browser: Browser, staffed: Site) -> None:
    sign_in(browser)
    wait(staffed, 29)
    assert browser.go("/desk").at == "/desk"
    wait(staffed, 30)
    assert browser.go("/desk").at == "/sign-in"


def test_one_is_signed_out_after_eight_hours(browser: Browser, staffed: Site) -> None:
    sign_in(browser)
    for _ in range(23):
        wait(staffed, 20)
        assert browser.go("/desk").at == "/desk"
    wait(staffed, 20)
    assert browser.go("/desk").at == "/sign-in"


def test_whoever_signs_out_is_out_and_so_is_whoever_kept_their_cookie(browser: Browser) -> None:
    sign_in(browser)
    copy = Browser(browser.port, dict(browser.cookies))
    assert copy.go("/desk").at == "/desk"
    assert browser.send("/sign-out").at == "/sign-in"
    assert copy.go("/desk").at == "/sign-in"
    assert browser.go("/desk").at == "/sign-in"


def test_a_new_password_and_a_removal_sign_out_at_once(browser: Browser, staffed: Site) -> None:
    sign_in(browser)
    account = staffed.store.staff.named(ANN)
    assert account is not None
    staffed.store.staff.set_password(account.staff.id, account.password)
    assert browser.go("/desk").at == "/sign-in"
    sign_in(browser)
    staffed.store.staff.remove(account.staff.id)
    assert browser.go("/desk").at == "/sign-in"


def test_the_cookie_is_for_this_host_over_https_only_and_no_script_reads_it(browser: Browser) -> None:
    browser.go("/sign-in")
    name, *rest = browser.answer.headers["Set-Cookie"].split("; ")
    assert name.startswith(f"{COOKIE}=")
    assert sorted(rest) == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]


def test_signing_in_gives_another_cookie_so_that_none_that_was_planted_counts(browser: Browser) -> None:
    planted = browser.go("/sign-in").cookies[COOKIE]
    sign_in(browser)
    assert browser.cookies[COOKIE] != planted
    assert Browser(browser.port, {COOKIE: planted}).go("/desk").at == "/sign-in"


def test_signing_in_as_another_ends_the_session_before(browser: Browser) -> None:
    copy = Browser(browser.port, dict(sign_in(browser).cookies))
    token = browser.page.forms[0][1]["csrf"]
    browser.post("/sign-in", csrf=token, name=BOB, password=PASSWORD)
    assert f"signed in as {BOB}" in browser.says
    assert copy.go("/desk").at == "/sign-in"


@pytest.mark.parametrize("token", ["", "x", "InYi.forged", None])
def test_a_form_without_its_token_is_refused_and_told_what_to_do(browser: Browser, token: str | None) -> None:
    typed = {"name": ANN, "password": PASSWORD}
    browser.go("/sign-in").post("/sign-in", None, **(typed if token is None else typed | {"csrf": token}))
    assert browser.answer.status == 400
    assert "Go back, load the page again, and send it once more." in browser.says
    assert browser.go("/desk").at == "/sign-in"


def test_another_browser_s_token_is_refused(browser: Browser) -> None:
    other = Browser(browser.port).go("/sign-in").page.forms[0][1]["csrf"]
    assert browser.go("/sign-in").send("/sign-in", name=ANN, password=PASSWORD, csrf=other).answer.status == 400


def test_a_token_from_before_signing_in_is_worth_nothing_afterwards(browser: Browser) -> None:
    before = browser.go("/sign-in").page.forms[0][1]["csrf"]
    sign_in(browser)
    assert browser.send("/sign-out", csrf=before).answer.status == 400
    assert browser.go("/desk").at == "/desk"


@pytest.mark.parametrize("origin", ["https://elsewhere.test", "null", "http://helpline.test", "https://helpline.test:8443"])
def test_a_form_from_another_site_is_refused_whatever_it_brings(browser: Browser, origin: str) -> None:
    browser.go("/sign-in").send("/sign-in", {"Origin": origin}, name=ANN, password=PASSWORD)
    assert browser.answer.status == 400


def test_a_token_may_come_in_a_header(browser: Browser) -> None:
    sign_in(browser)
    token = browser.page.forms[0][1]["csrf"]
    assert browser.post("/sign-out", {"X-CSRF-Token": token}).at == "/sign-in"


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.test/",
        "//elsewhere.test/desk",
        "//studio/promise",  # the host is the path that it looks like
        "//desk",
        "/\\elsewhere.test",
        "/voice",
        "/healthz",
        "/sign-out",
        "desk",
        "",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(browser: Browser, to: str) -> None:
    browser.go(f"/sign-in?next={to}").send("/sign-in", name=ANN, password=PASSWORD)
    assert browser.answer.status == 200
    assert browser.at == "/desk"


def test_whoever_has_signed_in_is_not_asked_again(browser: Browser) -> None:
    assert sign_in(browser).go("/sign-in").at == "/desk"


def test_what_is_typed_is_shown_as_typed_and_never_as_a_part_of_the_page(browser: Browser) -> None:
    sign_in(browser, '"><script>alert(1)</script>', "wrong")
    assert "<script" not in browser.answer.text
    assert browser.page.forms[0][1]["name"] == '"><script>alert(1)</script>'


def test_no_log_line_holds_a_name_a_password_or_a_token(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        sign_in(browser, password="wrong")
        sign_in(browser)
        browser.send("/sign-out")
    said = " ".join(record.getMessage() for record in caplog.records)
    assert "/sign-in" in said  # the test's own server logs paths
    assert not [secret for secret in ("Ann", PASSWORD, browser.cookies[COOKIE]) if secret in said]


def test_without_its_database_nobody_is_let_in_and_callers_are_still_answered(browser: Browser, staffed: Site) -> None:
    browser.go("/sign-in")
    staffed.store.close()
    for file in staffed.folder.glob("helpline.db*"):
        file.unlink()
    browser.go("/sign-in")
    assert browser.answer.status == 503
    assert "Something broke at our end, and nothing was changed." in browser.says
    assert staffed.line().ring().said()


def test_a_form_larger_than_any_of_ours_is_refused(browser: Browser) -> None:
    assert browser.go("/sign-in").send("/sign-in", name="x" * 70_000).answer.status == 413
