import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.errors import AuthorError
from ivr.menu.keywords import TAKEN, Asks, Wants, understood
from ivr.menu.load import load
from tests.real import MENUS

KEYWORDS = {"APPEAL": "appeal_help", "MEDIATION": "med_what"}


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("stop", Asks.STOP),
        ("Please STOP.", Asks.STOP),
        ("START", Asks.START),
        ("yes", Asks.START),
        ("yes please", Asks.NOTHING),  # Twilio would go on blocking
        ("info", Asks.HELP),
        ("appeal", Wants("appeal_help")),
        ("Appeal, please!", Wants("appeal_help")),
        ("ap peal", Wants("appeal_help")),
        ("appeals", Asks.NOTHING),
        ("how do I appeal", Asks.NOTHING),
        ("", Asks.NOTHING),
        ("999", Asks.NOTHING),
        ("please", Asks.NOTHING),
    ],
)
def test_a_text_asks_for_what_is_all_that_it_says(words: str, asked: Asks | Wants) -> None:
    assert understood(words, KEYWORDS) == asked


@given(st.text(max_size=200))
def test_every_text_asks_for_something_or_nothing(words: str) -> None:
    asked = understood(words, KEYWORDS)
    assert isinstance(asked, Asks) or asked.text in KEYWORDS.values()


@pytest.fixture
def write(tmp_path: Path) -> Path:
    shutil.copytree(MENUS, tmp_path, dirs_exist_ok=True)
    return tmp_path


def faults(folder: Path, old: str, new: str) -> list[str]:
    file = folder / "texts.yaml"
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), "utf-8")
    with pytest.raises(AuthorError) as caught:
        load(folder)
    return [str(fault).replace(f"{folder}{os.sep}", "") for fault in caught.value.faults]


def test_the_keywords_of_the_menus_lead_to_their_texts() -> None:
    assert load(MENUS).keywords["MEDIATION"] == "med_what"


@pytest.mark.parametrize("word", sorted(TAKEN))
def test_a_word_that_means_something_in_every_text_is_no_keyword(write: Path, word: str) -> None:
    (told,) = faults(write, "keyword: MEDIATION", f"keyword: {word.lower()}")
    assert f"{word} means something else in every text. Write another word." in told


@pytest.mark.parametrize("word", ["AB", "TWO WORDS", "A1B2", "a-b-c", "x" * 21, '""'])
def test_a_keyword_is_one_plain_word(write: Path, word: str) -> None:
    (told,) = faults(write, "keyword: MEDIATION", f"keyword: {word}")
    assert told.endswith("Write one word of 3 to 20 letters, such as MEDIATION.")


def test_one_keyword_cannot_lead_to_two_texts(write: Path) -> None:
    (told,) = faults(write, "keyword: URGENT", "keyword: Mediation")
    assert "Who texts us MEDIATION would be sent `med_what` or `urgent`." in told


def test_a_keyword_stands_once_at_its_text(write: Path) -> None:
    (told,) = faults(write, "keywords: [APPEAL, TRIBUNAL]", "keywords: [APPEAL, appeal]")
    assert "APPEAL" in told


def test_a_list_of_no_keywords_is_refused_for_a_word_was_forgotten(write: Path) -> None:
    (told,) = faults(write, "keywords: [APPEAL, TRIBUNAL]", "keywords: []")
    assert told.endswith("There is no word in this list. Write the words that somebody may text us, or take the list out.")


def test_our_answer_to_a_text_has_no_keyword(write: Path) -> None:
    (told,) = faults(write, "auto_reply:\n", "auto_reply:\n  keyword: NOBODY\n")
    assert "nothing to ask for" in told
