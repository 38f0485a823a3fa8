"""`ivr words`, as whoever writes a text uses it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main


def words(said: str | bytes, folder: Path) -> Result:
    file = folder / "text.txt"
    file.write_bytes(said if isinstance(said, bytes) else said.encode())
    return CliRunner().invoke(main, ["words", str(file)])


def test_a_text_is_shown_as_it_is_sent_with_what_it_takes(tmp_path: Path) -> None:
    result = words("IASK: the school\u2019s plan \u2013 ask for it.\n", tmp_path)
    assert result.output == "GSM-7, 37 units, 1 segment\n\nIASK: the school's plan - ask for it.\n"
    assert result.exit_code == 0


def test_a_welsh_letter_is_shown_with_its_price(tmp_path: Path) -> None:
    result = words("IASK: ffoniwch o'ch t\u0177 " + "a" * 60, tmp_path)
    told = "UCS-2 for the sake of \u0177 (U+0177, latin small letter y with circumflex)."
    assert result.output.splitlines()[:2] == ["UCS-2, 83 units, 2 segments", told]


def test_what_would_be_lost_is_refused_by_name(tmp_path: Path) -> None:
    result = words("IASK \U0001f600", tmp_path)
    assert result.exit_code == 1
    assert "\U0001f600 (U+1F600, grinning face)" in result.output


def test_it_can_be_typed() -> None:
    assert CliRunner().invoke(main, ["words", "-"], input="IASK\n").output == "GSM-7, 4 units, 1 segment\n\nIASK\n"


@pytest.mark.parametrize("said", [b"\xff\xfe\x00", b"\x80abc"])
def test_a_file_that_is_no_text_is_told(said: bytes, tmp_path: Path) -> None:
    result = words(said, tmp_path)
    assert result.exit_code == 1
    assert "is not a file of text in UTF-8." in result.output


def test_what_nobody_would_take_is_refused_with_how_long_a_text_may_be(tmp_path: Path) -> None:
    assert words("x" * 1600, tmp_path).exit_code == 0
    result = words("x" * 1601, tmp_path)
    assert result.exit_code == 1
    assert "A text of 1601 characters cannot be sent. Write at most 1600" in result.output
