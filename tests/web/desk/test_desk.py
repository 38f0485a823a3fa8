"""A page that another room puts up: guarded, linked to, and given whoever asks."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from ivr.porter import Porter
from ivr.staff.people import Role, Staff
from ivr.web.desk import Desk, sealed, signing, start
from tests.web.browsing import Browser
from tests.web.conftest import Site
from tests.web.desk.conftest import ANN, BOB, PASSWORD, sign_in
from tests.web.line import PUBLIC, fetch


def studio(site: Site, public: str = PUBLIC) -> Flask:
    app, desk = Flask("studio", static_folder=None), Desk(public=public, porter=Porter(site.store), clock=site.clock)
    app.url_map.merge_slashes = False
    sealed.attach(desk.gate)
    signing.attach(desk)
    start.attach(desk, site.store)

    @desk.page("/studio/<line>", needs=Role.RECORD)
    def line(staff: Staff, line: str) -> str:
        return f"{staff.name} records {len(line)}"

    @desk.page("/studio", needs=Role.RECORD, title="Record the words", methods=("GET", "POST"))
    def record(staff: Staff) -> str:
        return f"{staff.name} records"

    @desk.page("/broken")
    def broken(staff: Staff) -> str:
        raise RuntimeError(staff.name)

    desk.open(app)
    return app


@pytest.fixture
def visiting(staffed: Site) -> Iterator[Browser]:
    server = make_server("127.0.0.1", 0, studio(staffed), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield Browser(server.port)
    server.shutdown()
    thread.join()
    server.server_close()


def test_whoever_has_its_role_finds_a_link_and_is_known_there(visiting: Browser) -> None:
    sign_in(visiting, BOB)
    assert "Record the words" in visiting.says
    assert "/studio" in visiting.page.links
    assert visiting.go("/studio").says == f"{BOB} records"


def test_whoever_has_not_finds_none_and_is_refused_there(visiting: Browser) -> None:
    sign_in(visiting, ANN)
    assert "/studio" not in visiting.page.links
    visiting.go("/studio")
    assert visiting.answer.status == 403
    assert "records" not in visiting.says


def test_whoever_asked_for_a_page_is_brought_there_after_signing_in(visiting: Browser) -> None:
    visiting.go("/studio/welcome")
    assert visiting.at == "/sign-in?next=/studio/welcome"
    visiting.send("/sign-in", name=BOB, password="wrong").send("/sign-in", name=BOB, password=PASSWORD)
    assert visiting.at == "/studio/welcome"
    assert visiting.says == f"{BOB} records 7"


def test_an_odd_address_is_no_way_to_write_a_header(visiting: Browser) -> None:
    visiting.go("/sign-in?next=/studio/a%0d%0aX-Evil:%201").send("/sign-in", name=BOB, password=PASSWORD)
    assert "X-Evil" not in visiting.answer.headers
    assert visiting.answer.status == 200


def test_what_is_sent_to_it_must_come_from_a_page_of_ours(visiting: Browser) -> None:
    token = sign_in(visiting, BOB).page.forms[0][1]["csrf"]
    assert visiting.post("/studio").answer.status == 400
    assert visiting.post("/studio", {"X-CSRF-Token": token}).answer.status == 200


def test_a_page_that_breaks_says_so_without_saying_what(visiting: Browser, caplog: pytest.LogCaptureFixture) -> None:
    sign_in(visiting, BOB).go("/broken")
    assert visiting.answer.status == 503
    assert "Something broke at our end" in visiting.says
    ours = [record.getMessage() for record in caplog.records if record.name == "ivr.web"]
    assert [message.partition(" at=")[0] for message in ours] == ["a page of the staff's failed: call=- error=RuntimeError"]


@pytest.mark.parametrize("path", ["/desk", "/sign-in", "/studio", "/broken", "/studio/x"])
def test_every_page_is_sealed(visiting: Browser, path: str) -> None:
    for browser in (visiting, sign_in(Browser(visiting.port), BOB)):
        headers = fetch(browser.port, "GET", path, headers={"Cookie": "; ".join(f"{a}={b}" for a, b in browser.cookies.items())}).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["style-src"] == policy["script-src"] == policy["form-action"] == "'self'"
        assert "unsafe" not in str(policy)
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_no_page_needs_what_the_seal_forbids(visiting: Browser) -> None:
    for page in (visiting.go("/sign-in"), sign_in(visiting, ANN)):
        assert not [word for word in ("<script", "<style", " style=", " onclick=", "http://", "https://") if word in page.answer.text]


def test_the_style_sheet_is_fetched_once_and_kept(visiting: Browser) -> None:
    answer = fetch(visiting.port, "GET", sealed.STYLE)
    assert sealed.STYLE in visiting.go("/sign-in").answer.text
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "Set-Cookie" not in answer.headers


def test_on_this_machine_alone_the_cookie_goes_over_http_too(staffed: Site) -> None:
    answer = studio(staffed, "http://127.0.0.1:8000").test_client().get("/sign-in")
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert answer.headers["Set-Cookie"].startswith("desk=")
    assert "Strict-Transport-Security" not in answer.headers


def test_behind_a_path_of_its_own_every_link_has_that_path(staffed: Site) -> None:
    page = studio(staffed, "https://helpline.test/ivr").test_client().get("/sign-in").text
    assert 'action="/ivr/sign-in"' in page
    assert f'href="/ivr{sealed.STYLE}"' in page
    assert studio(staffed, "https://helpline.test/ivr").test_client().get("/studio").headers["Location"] == "/ivr/sign-in?next=/studio"
