"""What staff read: offered, heard, kept or not, and put back."""

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ivr.clips import manifest, sound
from ivr.clips.library import Library
from ivr.clips.manifest import Entry, Source
from ivr.clips.state import State
from ivr.clips.takes import Take, TakeState, Why
from ivr.errors import OperatorError
from ivr.menu.script import Piece
from ivr.staff.people import Role, Staff
from ivr.store import Store, connect
from ivr.studio import CONSENT, Studio, StudioError
from ivr.studio.order import Group, Standing, group, title
from tests import recorded
from tests.clips.speech import silence
from tests.small import NOW, WORDS, helpline, with_line
from tests.studio.reading import read

ID = "complaint.1"
SAID = helpline().nodes["complaint"].pages[0].say  # type: ignore[union-attr] # it is a guidance
ANN = Staff(id="a", name="Ann Other", staff_number="123", roles=frozenset({Role.RECORD}))
BOB = replace(ANN, id="b", name="Bob Bee", staff_number="124")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = connect(f"sqlite:///{tmp_path / 'ivr.db'}")
    store.migrate()
    return store


@pytest.fixture
def studio(tmp_path: Path, store: Store) -> Studio:
    """With a recording of the promise, and one of the page's first words."""
    folder = recorded.folder(tmp_path / "audio", Piece("promise", WORDS["promise"]), Piece(ID, SAID))
    return Studio(helpline(), store, folder, Library.load(folder))


def offered(studio: Studio, file: bytes | None = None, staff: Staff = ANN) -> Take:
    listed = studio.find(ID)
    assert listed
    return studio.offer(listed, staff, read(SAID) if file is None else file, NOW)


def heard(studio: Studio, id: str = ID) -> bytes | None:
    """What the next call plays."""
    listed = studio.find(id)
    assert listed
    clip = studio.recordings.current(id, listed.reading.spoken)
    return clip.sound if clip else None


def test_everything_that_is_said_is_listed_with_how_it_stands(studio: Studio) -> None:
    listed = {one.id: one for one in studio.all()}
    assert listed["promise"].state is State.CURRENT
    assert listed["promise"].standing is Standing.SYNTHETIC
    assert listed["welcome"].state is State.MISSING
    assert listed["welcome"].entry is None
    assert {"main.choices", "complaint.2", "number.100.end", "day.today.end"} <= listed.keys()
    assert "fallback" not in listed


def test_a_recording_is_found_by_its_name_and_by_its_number(studio: Studio) -> None:
    for listed in studio.all():
        assert studio.numbered(listed.number) == studio.find(listed.id) == listed
    assert studio.find("nothing") is None
    assert studio.numbered(1) is None


def test_a_good_take_is_made_fit_for_the_telephone_and_waits_to_be_heard(studio: Studio) -> None:
    take = offered(studio)
    assert (take.state, take.prompt, take.staff, take.why) == (TakeState.READY, ID, ANN.id, None)
    assert sound.decoded(take.wav).size
    assert studio.store.takes.find(take.id) == take
    assert heard(studio) != take.wav


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"this is no sound", Why.NO_SOUND),
        (b"", Why.NO_SOUND),
        (sound.encoded(silence(3)), Why.SILENT),
        (recorded.sound(130), Why.LONG),
    ],
)
def test_a_take_that_will_not_do_is_refused_with_what_to_do(studio: Studio, file: bytes, why: Why) -> None:
    take = offered(studio, file)
    assert (take.state, take.why, take.wav) == (TakeState.REFUSED, why, b"")
    assert len(take.remarks) > 20
    with pytest.raises(StudioError, match="cannot be kept"):
        studio.keep(take.id, ANN, NOW)


def test_a_file_that_holds_no_numbers_is_no_sound(studio: Studio) -> None:
    file = io.BytesIO()
    soundfile.write(file, np.full(48_000, np.nan), 48_000, format="WAV", subtype="FLOAT")
    assert offered(studio, file.getvalue()).why is Why.NO_SOUND


def test_a_take_that_is_kept_is_heard_at_once_and_it_is_noted_who_agreed(studio: Studio) -> None:
    take = offered(studio)
    kept = studio.keep(take.id, ANN, NOW)
    assert heard(studio) == take.wav
    assert kept.standing is Standing.PERSON
    assert kept.entry
    assert (kept.entry.by, kept.entry.consent, kept.entry.made) == ("Ann Other", CONSENT, NOW.date())
    left = studio.store.takes.find(take.id)
    assert left
    assert (left.state, left.wav) == (TakeState.KEPT, b"")


def test_keeping_the_same_take_twice_is_no_fault_and_is_undone_in_one_step(studio: Studio) -> None:
    before, take = heard(studio), offered(studio)
    kept = studio.keep(take.id, ANN, NOW)
    assert studio.keep(take.id, ANN, NOW + timedelta(seconds=1)) == kept
    studio.undo(kept)
    assert heard(studio) == before


