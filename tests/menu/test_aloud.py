"""How words sound: marked, never rewritten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.menu.aloud import Digits, Letters, Plain, Pronunciation, Sounded, aloud

SAID = {"SENCO": Pronunciation("SENCO", like="sen-coe", ipa="ˈsɛnkəʊ"), "NHS": Pronunciation("NHS")}


@given(st.text(alphabet="SENCOH 0123459,.aU", max_size=60))
def test_nothing_is_lost_or_added(words: str) -> None:
    assert aloud(words, SAID).text == words


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("Call 03000, 41, 3000.", [Digits("03000", last=False), Digits("41", last=False), Digits("3000")]),
        ("dial 9 9 9.", [Digits("9 9 9")]),
        ("1 1 6, 1 2 3.", [Digits("1 1 6", last=False), Digits("1 2 3")]),
        ("in the U K", [Letters("U K")]),
        ("the NHS", [Letters("NHS")]),
        ("the SENCO.", [Sounded("SENCO", "sen-coe", "ˈsɛnkəʊ")]),
        ("11 point 67, within 30 days, 2 pages", []),
        ("One. A decision. I think so.", []),
        ("SENCOs and NHSX", []),
    ],
)
def test_numbers_letters_and_listed_words_are_marked_with_how_they_are_said(words: str, marked: list[object]) -> None:
    assert [stretch for stretch in aloud(words, SAID).stretches if not isinstance(stretch, Plain)] == marked


def test_the_hash_knows_the_words_and_how_they_sound_and_nothing_else() -> None:
    def hashed(words: str, ipa: str = "ˈsɛnkəʊ") -> str:
        return aloud(words, {"SENCO": Pronunciation("SENCO", like="sen-coe", ipa=ipa)}).sha256

    assert hashed("Ask the SENCO.") == hashed("Ask  the SENCO,")
    assert hashed("Ask the SENCO.") != hashed("Ask a SENCO.")
    assert hashed("Ask the SENCO.") != hashed("Ask the SENCO.", "ˈsɛnkɒ")
    assert hashed("Ask the head.") == hashed("Ask the head.", "ˈsɛnkɒ")
    assert aloud("the NHS", SAID).sha256 != aloud("the NHS", {}).sha256
