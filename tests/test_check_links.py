"""`ivr check --links`, as a person uses it: through a proxy on loopback that plays every site of the menus, on https."""

import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from tests.house.source import ROOT
from tests.linesman.site import CERTIFICATES, Site, hangs, leads, opened, says
from tests.small import FACTS

NOON = "2026-11-26 12:00"
KENT = "/education-and-children/special-educational-needs"
PAGES = (
    f"{KENT}/support-and-advice",
    f"{KENT}/who-to-contact",
    KENT,
    "/",
    "/school-behaviour-exclusions",
    "/government/publications/send-code-of-practice-0-to-25",
)


@pytest.fixture
def world() -> Iterator[Site]:
    with opened() as site:
        site.pages.update(dict.fromkeys(PAGES, says(200)))
        yield site


@pytest.fixture
def menus(tmp_path: Path) -> Path:
    """The menus, with sites that are nobody's in place of the real ones."""
    folder = tmp_path / "menus"
    shutil.copytree(ROOT / "menus", folder)
    for name in ("texts.yaml", "links.yaml", "helpline.yaml"):
        words = (folder / name).read_text("utf-8")
        (folder / name).write_text(re.sub(r"www\.(\w+)\.[a-z.]+[a-z]", r"www.\1.example", words), "utf-8")
    return folder


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Small menus that pass every check, with three links to `/send`, `/help` and `/law`."""
    folder = tmp_path / "few"
    shutil.copytree(ROOT / "tests" / "checks" / "menus", folder)
    shutil.copy(ROOT / "menus" / "system.yaml", folder)
    topics = (folder / "topics.yaml").read_text("utf-8")
    (folder / "topics.yaml").write_text(topics.replace("from: leaflet,", f"facts: [{', '.join(FACTS)}], from: leaflet,", 1), "utf-8")
    for name in ("helpline.yaml", "texts.yaml"):
        (folder / name).write_text((folder / name).read_text("utf-8").replace("www.kent.gov.uk", "www.kent.example"), "utf-8")
    links = (f"{id}: {{to: 'https://www.kent.example/{id}', owner: Kent, checked: 2026-11-23}}\n" for id in ("send", "help", "law"))
    (folder / "links.yaml").write_text("".join(links), "utf-8")
    return folder


@pytest.fixture
def network(world: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    for name in ("NO_PROXY", "no_proxy", "https_proxy", "IVR_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", world.url)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    return world


def typed(menus: Path, *more: str) -> list[str]:
    return ["check", "--menus", str(menus), "--audio", str(menus / "none"), "--at", NOON, *more]


def started(menus: Path, stderr: int) -> "subprocess.Popen[str]":
    """The command in a process of its own, to which Ctrl-C means what it means at a terminal."""
    code = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from ivr.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, *typed(menus, "--links")]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environ, text=True, stdout=subprocess.PIPE, stderr=stderr)


def test_each_link_is_asked_once_and_what_is_dead_moved_or_unsure_is_told_with_its_line(network: Site, menus: Path) -> None:
    network.pages[PAGES[0]] = says(404)
    network.pages[PAGES[1]] = leads(f"{KENT}/contacts")
    network.pages[f"{KENT}/contacts"] = says(200)
    network.pages[PAGES[4]] = says(403)
    result = CliRunner().invoke(main, typed(menus, "--links"))
    assert result.exit_code == 1
    told = result.stdout[result.stdout.index("Dead:") :].splitlines()
    kent = f"https://www.kent.example{KENT}"
    written = (menus / "links.yaml").read_text("utf-8").splitlines().index("send_support:") + 1
    assert told[1].startswith(f"{menus}/links.yaml:{written}:1: error asked: The link send_support (Kent County Council), {kent}/support")
    assert "is dead: the page is not there (404)." in told[1]
    assert told[3] == "Moved:"
    assert f"warning asked: The link who_to_contact (Kent County Council), {kent}/who-to-contact, has moved to {kent}/contacts" in told[4]
    assert told[6] == "Unsure:"
    assert "www.gov.example/school-behaviour-exclusions, could not be checked: its site lets no robot in (403)." in told[7]
    assert told[9] == "10 links asked: 1 dead, 1 moved, 1 unsure, 7 fine."
    assert told[10].startswith("There today: local_offer, global_mediation, send_code, iask, coram, contact_families, ipsea. Open them")
    asked = Counter(each for each in network.asked if not each.startswith("CONNECT"))
    twice = [f"GET {page}" for page in (PAGES[0], PAGES[4])]
    assert asked == Counter({**{f"HEAD {page}": 1 for page in (*PAGES, f"{KENT}/contacts")}, **dict.fromkeys(twice, 1), "HEAD /": 5})


def test_a_program_is_told_of_links_as_of_all_else(network: Site, few: Path) -> None:
    network.pages.update({"/send": says(200), "/help": says(410), "/law": leads("/", 302)})
    result = CliRunner().invoke(main, typed(few, "--links", "--format", "json"))
    assert result.exit_code == 1
    assert result.stderr == ""
    gone, moved = [found for found in json.loads(result.stdout) if found["rule"] == "asked"]
    assert (gone["level"], gone["file"], gone["line"]) == ("error", str(few / "links.yaml"), 2)
    assert "https://www.kent.example/help, is dead: the page has been taken away (410)." in gone["problem"]
    assert (moved["level"], moved["line"]) == ("warning", 3)
    shown = CliRunner().invoke(main, typed(few, "--links", "--format", "github")).stdout
    assert f"::error file={few}/links.yaml,line=2,col=1,title=asked::The link help" in shown


def test_what_may_be_well_stops_nobody(network: Site, few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy is named as many name it, without a scheme."""
    monkeypatch.setenv("HTTPS_PROXY", network.url.removeprefix("http://"))
    network.pages.update({"/send": says(200), "/help": says(503), "/law": leads("/lawyers", 301), "/lawyers": says(200)})
    result = CliRunner().invoke(main, typed(few, "--links"))
    assert result.stdout.count("warning asked:") == 2
    assert result.exit_code == 0


