"""What each text takes, as a check shows it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.checks.sizes import table
from ivr.cli import main
from ivr.menu.load import load
from ivr.menu.model import Link, Text
from ivr.texts.discreet import discreet
from tests.real import MENUS
from tests.small import helpline


def test_each_text_is_shown_with_its_alphabet_its_units_and_its_segments() -> None:
    texts = {"tips": Text(id="tips", body="a" * 159 + "\u20ac"), "welsh": Text(id="welsh", body="\u0175" * 70)}
    assert table(helpline(texts=texts)).splitlines() == [
        "text   alphabet  units  segments",
        "tips   GSM-7       161         2",
        "welsh  UCS-2        70         1",
    ]


def test_where_there_are_no_texts_nothing_is_shown() -> None:
    assert table(helpline(texts={})) == ""


def test_a_text_that_is_sent_with_links_of_our_own_is_counted_and_shown_so() -> None:
    page = "www.kent.gov.uk/" + "a" * 80
    link = Link(id="page", to=f"https://{page}", owner="us", checked=None)
    whole = helpline(texts={"tips": Text(id="tips", body=f"{'a' * 90} {page}")}, links={"page": link}, short_links="helpline.example/t")
    assert table(whole).splitlines()[1] == "tips  GSM-7       115         1  with links of helpline.example/t"


def test_the_discreet_text_is_counted_with_the_link_that_it_is_sent_with() -> None:
    whole = helpline(short_links="helpline.example/t")
    row = next(line for line in table(whole).splitlines() if line.startswith("discreet "))
    assert row.split()[1:] == ["GSM-7", str(len(discreet(whole, "complaint_tips"))), "1", "with", "links", "of", "helpline.example/t"]


def test_a_check_shows_every_text_of_the_menus_to_a_person_and_not_to_a_program() -> None:
    told = CliRunner().invoke(main, ["check", "--menus", str(MENUS)]).output.splitlines()
    sized = [line.split()[0] for line in told if line.split()[1:2] in (["GSM-7"], ["UCS-2"])]
    assert sized == list(load(MENUS).texts)
    assert "GSM-7" not in CliRunner().invoke(main, ["check", "--menus", str(MENUS), "--format", "github"]).output


@pytest.mark.parametrize(("url", "links"), [("https://iask.example.org/line", "iask.example.org/line/t"), ("", "helpline.example/t")])
def test_a_check_counts_with_the_short_links_of_the_server_where_its_address_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, links: str
) -> None:
    monkeypatch.setenv("IVR_PUBLIC_URL", url)
    shutil.copytree(MENUS, tmp_path, dirs_exist_ok=True)
    texts = tmp_path / "texts.yaml"
    texts.write_text(texts.read_text("utf-8").replace("IASK: talk to", "IASK: it may help to talk to"), "utf-8")
    told = CliRunner().invoke(main, ["check", "--menus", str(tmp_path)]).output
    assert f"with links of {links}" in next(line for line in told.splitlines() if line.startswith("first_steps "))


def test_a_text_that_can_be_asked_for_by_a_keyword_is_shown_with_it() -> None:
    tips = Text(id="tips", body="IASK: write.", keywords=("TIPS", "HINTS"))
    assert table(helpline(texts={"tips": tips})).splitlines()[1] == "tips  GSM-7        12         1  to whoever texts TIPS or HINTS"
