"""What a reader is told of words that are not said as they are written."""

import pytest

from ivr.menu.aloud import Pronunciation, aloud
from ivr.menu.reader import Hint, hints

LIST = {"SENCO": Pronunciation(word="SENCO", like="sen-coe", ipa="ˈsɛnkəʊ"), "NHS": Pronunciation(word="NHS")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Dial 03000, 41, 3000.", [("03000", "oh three oh oh oh"), ("41", "four one"), ("3000", "three oh oh oh")]),
        ("Dial 9 9 9.", [("9 9 9", "nine nine nine")]),
        ("Ask the SENCO, or the NHS.", [("SENCO", "sen-coe"), ("NHS", "N, H, S")]),
        ("In the U K.", [("U K", "U, K")]),
        ("Anybody says this right.", []),
    ],
)
def test_numbers_letters_and_listed_words_are_told_and_nothing_else(words: str, said: list[tuple[str, str]]) -> None:
    assert hints(aloud(words, LIST)) == tuple(Hint(*one) for one in said)


def test_what_comes_twice_is_told_once() -> None:
    assert len(hints(aloud("The SENCO. Your SENCO.", LIST))) == 1
