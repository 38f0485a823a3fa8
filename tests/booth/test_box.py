"""What a person at the page can do, from ringing to reading the menus again."""

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ivr.booth.box import boxed
from ivr.booth.doors import SOUND, create
from ivr.booth.installation import MEMORY
from ivr.booth.moments import SettableClock
from ivr.booth.shelf import Reading, Shelf
from ivr.clips.catalogue import Catalogue
from ivr.clips.takes import Take
from ivr.exchange.alerts import NotPossibleError
from ivr.exchange.events import Entry, Queued
from ivr.menu.load import load
from ivr.menu.script import Piece
from tests import recorded
from tests.booth.conftest import real
from tests.booth.page import ORIGIN, Page
from tests.served import until
from tests.small import NOW


def test_a_call_is_told_as_it_goes_with_the_place_of_the_caller(page: Page) -> None:
    call = page.ring()
    page.press(call, "1")
    page.press(call, "3")
    assert [(told["node"], told["page"], told["title"]) for told in page.of("place")] == [
        ("main", 0, "Main menu"),
        ("school", 0, "Help at school or college"),
        ("complaint", 1, "Make a complaint"),
    ]
    ringing = page.of("ringing")[0]
    assert ringing | {"at": "", "passed": ""} == {
        "kind": "ringing",
        "at": "",
        "passed": "",
        "call": call,
        "role": "caller",
        "from": "07700 900123",
    }
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
    for key in "138":
        page.press(call, key)
    until(lambda: any("text.refused.stopped" in told["says"] for told in page.of("place")))
    assert page.box.installation.store.texts() == []
    assert len(page.of("texted")) == 1


def test_the_adviser_who_takes_a_caller_sees_the_way_they_came(page: Page) -> None:
    call = page.ring()
    for key in "1381":
        page.press(call, key)
    page.press(call, "0", then="queued")
    adviser = page.post("/advisers").json["call"]  # type: ignore[index] # it has one
    page.awaits(adviser, "path")
    page.awaits(call, "bridged")
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
    (told,) = page.of("kept")
    assert told == {**kept, "kind": "kept", "at": told["at"], "passed": told["passed"]}
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


def test_what_passes_is_told_by_the_real_clock_whatever_time_the_page_is_set_to(page: Page) -> None:
    page.post("/clock", at="2026-11-24T20:00")
    page.post("/clock", at="2026-11-24T09:00")
    late, early = page.of("clock")
    assert late["at"] > early["at"]
    assert late["passed"] < early["passed"]


def test_one_can_ring_anew_as_soon_as_one_has_hung_up(page: Page) -> None:
    for _ in range(20):
        call = page.ring()
        assert page.post(f"/calls/{call}/hang-up").status_code == 204
    assert len(page.of("ringing")) == 20
    until(lambda: len(page.of("ended")) == 20)


def test_who_rings_while_a_call_is_going_on_is_told_to_hang_up_first(page: Page) -> None:
    page.ring()
    answer = page.post("/calls", **{"from": "withheld"})
    assert (answer.status_code, answer.json) == (409, {"error": "A call is going on already. Hang up first."})


def test_a_number_that_the_menus_no_longer_name_leads_nowhere(page: Page, menus: Path) -> None:
    old = page.box.menus.numbers.adviser
    helpline = menus / "helpline.yaml"
    helpline.write_text(helpline.read_text("utf-8").replace('"07700 900900"', '"07700 900902"'), "utf-8")
    assert (page.post("/menus").json or {})["taken"] is True
    with pytest.raises(NotPossibleError, match="no such number"):
        page.box.exchange.ring("+447700900123", old)
    adviser = page.post("/advisers")
    assert adviser.status_code == 201
    page.awaits((adviser.json or {})["call"], "dialled")


class Hasty(Shelf):
    """Takes whatever menus it finds, at once."""

    def read(self) -> Reading:
        return Reading(self.look()[0], ())


def test_who_is_on_the_telephone_is_so_though_the_numbers_change_meanwhile(tmp_path: Path, menus: Path) -> None:
    clock = SettableClock(real, NOW)
    with boxed(tmp_path / "data", Hasty(menus, drafts=False, clock=clock), clock, real, Catalogue()) as box:
        page = Page(box, create(box, ORIGIN).test_client())
        adviser = (page.post("/advisers").json or {})["call"]
        page.awaits(adviser)
        helpline = menus / "helpline.yaml"
        helpline.write_text(helpline.read_text("utf-8").replace('"07700 900900"', '"07700 900902"'), "utf-8")
        assert (page.post("/menus").json or {})["taken"] is True
        assert page.post("/advisers").status_code == 409
        call = page.ring()
        page.press(call, "0", then="queued")
        page.press(adviser, "1", then="path")
        assert page.of("path")[0]["caller"] == call


def test_what_only_a_whole_walk_of_the_calls_can_find_keeps_the_old_menus_too(page: Page, menus: Path) -> None:
    system = menus / "system.yaml"
    text = system.read_text("utf-8")
    said = "If the number is right, press 1. To type it again, press 2."
    assert said in text
    system.write_text(text.replace(said, "If the number is right, press 1. To type it again, press 5."), "utf-8")
    answer = page.post("/menus").json or {}
    assert answer["taken"] is False
    assert {"keys"} <= {found["rule"] for found in answer["findings"] if found["level"] == "error"}


