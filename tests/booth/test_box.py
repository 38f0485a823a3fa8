"""What a person at the page can do, from ringing to reading the menus again."""

import time
from pathlib import Path

from ivr.booth.doors import SOUND
from tests.booth.page import ORIGIN, Page
from tests.served import until


def test_a_call_is_told_as_it_goes_with_the_place_of_the_caller(page: Page) -> None:
    call = page.ring()
    page.press(call, "1")
    page.press(call, "3")
    assert [(told["node"], told["page"], told["title"]) for told in page.of("place")] == [
        ("main", 0, "Main menu"),
        ("school", 0, "Help at school or college"),
        ("complaint", 1, "Make a complaint"),
    ]
    assert page.of("ringing")[0] | {"at": ""} == {"kind": "ringing", "at": "", "call": call, "role": "caller", "from": "07700 900123"}
    assert page.of("said")[0]["words"].startswith("Hello.")
    assert [(told["key"], told["heard"]) for told in page.of("pressed")] == [("1", True), ("3", True)]


def test_a_text_arrives_on_the_mobile_and_its_receipts_are_kept(page: Page) -> None:
    call = page.ring()
    for key in "1381":
        page.press(call, key)
    until(lambda: bool(page.of("texted")))
    assert [(told["to"], told["body"].startswith("IASK complaint tips")) for told in page.of("texted")] == [("07700 900123", True)]
    until(lambda: [text.state.value for text in page.box.installation.store.texts()] == ["delivered"])


def test_a_stop_is_answered_and_no_text_comes_any_more(page: Page) -> None:
    assert page.post("/texts", **{"from": "07700 900123", "body": "STOP"}).status_code == 204
    until(lambda: len(page.of("texted")) == 1)
    assert [(told["kind"], told["from"]) for told in page.told if told["kind"] in ("replied", "texted")] == [
        ("replied", "07700 900123"),
        ("texted", "07700 900000"),
    ]
    until(lambda: page.box.installation.store.opted_out("+447700900123"))
    call = page.ring()
    for key in "1381":
        page.press(call, key)
    until(lambda: [text.state.value for text in page.box.installation.store.texts()] == ["refused"])
    assert len(page.of("texted")) == 1


def test_the_adviser_who_takes_a_caller_sees_the_way_they_came(page: Page) -> None:
    call = page.ring()
    for key in "1381":
        page.press(call, key)
    page.press(call, "0", then="queued")
    adviser = page.post("/advisers").json["call"]  # type: ignore[index] # it has one
    page.awaits(call, "bridged")
    page.awaits(adviser, "path")
    (path,) = page.of("path")
    assert (path["call"], path["caller"], path["from"], path["texts"]) == (adviser, call, "07700 900123", ["complaint_tips"])
    assert [(step["title"], step["page"]) for step in path["steps"]] == [
        ("Main menu", 0),
        ("Help at school or college", 0),
        ("Make a complaint", 1),
    ]
    assert 0 <= path["waited_s"] < 20
    assert page.post(f"/calls/{call}/hang-up").status_code == 204
    page.awaits(call, "ended")


def test_one_person_makes_one_call_at_a_time(page: Page) -> None:
    page.ring()
    again = page.post("/calls", **{"from": "01632 960123"})
    assert (again.status_code, again.json) == (409, {"error": "A call is going on already. Hang up first."})
    page.post("/advisers")
    assert page.post("/advisers").status_code == 409


def test_who_withholds_their_number_is_told_as_such(page: Page) -> None:
    page.ring("withheld")
    assert page.of("ringing")[0]["from"] == "withheld"


