"""What a reader is told of words that are not said as they are written, and how long they take."""

import pytest

from ivr.menu.aloud import Pronunciation, aloud
from ivr.menu.reader import Part, hints, parts, target_s, words_of

LIST = {"SENCO": Pronunciation(word="SENCO", like="sen-coe", ipa="ˈsɛnkəʊ"), "NHS": Pronunciation(word="NHS")}
LIKE = "like \N{LEFT DOUBLE QUOTATION MARK}sen-coe\N{RIGHT DOUBLE QUOTATION MARK}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Dial 03000, 41, 3000.", [("03000", "oh, three, oh, oh, oh"), ("41", "four, one"), ("3000", "three, oh, oh, oh")]),
        ("Dial 9 9 9.", [("9 9 9", "nine, nine, nine")]),
        ("Ask the SENCO, or the NHS.", [("SENCO", LIKE), ("NHS", "letter by letter: N, H, S")]),
        ("In the U K.", [("U K", "letter by letter: U, K")]),
        ("Anybody says this right.", []),
    ],
)
def test_numbers_letters_and_listed_words_are_told_and_nothing_else(words: str, said: list[tuple[str, str]]) -> None:
    spoken = aloud(words, LIST)
    assert hints(spoken) == [Part(*one) for one in said]
    assert "".join(part.text for part in parts(spoken)) == words


def test_what_comes_twice_is_told_once() -> None:
    assert len(hints(aloud("The SENCO. Your SENCO.", LIST))) == 1


@pytest.mark.parametrize(("words", "seconds"), [("Please " * 75, 30), ("Today.", 1), ("Dial 9 9 9.", 2)])
def test_the_target_is_150_words_a_minute_and_a_digit_takes_as_long_as_a_word(words: str, seconds: int) -> None:
    assert target_s(aloud(words, {})) == seconds


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("You don't have to decide today.", 6),
        ("Call 03000, 41, 3000.", 12),
        ("Dial 9 9 9 now.", 5),
        ("the U K", 3),
        ("the NHS SENCO", 5),
        ("First-tier Tribunal", 2),
    ],
)
def test_digits_and_letters_that_are_said_by_themselves_are_words(said: str, count: int) -> None:
    assert words_of(aloud(said, LIST)) == count