def test_a_finding_that_is_waived_is_told_to_nobody(page: Page) -> None:
    told = page.of("menus")[0]["findings"]
    assert told
    assert "L44" not in {found["rule"] for found in told}


def test_how_long_a_caller_has_waited_is_told_to_the_adviser(page: Page) -> None:
    call = page.ring()
    page.press(call, "0", then="queued")
    time.sleep(2)
    page.awaits((page.post("/advisers").json or {})["call"], "path")
    assert page.of("path")[0]["waited_s"] >= 2


def test_the_words_of_a_recording_are_told_with_it(tmp_path: Path, menus: Path) -> None:
    clock = SettableClock(real, NOW)
    words = load(menus).lines["promise"].say
    catalogue = Catalogue(recorded.clips(Piece("promise", words)))
    with boxed(tmp_path / "data", Shelf(menus, drafts=False, clock=clock), clock, real, catalogue) as box:
        page = Page(box, create(box, ORIGIN).test_client())
        page.ring()
        until(lambda: bool(page.of("played")))
        assert page.of("played")[0]["words"] == words


def test_when_the_box_is_taken_down_every_call_has_ended_and_the_helpline_has_heard_of_it(tmp_path: Path, menus: Path) -> None:
    clock = SettableClock(real, NOW)
    with boxed(tmp_path / "data", Shelf(menus, drafts=False, clock=clock), clock, real, Catalogue()) as box:
        Page(box, create(box, ORIGIN).test_client()).ring()
    with sqlite3.connect(tmp_path / "data" / MEMORY) as database:
        assert database.execute("select count(*), count(ended_at) from calls").fetchone() == (1, 1)


def test_what_the_page_cannot_be_told_of_is_told_as_such_and_nothing_else_is_lost(page: Page) -> None:
    page.box.exchange.plant.listeners[0](Entry(NOW, "CA" + "0" * 32, Queued("advisers")))  # of a call that nobody made
    call = page.ring()
    assert [told["problem"] for told in page.of("failed")] == ["the page could not be told of something that happened (KeyError)"]
    assert page.of("said")[0]["call"] == call


def test_a_failure_of_the_exchange_itself_is_told(page: Page) -> None:
    page.box.exchange.place("+447700900123", "+447700900124", "<Response><Redirect>http://192.0.2.1/</Redirect></Response>")
    until(lambda: bool(page.of("failed")))
    problem = page.of("failed")[0]["problem"]
    assert problem.startswith("the exchange itself failed: ")
    assert "is not this machine" in problem


@dataclass
class Broken:
    """A memory whose outbox fails at these of the times that it is asked, with what nobody foresaw."""

    fails: frozenset[int]
    asked: int = 0

    @property
    def outbox(self) -> "Broken":
        return self

    @property
    def takes(self) -> "Broken":
        return self

    def claim(self, *when: object) -> None:
        self.asked += 1
        if self.asked in self.fails:
            raise RuntimeError(f"as it was told to, of {len(when)}")

    def awaited(self) -> list[Take]:
        return []


@pytest.mark.parametrize(("fails", "times"), [(range(1, 4), 1), ((1, 3), 2)])
def test_texts_that_could_not_be_sent_are_told_of_once_and_tried_again(page: Page, fails: Iterable[int], times: int) -> None:
    told: list[str] = []
    broken = Broken(frozenset(fails))
    installation = replace(page.box.installation, store=broken)  # type: ignore[arg-type]  # all that is asked of it
    with installation.sending(page.box.exchange, told.append):
        until(lambda: broken.asked > 4)
    assert told == ["the texts could not be sent, and are tried again (RuntimeError)"] * times


def test_the_page_is_told_that_texts_cannot_be_sent(page: Page, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data" / MEMORY) as database:
        database.execute("alter table texts rename to mislaid")
    until(lambda: bool(page.of("failed")))
    assert [told["problem"] for told in page.of("failed")] == ["the texts could not be sent, and are tried again (StoreError)"]


@pytest.mark.parametrize("to", ["2026-11-24T10:00", "2026-11-24T16:00"])
def test_the_clock_set_back_or_on_in_a_menu_in_the_queue_and_in_a_message_keeps_the_journal_in_order(page: Page, to: str) -> None:
    call = page.ring()
    for key in "13":
        page.post("/clock", at=to)
        page.press(call, key)
        page.post("/clock", at="2026-11-24T11:00")
    for key, then, moment in (("0", "queued", to), ("*", "left-queue", "2026-11-24T11:00")):
        page.press(call, key, then)
        page.post("/clock", at=moment)
        page.awaits(call, after=max(n for n, told in enumerate(page.told) if told["kind"] == then))
    page.press(call, "1", then="recording")
    page.post("/clock", at=to)
    page.post(f"/calls/{call}/voice", seconds=3)
    time.sleep(3)  # as long as it takes to say
    page.press(call, "#", then="recorded")
    page.awaits(call, "ended")
    turns = page.box.installation.store.journal(call)
    ways = ["arrived", "keys", "keys", "keys", "waiting", "keys", "left-queue", "keys", "recorded"]
    assert [turn.step.partition(".")[0] for turn in turns] == ways
    assert [turn.count for turn in turns] == sorted(turn.count for turn in turns)
    assert [told["node"] for told in page.of("place")][:3] == ["main", "school", "complaint"]
    assert page.of("recorded")[0]["seconds"] == 3
    (message,) = page.box.installation.store.messages()
    assert message.seconds == 3
