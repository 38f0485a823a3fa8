"""Fetching what was read on the telephone: what comes, what never comes, and what cannot be mastered."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from ivr.clips import sound
from ivr.clips.catalogue import Catalogue
from ivr.clips.takes import Take, TakeState, Why
from ivr.errors import AuthorError, Fault, Where
from ivr.menu.model import Helpline
from ivr.staff.people import Role, Staff
from ivr.store import Store, connect
from ivr.studio import Fetcher, Studio, fetch
from tests.clips.speech import silence, words
from tests.served import until
from tests.small import NOW, WORDS, helpline, with_line

ANN = Staff(id="a" * 32, name="Ann Other", staff_number="100", roles=frozenset({Role.RECORD}))
BOB = replace(ANN, id="b" * 32)
PROMPT = "promise"
FILE = sound.encoded(np.concatenate([silence(1), words(len(WORDS[PROMPT].split())), silence(1)]))


@dataclass
class Shelf:
    """Recordings by their ids; what it was asked for."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def recording(self, id: str) -> bytes | None:
        self.asked.append(id)
        return self.files.get(id)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    store = connect(f"sqlite:///{tmp_path / 'helpline.db'}")
    store.migrate()
    yield Studio(helpline(), store, tmp_path / "audio", Catalogue())
    store.close()


def expected(studio: Studio, recording: str = "RE1", by: Staff = ANN) -> Take:
    listed = studio.find(PROMPT)
    assert listed
    return studio.expect(listed, by, recording, NOW)


def become(store: Store, take: Take) -> Take:
    found = store.takes.find(take.id)
    assert found
    return found


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_a_take_whose_sound_is_there_is_mastered_and_one_that_is_not_is_asked_for_again(studio: Studio) -> None:
    first, second, shelf = expected(studio), expected(studio, "RE2"), Shelf({"RE1": FILE})
    assert fetch(studio, shelf, lambda: later(3)) == 1
    assert (become(studio.store, first).state, become(studio.store, second).state) == (TakeState.READY, TakeState.AWAITED)
    shelf.files["RE2"] = b"no sound"
    fetch(studio, shelf, lambda: later(4))
    assert (become(studio.store, second).state, become(studio.store, second).why) == (TakeState.REFUSED, Why.NO_SOUND)
    assert shelf.asked == ["RE1", "RE2", "RE2"]


def test_a_take_that_does_not_come_in_two_minutes_is_lost_and_not_asked_for_any_more(studio: Studio) -> None:
    take, shelf = expected(studio), Shelf()
    fetch(studio, shelf, lambda: later(120))
    assert become(studio.store, take).state is TakeState.AWAITED
    fetch(studio, shelf, lambda: later(121))
    assert become(studio.store, take).state is TakeState.LOST
    fetch(studio, shelf, lambda: later(122))
    assert len(shelf.asked) == 2


def test_to_be_told_twice_of_one_recording_is_to_be_told_once_and_two_people_s_are_two(studio: Studio) -> None:
    assert expected(studio) == expected(studio)
    assert len(studio.store.takes.awaited()) == 1
    assert expected(studio, by=BOB).id != expected(studio).id
    assert expected(studio, "RE2").id != expected(studio).id
    assert "RE1" not in expected(studio).id


def test_a_take_of_words_that_have_changed_is_lost(studio: Studio) -> None:
    take = expected(studio)
    changed = replace(studio, helpline=with_line(studio.helpline, PROMPT, "We are free."))
    fetch(changed, Shelf({"RE1": FILE}), lambda: NOW)
    assert become(studio.store, take).state is TakeState.LOST


def test_a_sound_that_nobody_foresaw_is_lost_and_keeps_no_other_from_being_mastered(studio: Studio) -> None:
    first, second = expected(studio), expected(studio, "RE2")
    fetch(Startled(studio.helpline, studio.store, studio.folder, studio.recordings), Shelf({"RE1": b"", "RE2": FILE}), lambda: NOW)
    assert (become(studio.store, first).state, become(studio.store, second).state) == (TakeState.LOST, TakeState.READY)


class Startled(Studio):
    """A studio that an empty file startles."""

    def master(self, take: Take, file: bytes) -> Take:
        if not file:
            raise ArithmeticError("as it was told to")
        return super().master(take, file)


@dataclass
class Menus:
    """Menus that are read anew each time; how often."""

    read: int = 0
    broken: bool = False

    def __call__(self) -> Helpline:
        self.read += 1
        if self.broken:
            raise AuthorError((Fault(Where("helpline.yaml", 1), "It is not there.", "Write it."),))
        return helpline()


def test_the_menus_are_read_only_where_a_take_is_awaited(studio: Studio) -> None:
    menus = Menus()
    fetcher = Fetcher(studio.store, studio.folder, menus, Shelf({"RE1": FILE}), lambda: NOW)
    assert (fetcher.round(), menus.read) == (0, 0)
    expected(studio)
    assert (fetcher.round(), menus.read) == (1, 1)


def test_meanwhile_it_looks_again_and_again_and_tells_once_what_keeps_it(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    menus, take = Menus(broken=True), expected(studio)
    with Fetcher(studio.store, studio.folder, menus, Shelf({"RE1": FILE}), lambda: NOW).fetching(0.01):
        until(lambda: menus.read > 3)
        menus.broken = False
        until(lambda: become(studio.store, take).state is TakeState.READY)
    assert [record.getMessage().partition(":")[0] for record in caplog.records if record.name == "ivr.studio"] == ["what was read waits"]
