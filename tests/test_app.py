"""The server as it is run: its own process, the real menus, real signals."""

import os
import re
import shutil
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ivr.menu.hours import LONDON
from ivr.menu.short import code
from ivr.store import connect
from tests.real import edited
from tests.served import ROOT, Server, free_port, serving, start, until, up
from tests.web.line import PUBLIC, Line, fetch, post


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found


def test_a_caller_goes_from_the_first_menu_to_an_end_on_the_server_that_is_shipped(server: Server) -> None:
    line = Line(server.port, call="CA1").ring()
    assert line.said()
    line.press("1")
    assert line.said()
    line.press("*").press("9").say_nothing()
    assert line.said()
    line.press("0")
    assert line.in_queue or line._pending("Record") is not None
    store = connect(f"sqlite:///{server.folder / 'data' / 'ivr.db'}")
    assert [kept.step for kept in store.journal("CA1")][:2] == ["arrived.0", "keys.1"]
    store.close()


def test_who_shares_a_phone_is_sent_a_link_of_this_server_s_own_in_place_of_the_words(server: Server) -> None:
    line = Line(server.port, call="CA7").ring()
    for key in ("1", "1", "8", "3"):
        line.press(key)
    store, now = connect(f"sqlite:///{server.folder / 'data' / 'ivr.db'}"), datetime.now(LONDON)
    job = store.outbox.claim(now, now + timedelta(minutes=1))
    store.close()
    assert job is not None
    assert job.body.endswith(f"{PUBLIC.removeprefix('https://')}/t/{code('first_steps')}")


def test_the_server_is_ready_and_refuses_what_is_not_signed(server: Server) -> None:
    assert fetch(server.port, "GET", "/readyz").status == 200
    assert fetch(server.port, "POST", "/voice", "CallSid=CA1").status == 403


def test_a_path_counts_as_it_came_over_the_wire_on_this_server_too(server: Server) -> None:
    """Contract 2.10."""
    assert post(server.port, f"{PUBLIC}/voice/keys?node=caf%C3%A9&step=%31", {"CallSid": "CA2", "From": ""}).status == 200


def test_no_log_line_tells_a_number_a_key_or_a_query(server: Server) -> None:
    Line(server.port, call="CA3").ring().press("1").press("*")
    assert fetch(server.port, "GET", f"/t/{code('urgent')}").status == 200
    until(lambda: server.log.count("POST /voice/keys 200") >= 2 and "GET /t/- 200" in server.log)
    assert not re.search(r"7700|step=|node=|Digits|/t/[a-z0-9]|127\.0\.0\.1 -", server.log)


def test_edited_menus_are_heard_after_a_hang_up_signal_and_faulty_ones_are_told_and_not_heard(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        system = server.menus / "system.yaml"
        words = re.sub(r"(?m)^sorry:(.*\n)(?:[ \t]+.*\n)*", "sorry: Something broke at our end.\n", system.read_text())
        system.write_text(words)
        server.hang_up()
        fallen = {"CallSid": "CA4", "From": "+447700900123", "ErrorCode": "11200"}
        until(lambda: "Something broke at our end." in post(server.port, f"{PUBLIC}/voice/failed", fallen).text)
        system.write_text(words + "sorry: twice\nnonsense: x\n")
        server.hang_up()
        until(lambda: "the menus were not changed" in server.log)
        assert "nonsense" in server.log
        until(lambda: server.log.count("Booting worker") > server.log.count("Worker exiting"))
        assert "Something broke at our end." in post(server.port, f"{PUBLIC}/voice/failed", fallen).text


def test_menus_with_faults_stop_the_start_with_the_whole_list(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "menus", tmp_path / "menus")
    (tmp_path / "menus" / "extra.yaml").write_text("one: {title: One, go: nowhere}\ntwo: 3\n")
    process = start(tmp_path, free_port())
    assert process.wait(timeout=20) == 1
    log = (tmp_path / "log").read_text()
    assert "extra.yaml:1" in log
    assert "extra.yaml:2" in log


def test_without_a_database_it_starts_and_guides_and_says_that_it_is_not_ready(tmp_path: Path) -> None:
    (tmp_path / "data" / "ivr.db").mkdir(parents=True)
    with serving(tmp_path) as server:
        assert "starting without memory" in server.log
        assert fetch(server.port, "GET", "/readyz").status == 503
        assert Line(server.port, call="CA5").ring().press("1").said()


def test_a_worker_that_dies_in_the_middle_of_a_call_is_replaced_and_the_call_goes_on(tmp_path: Path) -> None:
    """Contract 1.9: Twilio connects again; the place of the call is in the URL, not in the worker."""
    with serving(tmp_path) as server:
        line = Line(server.port, call="CA6").ring()
        for worker in re.findall(r"Booting worker with pid: (\d+)", server.log):
            os.kill(int(worker), signal.SIGKILL)
        until(lambda: up(server.port))
        line.press("1")
        assert line.said()


@pytest.mark.parametrize(
    ("sender", "answerable", "told"),
    [
        ("IASKent", "yes", "write `answerable: no`"),
        ("+447700900000", "no", "write `answerable: yes`"),
        ("IASKent", "no", ""),
        ("MG" + "0" * 32, "no", ""),
    ],
)
def test_a_sender_that_is_not_the_kind_that_callers_hear_of_is_told_at_the_start(
    tmp_path: Path, sender: str, answerable: str, told: str
) -> None:
    edited(tmp_path, ("answerable: yes", f"answerable: {answerable}"))
    with serving(tmp_path, IVR_SMS_FROM=sender) as server:
        assert ("WARNING ivr.app texts come from" in server.log) == bool(told)
        assert told in server.log
        assert "7700" not in server.log


@pytest.mark.parametrize(("host", "discreet", "times"), [("iask.example", "yes", 1), ("iask.example", "no", 0), ("a.example", "yes", 0)])
def test_an_address_that_would_tell_in_a_discreet_text_who_we_are_is_told_at_the_start(
    tmp_path: Path, host: str, discreet: str, times: int
) -> None:
    edited(tmp_path, ("discreet: yes", f"discreet: {discreet}"))
    with serving(tmp_path, IVR_PUBLIC_URL=f"https://{host}") as server:
        assert server.log.count("IVR_PUBLIC_URL says who we are") == times


@pytest.mark.parametrize(("path", "told"), [("/a", ""), ("/" + "a" * 120, "discreet;")])
def test_an_address_too_long_for_a_text_is_told_at_the_start(tmp_path: Path, path: str, told: str) -> None:
    with serving(tmp_path, IVR_PUBLIC_URL=f"https://helpline.example{path}") as server:
        assert ("these texts are more than one message:" in server.log) == bool(told)
        assert told in server.log


def test_told_to_stop_it_stops(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        server.process.terminate()
        assert server.process.wait(timeout=20) == 0
