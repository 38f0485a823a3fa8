"""The reading script, as a reader holds it."""

from xml.etree.ElementTree import Element, fromstring

from ivr.clips.handout import handout
from ivr.menu.aloud import Pronunciation, aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece

LIST = {"SENCO": Pronunciation(word="SENCO", like="sen-coe", ipa="ˈsɛnkəʊ")}

LIKE = "like \N{LEFT DOUBLE QUOTATION MARK}sen-coe\N{RIGHT DOUBLE QUOTATION MARK}"


def reading(id: str, words: str, before: str = "", after: str = "") -> Reading:
    return Reading(piece=Piece(id, words), spoken=aloud(words, LIST), before=aloud(before, {}), after=aloud(after, {}))


def sections(*readings: Reading) -> list[Element]:
    page = handout((10_000 + n, one) for n, one in enumerate(readings))
    whole = fromstring(
        page.removeprefix("<!doctype html>").replace('<meta charset="utf-8">', "").replace('initial-scale=1">', 'initial-scale=1"/>')
    )
    return whole.findall(".//section")


def test_each_recording_stands_with_its_name_number_length_and_words() -> None:
    (found,) = sections(reading("school.1", " ".join(["Please"] * 75) + "."))
    title = [part.text for part in found.findall("h2/span")]
    assert title == ["school.1", "number 10000", "about 30 s"]
    assert (found.findtext("p[@class='words']") or "").startswith("Please Please")


def test_a_draft_stands_without_a_number_for_the_recording_line_would_not_know_it() -> None:
    assert "<span>waits for a sign-off</span>" in handout([(None, reading("formats.2", "If you use Relay UK."))])


def test_how_words_are_said_is_told_beneath_them() -> None:
    (found,) = sections(reading("a", "Ask the SENCO on 03000, 41, 3000."))
    said = [line.text for line in found.findall("p[@class='say']")]
    assert said[:2] == [f"SENCO: {LIKE}", "03000: oh, three, oh, oh, oh"]


def test_a_piece_of_a_sentence_stands_with_the_rest_of_it() -> None:
    (found,) = sections(reading("day.friday", "on Friday", before="We open again", after="at 9am."))
    assert [line.text for line in found.findall("p[@class='around']")] == ["comes after: We open again", "goes on: at 9am."]
    assert "Read all the pieces of such a sentence" in handout([])


def test_words_with_marks_in_them_stay_words() -> None:
    (found,) = sections(reading("a", "Parents & carers <all>."))
    assert found.findtext("p[@class='words']") == "Parents & carers <all>."
