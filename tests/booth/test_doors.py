"""The page's doors: open to the page alone, and plain about what they do not take."""

import json

import pytest

from ivr.booth.doors import SOUND, create
from tests.booth.page import ORIGIN, Page


def test_the_page_and_its_files_are_served_sealed(page: Page) -> None:
    answer = page.get("/")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy == (
        f"default-src 'self'; media-src 'self' {page.box.installation.door.url}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert page.get("/clock").headers["Cache-Control"] == "no-store"
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cross-Origin-Resource-Policy"]) == ("nosniff", "same-origin")
    assert page.get("/page/main.js").mimetype == "text/javascript"
    assert page.get("/page/../doors.py").status_code == 404


@pytest.mark.parametrize("name", ["http://helpline.example", "http://127.0.0.1:9999", "http://localhost:8300"])
def test_a_request_by_another_name_is_turned_away(page: Page, name: str) -> None:
    answer = page.client.get("/clock", base_url=name)
    assert (answer.status_code, answer.json) == (403, {"error": f"This page is at {ORIGIN}/ and nowhere else."})


def test_at_the_port_that_nobody_names_the_page_is_itself(page: Page) -> None:
    client = create(page.box, "http://127.0.0.1:80").test_client()
    assert client.get("/clock", base_url="http://127.0.0.1").status_code == 200
    assert client.get("/clock", base_url="http://127.0.0.1:8300").status_code == 403


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("cross-site", "no-cors", 403),  # a picture, or a feed that nobody ends
        ("same-site", "cors", 403),  # another port of this machine
        ("cross-site", "navigate", 200),  # a link
        ("same-origin", "cors", 200),
        ("none", "navigate", 200),
    ],
)
def test_another_page_may_lead_here_and_is_given_nothing(page: Page, site: str, mode: str, status: int) -> None:
    assert page.get("/tree.svg", **{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode}).status_code == status


def test_another_page_in_the_same_browser_cannot_ring(page: Page) -> None:
    asked = {"base_url": ORIGIN, "json": {"from": "withheld"}}
    assert page.client.post("/calls", headers={"Origin": "https://elsewhere.example"}, **asked).status_code == 403
    assert page.client.post("/calls", headers={"Origin": "null"}, **asked).status_code == 403
    assert page.client.post("/calls", base_url=ORIGIN, data={"from": "withheld"}).status_code == 415  # what a form can send
    assert page.of("ringing") == []
    assert page.client.post("/calls", headers={"Origin": ORIGIN}, **asked).status_code == 201


@pytest.mark.parametrize(
    ("path", "fields", "status", "words"),
    [
        ("/calls", {"from": "rubbish"}, 400, "That is not a telephone number"),
        ("/calls", {}, 400, "from is missing"),
        ("/calls", {"from": 7}, 400, "from is missing"),
        ("/texts", {"from": "07700 900123", "body": "\ud800"}, 400, "body is missing or is not what it should be"),
        ("/clock", {"at": "soon"}, 400, "That is not a moment"),
        ("/clock", {"at": "9999-12-31T23:59"}, 400, "The clock can be set from 2000 to 2099."),
        ("/clock", {"at": "1066-10-14T09:00"}, 400, "The clock can be set from 2000 to 2099."),
        ("/texts", {"from": "07700 900123", "body": " "}, 409, "no words"),
        ("/texts", {"from": "withheld", "body": "Hello"}, 409, "a text comes from a number"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(page: Page, path: str, fields: dict[str, object], status: int, words: str) -> None:
    answer = page.post(path, **fields)
    assert answer.status_code == status
    assert words in (answer.json or {})["error"]


def test_a_call_that_never_was_and_an_act_that_is_none_are_not_found(page: Page) -> None:
    assert page.post("/calls/CA0/keys", keys="1").status_code == 404
    answer = page.post(f"/calls/{page.ring()}/dance")
    assert (answer.status_code, answer.json) == (404, {"error": "a call has no dance"})


@pytest.mark.parametrize("body", ["[1]", "7", "null", "{"])
def test_what_is_no_set_of_fields_is_refused_and_sets_no_clock(page: Page, body: str) -> None:
    answer = page.client.post("/clock", base_url=ORIGIN, data=body, content_type="application/json")
    assert (answer.status_code, answer.json) == (400, {"error": "at is missing or is not what it should be."})
    assert (page.get("/clock").json or {})["set"] is True


def test_a_key_after_the_end_is_refused_in_words(page: Page) -> None:
    call = page.ring()
    page.post(f"/calls/{call}/hang-up")
    answer = page.post(f"/calls/{call}/keys", keys="1")
    assert (answer.status_code, answer.json) == (409, {"error": "the call is over"})


def test_the_feed_tells_what_was_missed_and_then_that_this_was_all(page: Page) -> None:
    page.ring()
    last = len(page.told) - 1
    answer = page.client.get("/feed", base_url=ORIGIN, headers={"Last-Event-ID": str(last)}, buffered=False)
    told = answer.iter_encoded()
    assert answer.mimetype == "text/event-stream"
    assert next(told).decode().startswith(f"id: {last + 1}\ndata: {{")
    assert next(told).decode() == f'data: {{"kind": "opened", "box": "{page.box.id}"}}\n\n'
    page.box.feed.tell("clock", now="then")
    assert '"now": "then"' in next(told).decode()
    page.box.feed.close()
    assert list(told) == []


def test_no_news_keeps_the_rest_from_being_told(page: Page) -> None:
    page.box.feed.tell("replied", body="\ud800 and £")
    told = page.client.get("/feed", base_url=ORIGIN, headers={"Last-Event-ID": "9" * 5000}, buffered=False).iter_encoded()
    assert b'"opened"' in next(told)
    told = page.client.get("/feed", base_url=ORIGIN, buffered=False).iter_encoded()
    assert [json.loads(next(told).decode().split("data: ")[1])["kind"] for _ in range(3)] == ["menus", "replied", "opened"]


def test_more_sound_than_anybody_speaks_at_once_is_not_taken(page: Page) -> None:
    page.post("/clock", at="2026-11-24T20:00")
    call = page.ring()
    page.press(call, "0", then="recording")
    sent = {"base_url": ORIGIN, "headers": {"Content-Type": SOUND}}
    assert page.client.post(f"/calls/{call}/voice", data=b"\0" * 1_000_000, **sent).status_code == 204
    assert page.client.post(f"/calls/{call}/voice", data=b"\0" * 1_000_002, **sent).status_code == 413
    assert page.post(f"/calls/{call}/voice", seconds=601).status_code == 204
    assert max(stretch.seconds for stretch in page.box.call(call).voice) == 600
