"""`ivr number`, as whoever looks a number up uses it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.menu.load import load
from tests.house.source import ROOT
from tests.real import edited


def number(*typed: str, said: str | None = None) -> Result:
    return CliRunner().invoke(main, ["number", "--menus", str(ROOT / "menus"), *typed], input=said)


DRAMA = "+447700900123: mobile, kept for drama\nWe may text it, but nobody has it: nothing is sent unless `IVR_DRAMA_NUMBERS` is `send`.\n"


def test_a_mobile_is_told_as_networks_write_it_and_may_be_texted() -> None:
    result = number("07797 700000")
    assert (result.output, result.exit_code) == ("+447797700000: mobile, JE, of the islands\nWe may text it.\n", 0)


def test_of_a_number_that_is_kept_for_drama_it_is_told_that_nothing_is_sent_to_it() -> None:
    result = number("07700 900123")
    assert (result.output, result.exit_code) == (DRAMA, 0)


@pytest.mark.parametrize(
    ("typed", "kind", "why"),
    [
        ("01632 960123", "+441632960123: landline", "That is a landline, and we can only text mobiles."),
        ("0044 20 7946 0123", "+442079460123: landline, GB", "That is a landline, and we can only text mobiles."),
        ("+1 (202) 555-0123", "+12025550123: foreign, US", "That number is outside the U K, and we can only text U K mobiles."),
        ("070 0000 0000", "+447000000000: personal number, GB", "Numbers that start with 0 7 0 are not mobiles, so we cannot text them."),
        ("0808 157 0123", "+448081570123: freephone, GB", "That is not a mobile number, so we cannot text it."),
        ("60006", "60006: short code, GB", "That is not a mobile number, so we cannot text it."),
    ],
)
def test_a_number_that_is_not_texted_is_told_with_the_words_that_a_caller_hears(typed: str, kind: str, why: str) -> None:
    result = number(typed)
    assert (result.output, result.exit_code) == (f"{kind}\n{why}\n", 1)


def test_what_is_no_number_is_told_as_that() -> None:
    result = number("07700 9001")
    assert (result.output, result.exit_code) == ("That is not a whole phone number.\n", 2)


def test_a_number_can_be_typed_so_that_no_shell_keeps_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ivr", "number", "-"], input="07700 900123\n", cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == DRAMA
    assert done.returncode == 0


def test_a_program_gets_the_same() -> None:
    facts = json.loads(number("--json", "01632 960123").output)
    assert facts == {
        "e164": "+441632960123",
        "kind": "landline",
        "region": facts["region"],
        "islands": False,
        "drama": False,
        "number": True,
        "may_text": False,
        "reason": "landline",
        "words": "That is a landline, and we can only text mobiles.",
    }


def test_a_mobile_of_the_islands_is_marked_and_texted_where_the_menus_say_so(tmp_path: Path) -> None:
    assert number("07797 700000").output.splitlines() == ["+447797700000: mobile, JE, of the islands", "We may text it."]
    elsewhere = edited(tmp_path, ("islands: yes", "islands: no")) / "menus"
    refused = number("--menus", str(elsewhere), "07797 700000")
    assert refused.exit_code == 1
    assert refused.output.splitlines()[1] == load(elsewhere).lines["text.refused.islands"].say
