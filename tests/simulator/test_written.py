"""Transcripts as they stand on the page: what is remembered of a number, and what is wrong with a page that says it wrong."""

from pathlib import Path

import pytest

from ivr.errors import AuthorError
from ivr.simulator.memory import Memory, Promised
from ivr.simulator.transcript import Given, Transcript
from ivr.simulator.writing import write
from ivr.simulator.written import read
from ivr.texts.numbers import Mobile
from tests.small import NOW

CALL = """\
- name: a call
  at: "2026-11-24 11:00"
  from: "07700 900123"
  given: {GIVEN}
  call:
    - hear: [welcome]
    - texts stopped
    - texts started
"""
MIDNIGHT = NOW.replace(hour=0)


def page(tmp_path: Path, given: str) -> Path:
    file = tmp_path / "calls.yaml"
    file.write_text(CALL.replace("GIVEN", given))
    return file


@pytest.mark.parametrize(
    ("given", "memory"),
    [
        ("emergency: yes", Memory()),
        ("had: [tips]", Memory((Promised("tips", Mobile("+447700900123"), MIDNIGHT),))),
        ("stopped: yes", Memory(stopped=frozenset({Mobile("+447700900123")}))),
        ('of: "07700 900456", stopped: yes', Memory(stopped=frozenset({Mobile("+447700900456")}))),
    ],
)
def test_what_is_remembered_is_of_the_number_that_rings_unless_another_is_named(tmp_path: Path, given: str, memory: Memory) -> None:
    (call,) = read(page(tmp_path, given))
    assert call.memory == memory


def test_of_a_caller_who_withholds_their_number_nothing_is_remembered() -> None:
    call = Transcript(name="a call", at=NOW, from_="withheld", steps=(), given=Given(had=("tips",), stopped=True))
    assert call.memory == Memory()


def test_what_is_given_is_written_as_it_is_read(tmp_path: Path) -> None:
    given = (
        'of: "07700 900456", had: [tips], stopped: yes, '
        "answerable: no, islands: no, discreet: no, most_to_a_number_in_a_day: 1, most_in_an_hour: 2"
    )
    (call,) = read(page(tmp_path, given))
    again = tmp_path / "again.yaml"
    again.write_text(write([call]))
    assert read(again)[0].given == call.given
    assert read(again)[0].steps == call.steps
    assert (call.given.most_to_a_number_in_a_day, call.given.most_in_an_hour, call.given.answerable, call.given.islands) == (
        1,
        2,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("had: tips", "`had`"),
        ("stopped: perhaps", "`stopped` is `perhaps`. Write `yes` or `no`."),
        ("answerable: maybe", "`answerable` is `maybe`. Write `yes` or `no`."),
        ('of: "01632 960123"', "`of` cannot be read. Write a mobile in quotes, such as 07700 900123."),
        ("most_in_an_hour: few", "`most_in_an_hour` is `few`. Write a whole number from 0 to 9999."),
        ("stoped: yes", "`stoped` is not a key that is known here. Did you mean `stopped`?"),
    ],
)
def test_what_is_given_wrong_is_told_with_its_place_and_its_mend(tmp_path: Path, given: str, told: str) -> None:
    with pytest.raises(AuthorError) as found:
        read(page(tmp_path, given))
    assert told in str(found.value)
    assert "calls.yaml:4:" in str(found.value)
