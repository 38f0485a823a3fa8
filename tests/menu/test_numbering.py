"""The numbers of recordings, as they are typed on a telephone."""

from pathlib import Path

from ivr.menu.aloud import NOTHING
from ivr.menu.load import load
from ivr.menu.numbering import numbered
from ivr.menu.repertoire import Reading, repertoire
from ivr.menu.script import Piece
from tests.house.source import ROOT


def readings(*ids: str) -> list[Reading]:
    return [Reading(piece=Piece(id, id), spoken=NOTHING) for id in ids]


def test_every_recording_of_the_helpline_has_a_number_of_five_digits_of_its_own() -> None:
    wanted = repertoire(load(Path(ROOT / "menus")))
    found = numbered(wanted)
    assert len(found) == len(wanted)
    assert all(10_000 <= number <= 99_999 for number in found)


def test_a_recording_keeps_its_number_whatever_others_come_and_go() -> None:
    few = {reading.id: number for number, reading in numbered(readings("welcome", "promise")).items()}
    many = {reading.id: number for number, reading in numbered(readings("added", "welcome", "zebra", "promise", "school.1")).items()}
    assert few.items() <= many.items()


def test_two_recordings_that_would_share_a_number_do_not() -> None:
    wanted = repertoire(load(ROOT / "menus"))
    alone = {reading.id: next(iter(numbered([reading]))) for reading in wanted}
    shared = [id for id, number in alone.items() if list(alone.values()).count(number) > 1]
    assert len(shared) >= 2, "the helpline's names no longer hold a pair that shows this: find another"
    found = {reading.id: number for number, reading in numbered([reading for reading in wanted if reading.id in shared]).items()}
    assert len(set(found.values())) == len(shared)
    assert found[min(shared)] == alone[min(shared)]
