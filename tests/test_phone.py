"""`ivr phone` as it is typed: on this machine alone, with nothing left behind, and out of reach of the server."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from ivr.booth.installation import MEMORY
from ivr.cli import main
from ivr.clips import manifest
from ivr.menu.load import load
from tests.house.source import ROOT
from tests.studio.reading import read
from tests.web.browsing import Browser

SERVING = """
import sys
import ivr.cli, ivr.cli.server, ivr.app, ivr.web.doors
assert "ivr.app" in sys.modules
print(*sorted(name for name in sys.modules if name.startswith(("ivr.exchange", "ivr.booth"))))
"""

GUEST = re.compile(r"Staff sign in here: (\S+) as (.+), with the password (\S+)\n")
KEYS = re.compile(r"On the recording line, type your staff number, your PIN and hash in one: [0-9]{3} [0-9]{6} #\n")


@contextmanager
def phone(*options: str, audio: Path = ROOT / "tests") -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "ivr", "phone", "--port", "0", "--no-open", *options]
    environ = {**os.environ, "IVR_AUDIO": str(audio)}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().split()[-1], process
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "helpline.example"])
def test_it_refuses_to_be_reached_from_elsewhere(host: str) -> None:
    done = CliRunner().invoke(main, ["phone", "--host", host, "--no-open"])
    assert done.exit_code == 1
    assert done.output == f"{host} is not this machine's own address: it is rung from here only. Use --host 127.0.0.1.\n"


@pytest.mark.parametrize("port", ["65536", "-1"])
def test_a_port_that_no_machine_has_is_not_called_taken(port: str) -> None:
    done = CliRunner().invoke(main, ["phone", "--port", port, "--no-open"])
    assert done.exit_code == 2
    assert "not in the range 0<=x<=65535" in done.output


def test_menus_with_a_fault_stop_the_start_with_the_place_of_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["phone", "--menus", str(tmp_path), "--port", "0", "--no-open"])
    assert done.exit_code == 1
    assert f"{tmp_path}/helpline.yaml: This file is missing" in done.output


def test_a_place_where_nothing_can_be_kept_is_told_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = tmp_path / "file" / "below"
    done = CliRunner().invoke(main, ["phone", "--data", str(kept), "--port", "0", "--no-open"])
    assert done.exit_code == 1
    assert done.output == f"Calls and texts cannot be kept in {kept}: Not a directory. Name a folder that can be made or written to.\n"


def test_a_place_that_is_there_but_keeps_nothing_is_told_with_the_mend_too(tmp_path: Path) -> None:
    (tmp_path / MEMORY).write_text("no database")
    done = CliRunner().invoke(main, ["phone", "--data", str(tmp_path), "--port", "0", "--no-open"])
    assert done.exit_code == 1
    assert done.output.startswith(f"Calls and texts cannot be kept in {tmp_path}: ")
    assert done.output.endswith("Name a folder that can be made or written to.\n")
    assert done.output.count("\n") == 1


@pytest.mark.parametrize(("options", "heard"), [(("--drafts",), True), ((), False)])
def test_pages_that_wait_for_a_sign_off_are_heard_only_where_one_asks_for_them(options: tuple[str, ...], heard: bool) -> None:  # noqa: FBT001 - a case
    with phone(*options, "--at", "2026-11-24 11:00") as (address, _):
        assert ("For more on this, press 1." in _rung(address, "222")) is heard


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told_to_and_says_nothing_of_those_who_rang(how: signal.Signals) -> None:
    with phone() as (address, process):
        ring = urllib.request.Request(f"{address}calls", b'{"from": "07700 900123"}', {"Content-Type": "application/json"})
        assert urllib.request.urlopen(ring).status == 201
        process.send_signal(how)
        assert process.wait(20) == 0
        assert process.stdout is not None
        *invited, last = process.stdout.read().splitlines()
        assert [line.split(maxsplit=3)[:3] for line in invited] == [["Staff", "sign", "in"], ["On", "the", "recording"]]
        assert last == "All of it is on this machine, and nothing leaves it. Stop it with Ctrl-C."


def test_what_callers_left_is_kept_where_one_asks_for_it(tmp_path: Path) -> None:
    with phone("--data", str(tmp_path / "kept")) as (address, _):
        ring = urllib.request.Request(f"{address}calls", b'{"from": "withheld"}', {"Content-Type": "application/json"})
        urllib.request.urlopen(ring)
        for line in urllib.request.urlopen(f"{address}feed"):
            if b'"kind": "place"' in line:
                break
    with sqlite3.connect(tmp_path / "kept" / MEMORY) as database:
        assert database.execute("select count(*) from calls").fetchone() == (1,)


def test_a_guest_signs_in_as_staff_and_records_what_it_plays(tmp_path: Path) -> None:
    for _ in range(2):  # who was here before gets other secrets
        with phone("--data", str(tmp_path / "kept"), "--guest", "Ann Other", audio=tmp_path / "audio") as (_, process):
            assert process.stdout is not None
            told = GUEST.fullmatch(process.stdout.readline())
            assert told
            assert KEYS.fullmatch(process.stdout.readline())
            site, name, password = told.groups()
            from_here = {"Origin": site.removesuffix("/sign-in")}
            browser = Browser(urlsplit(site).port or 0).go("/sign-in")
            browser.send("/sign-in", from_here, name=name, password=password).go("/studio/goodbye")
            said = load(ROOT / "menus").lines["goodbye"].say
            token = browser.page.forms[0][1]["csrf"]
            browser.send_bytes("/studio/goodbye/takes", read(said), {"Content-Type": "audio/wav", "X-CSRF-Token": token, **from_here})
            browser.send(browser.at, from_here)
            assert "Kept." in browser.says
    kept = manifest.read(tmp_path / "audio")["goodbye"]
    assert isinstance(kept, manifest.Entry)
    assert kept.by == "Ann Other"


def test_what_serves_real_callers_has_neither_the_exchange_nor_the_box() -> None:
    done = subprocess.run([sys.executable, "-c", SERVING], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("\n", "")


def _rung(address: str, keys: str) -> str:
    """The page and its keys that a caller hears who presses these, each as soon as one is awaited."""
    said = ""
    with urllib.request.urlopen(f"{address}feed") as feed:
        call = json.load(_post(f"{address}calls", **{"from": "withheld"}))["call"]
        for line in feed:
            told = json.loads(line[6:]) if line.startswith(b"data: ") else {"kind": ""}
            if told["kind"] == "said":
                said = f"{said} {told['words']}"
                _post(f"{address}calls/{call}/heard", number=told["number"])
            elif told["kind"] == "asked" and keys:
                said = ""
                _post(f"{address}calls/{call}/keys", keys=keys[0])
                keys = keys[1:]
            if not keys and "go back" in said:
                break
    return said


def _post(url: str, **fields: object) -> HTTPResponse:
    request = urllib.request.Request(url, json.dumps(fields).encode(), {"Content-Type": "application/json"})
    answer: HTTPResponse = urllib.request.urlopen(request)
    return answer