def test_nobody_is_asked_anything_without_the_word(network: Site, few: Path) -> None:
    result = CliRunner().invoke(main, typed(few))
    assert result.exit_code == 0
    assert "links asked" not in result.stdout
    assert network.asked == []


def test_where_nobody_can_be_reached_that_is_told_once_and_no_link_is_called_dead(
    menus: Path, network: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and never listens
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{unused.getsockname()[1]}")
        result = CliRunner().invoke(main, typed(menus, "--links"))
    assert "None of the 10 links could be asked: no site at all could be reached" in result.stdout
    assert "asked: The link" not in result.stdout
    assert network.asked == []


def test_ctrl_c_ends_it_with_what_was_found_so_far(network: Site, few: Path) -> None:
    network.pages.update({"/send": says(404), "/help": hangs})
    with started(few, subprocess.PIPE) as command:
        deadline = time.monotonic() + 60
        while "HEAD /help" not in network.asked and time.monotonic() < deadline:
            time.sleep(0.05)
        command.send_signal(signal.SIGINT)
        said, complained = command.communicate(timeout=30)
    assert command.returncode == 130
    assert "1 link asked: 1 dead, 0 moved, 0 unsure, 0 fine." in said
    assert complained.strip() == "Stopped: 2 of 3 links were not asked."


def test_whoever_watches_sees_how_far_it_has_come_and_a_file_does_not(network: Site, few: Path) -> None:
    network.pages.update(dict.fromkeys(("/send", "/help", "/law"), says(200)))
    ours, theirs = pty.openpty()
    with started(few, theirs) as command:
        os.close(theirs)
        seen = b"".join(iter(lambda: piece(ours), b""))
        said, _ = command.communicate(timeout=30)
    os.close(ours)
    assert command.returncode == 0
    assert b"Asking the links" in seen
    assert b"100%" in seen
    assert "Asking" not in said
    assert "3 links asked: 0 dead, 0 moved, 0 unsure, 3 fine." in said


def piece(terminal: int) -> bytes:
    """What comes next, nothing at the end: Linux tells that as a fault, others as an end."""
    try:
        return os.read(terminal, 10_000)
    except OSError:
        return b""


def test_what_is_asked_has_its_manual() -> None:
    result = CliRunner().invoke(main, ["check", "--explain", "ASKED"])
    assert result.exit_code == 0
    assert result.output.startswith("asked: a page that a text leads to is still where we say it is.")
