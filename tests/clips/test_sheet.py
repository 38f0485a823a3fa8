"""The contact sheet of all recordings."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import numpy as np

from ivr.clips import manifest
from ivr.clips.catalogue import Catalogue
from ivr.clips.heard import Heard
from ivr.clips.judging import judge
from ivr.clips.manifest import Entry
from ivr.clips.sheet import COLUMNS, Shelf, sheet, wave
from ivr.menu.aloud import aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests import recorded
from tests.clips.speech import silence, tone

HELLO, BYE = (Reading(piece=Piece(id, words), spoken=aloud(words, {})) for id, words in (("hello", "Hello & <welcome>."), ("bye", "Bye.")))
THREE = Reading(piece=Piece("number.3", "3"), spoken=aloud("3", {}), before=aloud("You are number", {}), after=aloud("in the queue.", {}))


def page(folder: Path, *readings: Reading, beside: str = "", **heard: Heard) -> str:
    known = {id: entry for id, entry in manifest.read(folder).items() if isinstance(entry, Entry)}
    return sheet(list(judge(folder, readings)), Shelf(Catalogue.load(folder), known, heard, beside))


def parsed(html: str) -> Element:
    """As XML: `<meta>` is the only tag of the page that is not closed."""
    return fromstring(re.sub(r"(<meta[^>]*)>", r"\1/>", html.removeprefix("<!doctype html>\n")))


def row(html: str, id: str) -> Element:
    found = parsed(html).find(f".//tr[@id='{id}']")
    assert found is not None
    return found


def text(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_each_recording_has_its_words_its_picture_its_figures_and_a_player(tmp_path: Path) -> None:
    one = row(page(recorded.folder(tmp_path, HELLO.piece, seconds=1), HELLO), "hello")
    assert text(one).startswith("hello Hello & <welcome>. 1.0 s -")
    assert "current synthetic" in text(one)
    path, audio = one.find(".//path"), one.find(".//audio")
    assert path is not None
    assert path.get("d", "").count("M") == COLUMNS
    assert audio is not None
    assert (audio.get("src"), audio.get("aria-label")) == ("en-GB/hello.wav", "Hear hello")


def test_what_is_wrong_is_said_in_words_and_not_by_colour_alone(tmp_path: Path) -> None:
    html = page(recorded.folder(tmp_path, HELLO.piece), HELLO, BYE)
    assert "Error: There is no recording." in text(row(html, "bye"))
    assert "No sound." in text(row(html, "bye"))
    assert "2 recordings: 1 current, 1 missing." in text(parsed(html))


def test_a_piece_stands_in_its_sentence(tmp_path: Path) -> None:
    assert "(You are number) 3 (in the queue.)" in text(row(page(recorded.folder(tmp_path, THREE.piece), THREE), "number.3"))


def test_what_a_machine_misheard_is_shown(tmp_path: Path) -> None:
    folder = recorded.folder(tmp_path, HELLO.piece)
    wrong, right = (Heard(audio_sha256="", heard="Jello, welcome.", words=2, wrong=wrong) for wrong in (1, 0))
    assert "A machine heard: Jello, welcome." in text(row(page(folder, HELLO, hello=wrong), "hello"))
    assert "A machine heard" not in page(folder, HELLO, hello=right)


def test_the_page_fetches_nothing_but_the_recordings(tmp_path: Path) -> None:
    html = page(recorded.folder(tmp_path, HELLO.piece), HELLO, beside="../audio/")
    assert re.findall(r'(?:src|href)="([^"]*)"', html) == ["../audio/en-GB/hello.wav"]
    assert not re.search(r"https?:|@import|url\(", html)


def test_whoever_does_not_see_the_page_is_told_what_it_is(tmp_path: Path) -> None:
    whole = parsed(page(recorded.folder(tmp_path, HELLO.piece), HELLO))
    assert whole.get("lang") == "en-GB"
    assert [text(found) for found in whole.iter("h1")] == ["The recordings"]
    assert {found.get("scope") for found in whole.iter("th")} == {"col", "row"}
    assert [found.get("aria-hidden") for found in whole.iter("svg")] == ["true"]


def test_the_picture_is_as_high_as_the_sound_is_loud() -> None:
    def height(drawn: str) -> float:
        return max(float(low) - float(high) for high, low in re.findall(r" ([\d.]+)V([\d.]+)", drawn))

    assert height(wave(tone(1, level=0.4))) > 1.9 * height(wave(tone(1, level=0.2)))
    assert height(wave(silence(1))) < 1
    assert height(wave(np.zeros(0))) < 1
