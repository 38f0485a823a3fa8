"""`ivr phone` as it is typed: on this machine alone, with nothing left behind, and out of reach of the server."""

import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from tests.house.source import ROOT

SERVING = """
import sys
import ivr.cli, ivr.cli.server, ivr.app, ivr.web.doors
assert "ivr.app" in sys.modules
print(*sorted(name for name in sys.modules if name.startswith(("ivr.exchange", "ivr.booth"))))
"""


@contextmanager
def phone(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "ivr", "phone", "--port", "0", "--no-open", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
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


def test_menus_with_a_fault_stop_the_start_with_the_place_of_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["phone", "--menus", str(tmp_path), "--port", "0", "--no-open"])
    assert done.exit_code == 1
    assert f"{tmp_path}/helpline.yaml: This file is missing" in done.output


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told_to_and_says_nothing_of_those_who_rang(how: signal.Signals) -> None:
    with phone() as (address, process):
        ring = urllib.request.Request(f"{address}calls", b'{"from": "07700 900123"}', {"Content-Type": "application/json"})
        assert urllib.request.urlopen(ring).status == 201
        process.send_signal(how)
        assert process.wait(20) == 0
        assert process.stdout is not None
        assert process.stdout.read() == "All of it is on this machine, and nothing leaves it. Stop it with Ctrl-C.\n"


def test_what_callers_left_is_kept_where_one_asks_for_it(tmp_path: Path) -> None:
    with phone("--data", str(tmp_path / "kept")) as (address, _):
        ring = urllib.request.Request(f"{address}calls", b'{"from": "withheld"}', {"Content-Type": "application/json"})
        urllib.request.urlopen(ring)
        for line in urllib.request.urlopen(f"{address}feed"):
            if b'"kind": "place"' in line:
                break
    with sqlite3.connect(tmp_path / "kept" / "ivr.db") as database:
        assert database.execute("select count(*) from calls").fetchone() == (1,)


def test_what_serves_real_callers_has_neither_the_exchange_nor_the_box() -> None:
    done = subprocess.run([sys.executable, "-c", SERVING], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("\n", "")
