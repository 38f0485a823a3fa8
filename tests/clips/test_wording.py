"""Whether what was written down by ear says the same as what was to be said."""

import pytest

from ivr.clips.wording import alike, compared, misheard, said, spelled, that_matter
from ivr.menu.aloud import Pronunciation, aloud

SAID = {"NHS": Pronunciation("NHS"), "SENCO": Pronunciation("SENCO", like="sen-coe", ipa="ˈsɛnkəʊ")}


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("Our number is 03000, 41, 3000.", "Our number is 03000 413 000."),
        ("Dial 9 9 9 now.", "dial 999 now"),
        ("Numbers that start with 0 7 0 are not mobiles.", "Numbers that start with O7, O are not mobiles."),
        ("For a call back, press 0.", "for a callback press zero"),
        ("in Maidstone, M E 15, 8 A W, on the 4th at 9am", "in made stone ME15 8AW on the fourth at 9 a.m."),
        ("within 30 days", "within thirty days"),
        ("number 23 of 111", "number twenty-three of 111"),
        ("You are number 100.", "You are number one hundred."),
        ("Our email is I A S K, at kent dot gov dot U K.", "Our email is IASK at kent.gov.uk"),
        ("W W W dot I A S K dot org dot U K", "www.iask.org.uk"),
        ("on Monday the 4th of January at 9am.", "on Monday 4th January 9 a.m."),
        ("on Thursday the 1st of April at 1:15pm.", "on Thursday 1 April, 1.15 p.m.".replace("1.15", "1:15")),
        ("tomorrow at 9am.", "tomorrow 9am"),
        ("see 11.67 to 11.111", "see 11.67 to 11.111."),
        ("the NHS and the SENCO", "The N-H-S and the Senko."),
        ("the council\N{RIGHT SINGLE QUOTATION MARK}s advisers", "the council's advisors"),
        ("the first-tier Tribunal", "the First Tier Tribunal"),
        ("see 11.16, past the queue", "see eleven point sixteen, passed the cue"),
    ],
)
def test_the_same_sounds_are_the_same_words_however_they_are_written(words: str, heard: str) -> None:
    spoken = aloud(words, SAID)
    assert compared(heard, spelled(spoken)) == said(spoken)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("Press 1.", "press 2"),
        ("Dial 9 9 9.", "dial 99"),
        ("To go back, press star.", "to go back press door"),
        ("You have two months.", "you have too months"),
        ("on the 4th of January", "on the 5th of January"),
        ("at 9am", "at 9pm"),
        ("the NHS", "the NHF"),
    ],
)
def test_other_sounds_are_other_words(words: str, heard: str) -> None:
    spoken = aloud(words, SAID)
    assert compared(heard, spelled(spoken)) != said(spoken)


def test_numbers_keys_and_addresses_are_what_must_be_heard_exactly() -> None:
    words = said(aloud("To hear it again, press 9, then hash. We are at kent dot gov dot U K on the 4th, at 9am, or 03000, 41.", SAID))
    assert that_matter(words) == [*"9", "hash", "kent", "dot", "gov", "dot", "u", "k", "4th", "9", "am", *"0300041"]
    assert that_matter(said(aloud("Write to I A S K, at kent.", SAID))) == [*"iask"]
    assert that_matter(said(aloud("I have a child.", SAID))) == []


@pytest.mark.parametrize(
    ("wanted", "found", "faults"),
    [
        ("to go back", "to go back", [0, 0, 0]),
        ("to go back", "to be back", [0, 1, 0]),
        ("to go back", "to back", [0, 1, 0]),
        ("to go back", "to go right back", [0, 0, 1]),
        ("to go back", "to go back now", [0, 0, 1]),
        ("to go back", "", [1, 1, 1]),
        ("", "something", []),
    ],
)
def test_what_is_misheard_is_counted_at_the_word_where_it_happened(wanted: str, found: str, faults: list[int]) -> None:
    assert misheard(wanted.split(), found.split()) == faults


def test_a_word_that_sounds_like_the_one_that_was_wanted_is_that_word_where_it_stands_and_nowhere_else() -> None:
    assert alike(["for", "appeals", "press", "2"], ["4", "appeals", "press", "2"]) == ["for", "appeals", "press", "2"]
    assert alike(["5", "2", "9"], ["5", "to", "9"]) == ["5", "2", "9"]
    assert alike(["press", "4"], ["press", "for"]) == ["press", "for"]
    assert alike(["for", "help"], ["4", "4", "help"]) == ["4", "4", "help"]
    assert alike(["press", "2"], ["press", "4"]) == ["press", "4"]
