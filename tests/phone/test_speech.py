"""Prompts as recordings and as read words."""

from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.twiml.voice_response import VoiceResponse

from ivr.clips.catalogue import Catalogue, Clip, words_hash
from ivr.menu.script import Piece, Prompt
from ivr.phone.links import Links
from ivr.phone.speech import Speech, split

LINKS = Links("https://a.test")


def clip(id: str, words: str) -> Clip:
    sound = sha256(words.encode()).hexdigest()
    return Clip(f"{id}.{sound[:12]}.wav", Path("unused.wav"), words_hash(words), sound)


def uttered(catalogue: Catalogue, *pieces: Piece) -> list[tuple[str, str | None]]:
    response = VoiceResponse()
    Speech(LINKS, catalogue, "Polly.Amy-Neural").utter(response, (Prompt("any", pieces),))
    return [(verb.tag, verb.text) for verb in ET.fromstring(str(response))]


def test_pieces_without_recordings_are_read_in_one_breath() -> None:
    assert uttered(Catalogue(), Piece("a", "We open"), Piece("b", "on Monday"), Piece("c", "at 9am.")) == [
        ("Say", "We open on Monday at 9am.")
    ]


def test_a_piece_with_a_recording_of_these_words_is_played() -> None:
    known = clip("b", "on Monday")
    heard = uttered(Catalogue({"b": known}), Piece("a", "We open"), Piece("b", "on Monday"), Piece("c", "at 9am."))
    assert heard == [("Say", "We open"), ("Play", f"https://a.test/clips/{known.name}"), ("Say", "at 9am.")]


def test_the_same_recording_twice_running_is_played_twice() -> None:
    known = clip("digit.0", "0")
    assert [tag for tag, _ in uttered(Catalogue({"digit.0": known}), Piece("digit.0", "0"), Piece("digit.0", "0,"))] == ["Play", "Play"]


def test_a_recording_of_other_words_is_never_played() -> None:
    assert uttered(Catalogue({"a": clip("a", "We open at 8.")}), Piece("a", "We open at 9.")) == [("Say", "We open at 9.")]


def test_long_words_are_split_after_a_sentence() -> None:
    words = "This is a sentence. " * 120
    parts = list(split(words))
    assert len(parts) > 1
    assert all(part.endswith("sentence.") for part in parts)


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(1, 40))
def test_splitting_loses_no_word_and_leaves_no_part_too_long_or_empty(words: str, most: int) -> None:
    parts = list(split(words, most))
    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join("".join(split(words, 10_000)).split())


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_words_make_well_formed_xml(words: str) -> None:
    """Contract 8.6: the library writes control characters as they are, and the call would fail (contract 1.19)."""
    response = VoiceResponse()
    Speech(LINKS, Catalogue(), "Polly.Amy-Neural").utter(response, (Prompt("any", (Piece("any", words),)),))
    assert ET.fromstring(str(response).encode()).tag == "Response"


def test_markup_in_words_is_only_words() -> None:
    assert uttered(Catalogue(), Piece("a", "5 < 6 & \x00</Say><Hangup/>")) == [("Say", "5 < 6 & </Say><Hangup/>")]
