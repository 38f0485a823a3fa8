"""links.yaml, as an author writes it: beside the real menus."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from ivr.errors import AuthorError
from ivr.menu.load import load
from ivr.menu.model import Link
from tests.real import MENUS

SEND = "send_page:\n  to: https://www.kent.gov.uk/send\n  owner: Kent County Council\n  checked: 2026-11-23\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MENUS, tmp_path, dirs_exist_ok=True)
    return tmp_path


def links(folder: Path, words: str) -> dict[str, Link]:
    (folder / "links.yaml").write_text(words, "utf-8")
    return dict(load(folder).links)


def faults(folder: Path, words: str) -> list[str]:
    with pytest.raises(AuthorError) as caught:
        links(folder, words)
    return [str(fault).replace(f"{folder}{os.sep}", "") for fault in caught.value.faults]


def test_a_link_is_kept_with_its_owner_and_the_day_it_was_opened(folder: Path) -> None:
    found = links(folder, SEND)["send_page"]
    assert (found.to, found.owner, found.checked) == ("https://www.kent.gov.uk/send", "Kent County Council", date(2026, 11, 23))
    assert found.where.line == 1


def test_a_link_that_nobody_opened_says_so(folder: Path) -> None:
    assert links(folder, SEND.replace("2026-11-23", "never"))["send_page"].checked is None


def test_a_helpline_whose_texts_lead_nowhere_needs_no_file_of_links(folder: Path) -> None:
    (folder / "links.yaml").unlink()
    assert load(folder).links == {}


@pytest.mark.parametrize(
    "to",
    [
        "http://www.kent.gov.uk/send",
        "www.kent.gov.uk/send",
        "https://user@www.kent.gov.uk/",
        "https://www.kent.gov.uk:444/",
        "https://www.kent.gov.uk/a b",
        "https://localhost/",
        "javascript:alert(1)",
    ],
)
def test_a_link_is_a_whole_and_plain_address(folder: Path, to: str) -> None:
    told = faults(folder, SEND.replace("https://www.kent.gov.uk/send", f'"{to}"'))
    assert [fault.partition(" Write ")[0].split(":")[:2] for fault in told] == [["links.yaml", "2"]]


def test_a_link_to_a_site_that_texts_may_not_lead_to_is_a_fault(folder: Path) -> None:
    told = faults(folder, SEND.replace("www.kent", "www.kentish"))
    assert len(told) == 1
    assert told[0].startswith("links.yaml:1:1: `send_page` leads to www.kentish.gov.uk, and no text may lead there.")


def test_two_links_that_lead_to_one_page_are_a_fault(folder: Path) -> None:
    told = faults(folder, SEND + SEND.replace("send_page", "same_page").replace("/send", "/send/"))
    assert told == ["links.yaml:5:1: `same_page` leads where `send_page` leads. Keep one of them."]


def test_a_link_that_is_called_as_a_text_is_has_its_short_address_and_is_a_fault(folder: Path) -> None:
    told = faults(folder, SEND.replace("send_page", "urgent"))
    assert told == ["links.yaml:1:1: A text is called `urgent` too, and each has a short address by its name. Call this urgent_page, say."]


def test_a_link_without_an_owner_or_a_day_is_a_fault(folder: Path) -> None:
    told = faults(folder, "send_page:\n  to: https://www.kent.gov.uk/send\n")
    assert [fault.startswith("links.yaml:1:1") for fault in told] == [True, True]
    assert {fault.split("`")[3] for fault in told} == {"owner", "checked"}


def test_a_day_that_is_none_is_a_fault_that_says_what_may_stand_there(folder: Path) -> None:
    assert "or `never`" in faults(folder, SEND.replace("2026-11-23", "yesterday"))[0]
