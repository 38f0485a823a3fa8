"""What each text takes, as a check shows it."""

from click.testing import CliRunner

from ivr.checks.sizes import table
from ivr.cli import main
from ivr.menu.load import load
from ivr.menu.model import Text
from tests.real import MENUS


def test_each_text_is_shown_with_its_alphabet_its_units_and_its_segments() -> None:
    texts = {"tips": Text(id="tips", body="a" * 159 + "\u20ac"), "welsh": Text(id="welsh", body="\u0175" * 70)}
    assert table(texts).splitlines() == [
        "text   alphabet  units  segments",
        "tips   GSM-7       161         2",
        "welsh  UCS-2        70         1",
    ]


def test_where_there_are_no_texts_nothing_is_shown() -> None:
    assert table({}) == ""


def test_a_check_shows_every_text_of_the_menus_to_a_person_and_not_to_a_program() -> None:
    told = CliRunner().invoke(main, ["check", "--menus", str(MENUS)]).output.splitlines()
    sized = [line.split()[0] for line in told if line.split()[1:2] in (["GSM-7"], ["UCS-2"])]
    assert sized == list(load(MENUS).texts)
    assert "GSM-7" not in CliRunner().invoke(main, ["check", "--menus", str(MENUS), "--format", "github"]).output