def test_at_another_time_the_helpline_is_closed_and_the_call_goes_so(page: Page) -> None:
    now = page.get("/clock").json or {}
    assert (now["open"], now["state"], now["set"]) == (True, "Open until 17:00", True)
    told = page.post("/clock", at="2026-11-27T17:00").json or {}
    assert (told["open"], told["state"]) == (False, "Closed. Opens on Monday at 9am")
    assert told["now"].startswith("2026-11-27T17:00:0")
    page.ring()
    assert page.of("place")[0]["says"][:3] == ["welcome", "promise", "closed"]
    assert (page.post("/clock", at=None).json or {})["set"] is False


def test_a_message_left_at_night_is_kept_as_the_microphone_heard_it(page: Page) -> None:
    page.post("/clock", at="2026-11-24T20:00")
    call = page.ring()
    page.press(call, "0", then="recording")
    stretch = b"\x10\x20" * 8000
    for _ in range(4):
        answer = page.client.post(
            f"/calls/{call}/voice", base_url=ORIGIN, data=stretch, headers={"Content-Type": SOUND, "X-Voiced-Seconds": "1"}
        )
        assert answer.status_code == 204
    page.press(call, "#", then="recorded")
    (recorded,) = page.of("recorded")
    sound = page.get(f"/recordings/{recorded['recording']}")
    assert (sound.status_code, sound.mimetype, sound.data[:4]) == (200, "audio/wav", b"RIFF")
    assert stretch * 4 in sound.data
    until(lambda: bool(page.of("kept")))
    kept = {"call": call, "recording": recorded["recording"], "seconds": 4, "from": "07700 900123"}
    assert page.of("kept") == [{**kept, "kind": "kept", "at": page.of("kept")[0]["at"]}]
    until(lambda: [message.seconds for message in page.box.installation.store.messages()] == [4])
    assert page.get("/recordings/RE" + "0" * 32).status_code == 404


def test_who_has_no_microphone_can_speak_all_the_same(page: Page) -> None:
    page.post("/clock", at="2026-11-24T20:00")
    call = page.ring()
    page.press(call, "0", then="recording")
    assert page.post(f"/calls/{call}/voice", seconds=1).status_code == 204
    assert page.post(f"/calls/{call}/voice", seconds="long").status_code == 400
    time.sleep(1)  # as long as it takes to say
    page.press(call, "#", then="recorded")
    assert page.of("recorded")[0]["seconds"] == 1


def test_an_edit_is_spoken_in_the_call_that_is_going_on(page: Page, menus: Path) -> None:
    call = page.ring()
    school = menus / "school.yaml"
    school.write_text(school.read_text("utf-8").replace("title: Help at school or college", "title: Help at any school"), "utf-8")
    answer = page.post("/menus").json or {}
    assert answer["taken"] is True
    assert answer["revision"] == page.of("menus")[-1]["revision"] != page.of("menus")[0]["revision"]
    page.press(call, "1")
    assert page.of("place")[-1]["title"] == "Help at any school"
    assert "Help at any school" in page.get("/tree.svg").text


def test_a_faulty_edit_is_told_with_its_place_and_nothing_changes(page: Page, menus: Path) -> None:
    school, before = menus / "school.yaml", page.of("menus")[0]["revision"]
    school.write_text(school.read_text("utf-8").replace("go: first_steps", "go: nowhere"), "utf-8")
    answer = page.post("/menus").json or {}
    assert (answer["taken"], answer["revision"]) == (False, before)
    assert [(found["level"], "school.yaml:" in found["where"], "nowhere" in found["problem"]) for found in answer["findings"]] == [
        ("error", True, True)
    ]
    call = page.ring()
    page.press(call, "1")
    page.press(call, "1")
    assert page.of("place")[-1]["node"] == "first_steps"


def test_what_the_checks_call_an_error_is_not_taken_either(page: Page, menus: Path) -> None:
    school = menus / "school.yaml"
    school.write_text(school.read_text("utf-8").replace("All schools and colleges", "All EHCP schools"), "utf-8")
    answer = page.post("/menus").json or {}
    assert answer["taken"] is False
    assert {found["rule"] for found in answer["findings"] if found["level"] == "error"} >= {"L25"}
