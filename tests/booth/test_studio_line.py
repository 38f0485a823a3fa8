"""Staff read a recording at the page's telephone, with the worker of the box beside it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ivr.booth.box import boxed
from ivr.booth.doors import SOUND, create
from ivr.booth.moments import SettableClock
from ivr.booth.shelf import Shelf
from ivr.clips import manifest
from ivr.clips.library import Library
from ivr.exchange.alerts import NotPossibleError
from ivr.menu.load import load
from ivr.menu.numbering import numbered
from ivr.menu.repertoire import repertoire
from ivr.menu.script import Piece
from ivr.porter import enrol
from ivr.staff.people import Role
from tests import recorded
from tests.booth.conftest import real
from tests.booth.page import ORIGIN, Page
from tests.clips.speech import silence, words
from tests.house.source import ROOT
from tests.served import until
from tests.small import NOW

NAME, PASSWORD = "Ann Other", "coffee bridge tulip"
MENUS = load(ROOT / "menus")
PROMPT, ASK = "promise", MENUS.lines["studio.ask"].say
SAID = MENUS.lines[PROMPT].say
NUMBER = next(number for number, reading in numbered(repertoire(MENUS)).items() if reading.id == PROMPT)


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    pieces = (Piece(PROMPT, SAID), Piece("studio.ask", ASK))
    return recorded.folder(tmp_path / "audio", *pieces, speech=MENUS.speech)


@pytest.fixture
def page(tmp_path: Path, menus: Path, audio: Path) -> Iterator[Page]:
    clock = SettableClock(real, NOW)
    shelf = Shelf(menus, drafts=False, clock=clock)
    with boxed(tmp_path / "data", shelf, clock, real, Library.load(audio), audio=audio) as box:
        yield Page(box, create(box, ORIGIN).test_client())


def ring(page: Page) -> str:
    answer = page.post("/calls", **{"from": "07700 900123", "line": "studio"})
    assert answer.status_code == 201
    call: str = (answer.json or {})["call"]
    page.awaits(call)
    return call


def test_a_recording_is_read_at_the_page_and_goes_live(page: Page, audio: Path) -> None:
    store = page.box.installation.store
    ann = enrol.add(store, NAME, {Role.RECORD}, PASSWORD)
    call = ring(page)
    until(lambda: [told["words"] for told in page.of("played")] == [ASK])
    page.press(call, f"{ann.staff_number}{enrol.new_pin(store, enrol.named(store, NAME))}#")
    page.press(call, f"{NUMBER}#")
    page.press(call, "1", then="recording")
    said = np.concatenate([silence(1), words(len(SAID.split())), silence(1)])
    sound = (said * 32767).astype("<i2").tobytes()
    voiced = {"X-Voiced-Seconds": str(len(sound) / 16_000)}
    assert page.client.post(f"/calls/{call}/voice", base_url=ORIGIN, data=sound, content_type=SOUND, headers=voiced).status_code == 204
    page.press(call, "#")
    page.press(call, "1")
    entry = manifest.read(audio)[PROMPT]
    assert isinstance(entry, manifest.Entry)
    assert entry.by == NAME
    assert page.of("warned") == []


def test_the_page_offers_the_lines_that_the_menus_name(page: Page, menus: Path) -> None:
    number = page.box.menus.numbers.studio
    assert (page.get("/callers").json or {})["lines"] == ["helpline", "studio"]
    helpline = menus / "helpline.yaml"
    without = [line for line in helpline.read_text("utf-8").splitlines(keepends=True) if not line.startswith("  studio:")]
    helpline.write_text("".join(without), "utf-8")
    assert (page.post("/menus").json or {})["taken"] is True
    assert (page.get("/callers").json or {})["lines"] == ["helpline"]
    assert page.post("/calls", **{"from": "07700 900123", "line": "studio"}).status_code == 409
    with pytest.raises(NotPossibleError):
        page.box.exchange.ring("+447700900123", number)
    assert page.post("/calls", **{"from": "07700 900123", "line": "hotline"}).status_code == 400
    shutil.copy(ROOT / "menus" / "helpline.yaml", helpline)
    assert (page.post("/menus").json or {})["taken"] is True
    ring(page)