def test_what_callers_hear_by_now_is_told_as_kept_though_the_database_cannot_note_it(studio: Studio, tmp_path: Path) -> None:
    take = offered(studio)
    with closing(sqlite3.connect(tmp_path / "ivr.db")) as other:
        other.execute("BEGIN IMMEDIATE")  # nobody else can write
        assert studio.keep(take.id, ANN, NOW).standing is Standing.PERSON
        assert heard(studio) == take.wav
    before = studio.keep(take.id, ANN, NOW).entry
    assert before
    assert before.before
    assert before.before.source is Source.SYNTHETIC


def test_nobody_keeps_or_sees_the_take_of_another(studio: Studio) -> None:
    take, before = offered(studio), heard(studio)
    for id, staff in ((take.id, BOB), ("made up", ANN)):
        assert studio.taken(id, staff) is None
        with pytest.raises(StudioError, match="not here any more"):
            studio.keep(id, staff, NOW)
    assert studio.taken(take.id, ANN) == take
    assert heard(studio) == before


def test_a_take_of_words_that_have_changed_meanwhile_is_not_kept(studio: Studio) -> None:
    listed = studio.find("promise")
    assert listed
    take = studio.offer(listed, ANN, read(WORDS["promise"]), NOW)
    assert take.state is TakeState.READY
    changed = replace(studio, helpline=with_line(helpline(), "promise", "We are free, fair and confidential."))
    with pytest.raises(StudioError, match="words have changed"):
        changed.keep(take.id, ANN, NOW)
    assert studio.keep(take.id, ANN, NOW).standing is Standing.PERSON


def test_undoing_puts_the_one_before_back_and_being_told_twice_is_no_fault(studio: Studio) -> None:
    before, take = heard(studio), offered(studio)
    kept = studio.keep(take.id, ANN, NOW)
    assert kept.entry
    for _ in range(2):
        undone = studio.undo(kept, kept.entry.audio_sha256)
        assert heard(studio) == before
    studio.undo(undone)
    assert heard(studio) == take.wav


def test_what_another_has_kept_meanwhile_is_not_undone_by_somebody_who_has_not_heard_it(studio: Studio) -> None:
    first = studio.keep(offered(studio).id, ANN, NOW)
    studio.keep(offered(studio, read(SAID, wpm=155), BOB).id, BOB, NOW)
    third = offered(studio, read(SAID, wpm=145), BOB)
    studio.keep(third.id, BOB, NOW)
    assert first.entry
    with pytest.raises(StudioError, match="another recording has taken its place"):
        studio.undo(first, first.entry.audio_sha256)
    assert heard(studio) == third.wav


def test_where_there_is_none_before_nothing_is_undone(studio: Studio) -> None:
    listed = studio.find(ID)
    assert listed
    with pytest.raises(StudioError, match="no recording before"):
        studio.undo(listed)


def test_a_folder_that_cannot_be_written_is_the_operator_s_to_mend_and_the_take_stays(studio: Studio) -> None:
    (studio.folder / ".lock").mkdir()  # where a file has to be
    take = offered(studio)
    with pytest.raises(OperatorError, match="cannot be written"):
        studio.keep(take.id, ANN, NOW)
    assert studio.taken(take.id, ANN) == take


def test_what_is_heard_now_can_be_heard_also_where_it_says_older_words(studio: Studio) -> None:
    changed = replace(studio, helpline=with_line(helpline(), "promise", "We are free, fair and confidential."))
    listed = changed.find("promise")
    assert listed
    clip = changed.heard(listed)
    assert clip
    assert (clip.sound, listed.standing) == (heard(studio, "promise"), Standing.STALE)
    missing = studio.find("welcome")
    assert missing
    assert studio.heard(missing) is None


def test_a_recording_whose_file_is_another_is_told_as_one_that_cannot_be_used(studio: Studio) -> None:
    entries = manifest.read(studio.folder)
    assert isinstance(entries["promise"], Entry)
    (studio.folder / entries["promise"].file).write_bytes(b"another")
    spoiled = replace(studio, recordings=Library.load(studio.folder))
    listed = spoiled.find("promise")
    assert listed
    assert (listed.standing, spoiled.heard(listed)) == (Standing.FAULTY, None)


def test_a_person_s_recording_is_told_from_a_synthetic_one(studio: Studio) -> None:
    with manifest.changing(studio.folder) as known:
        known["promise"] = replace(known["promise"], source=Source.HUMAN)
    assert {one.standing for one in studio.all()} == {Standing.PERSON, Standing.SYNTHETIC, Standing.MISSING}


@pytest.mark.parametrize(
    ("id", "where", "called"),
    [
        ("school", Group.PAGES, "Menu: Help at school"),
        ("main.opening", Group.PAGES, "Menu: Main menu"),
        ("complaint.2", Group.PAGES, "Make a complaint, page 2 of 2"),
        ("welcome", Group.LINES, ""),
        ("queue.join.1", Group.LINES, ""),
        ("closed.emergency", Group.LINES, ""),
        ("number.7.end", Group.PIECES, ""),
        ("day.monday", Group.PIECES, ""),
    ],
)
def test_each_recording_has_its_place_and_its_title(id: str, where: Group, called: str) -> None:
    assert (group(helpline(), id), title(helpline(), id)) == (where, called)
