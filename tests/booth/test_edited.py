"""An edit, and what it does to the recordings: heard in whole calls over HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ivr.booth.box import boxed
from ivr.booth.doors import create
from ivr.booth.moments import SettableClock
from ivr.booth.shelf import Shelf
from ivr.clips import making
from ivr.clips.library import Library
from ivr.menu.load import load
from ivr.menu.repertoire import Reading, repertoire
from tests import recorded
from tests.booth.conftest import real
from tests.booth.page import ORIGIN, Page
from tests.served import until
from tests.small import NOW

TODAY = date(2026, 11, 24)
THERE = ("1", "3")  # the keys that lead to the page
BEFORE, AFTER = "Here are five tips.", "Here are five hints."


@dataclass
class Studio:
    """The helpline with a recording of every word, which somebody edits."""

    page: Page
    menus: Path
    audio: Path

    def wanted(self) -> tuple[Reading, ...]:
        return making.wanted(self.audio, repertoire(load(self.menus))).make

    def call(self) -> tuple[list[str], list[str]]:
        """Ring, and walk to the page: which recordings were played, and which words a voice read, until a key broke in."""
        start = len(self.page.told)
        call = self.page.ring()
        for key in THERE:
            until(lambda: self.speaks(call))
            self.page.press(call, key)
        until(lambda: self.speaks(call))
        self.page.post(f"/calls/{call}/hang-up")
        told = self.page.told[start:]
        played = [str(one["url"]).rpartition("/")[2].rsplit(".", 2)[0] for one in told if one["kind"] == "played"]
        return played, [str(one["words"]) for one in told if one["kind"] == "said"]

    def speaks(self, call: str) -> bool:
        """Whether something has been said since a key was last awaited: keys are awaited from before the first word."""
        kinds = [one["kind"] for one in self.page.told if one.get("call") == call and one["kind"] in {"asked", "said", "played"}]
        return bool(kinds) and kinds[-1] != "asked"


@pytest.fixture
def studio(tmp_path: Path, menus: Path) -> Iterator[Studio]:
    found = load(menus)
    audio = recorded.folder(tmp_path / "audio", *(one.piece for one in repertoire(found)), seconds=0.01, speech=found.speech)
    clock = SettableClock(real, NOW)
    with boxed(tmp_path / "data", Shelf(menus, drafts=False, clock=clock), clock, real, Library.load(audio)) as box:
        yield Studio(Page(box, create(box, ORIGIN).test_client()), menus, audio)


def test_one_word_that_is_edited_is_read_by_a_voice_on_that_page_alone_until_it_is_recorded_again(studio: Studio) -> None:
    before, read = studio.call()
    assert read == []
    assert {"welcome", "school", "complaint.1"} <= {*before}

    school = studio.menus / "school.yaml"
    text = school.read_text("utf-8")
    assert text.count(BEFORE) == 1
    school.write_text(text.replace(BEFORE, AFTER), "utf-8")
    assert studio.page.post("/menus").status_code == 200
    played, read = studio.call()
    assert [AFTER in words for words in read] == [True]
    assert {"welcome", "school"} <= {*played}
    assert "complaint.1" not in played

    assert [reading.id for reading in studio.wanted()] == ["complaint.1"]
    list(making.make(studio.audio, [(reading, recorded.sound(0.5)) for reading in studio.wanted()], "a tone", TODAY))
    played, read = studio.call()
    assert read == []
    assert {"welcome", "school", "complaint.1"} <= {*played}
