"""Prompts as recordings and as read words."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.twiml.voice_response import VoiceResponse

from ivr.clips.catalogue import Catalogue, Clip
from ivr.exchange.document import read, words
from ivr.menu.aloud import Pronunciation
from ivr.menu.script import Piece, Prompt
from ivr.phone.links import Links
from ivr.phone.speech import Speech, split
from tests.recorded import clips

LINKS = Links("https://a.test")
VOICE = "Polly.Amy-Neural"
SPEECH = {
    "SENCO": Pronunciation("SENCO", like="sen-coe", ipa="ˈsɛnkəʊ"),
    "NHS": Pronunciation("NHS"),
}
OPENS = (Piece("a", "We open"), Piece("b", "on Monday"), Piece("c", "at 9am."))


def spoken(catalogue: Catalogue, *pieces: Piece, voice: str = VOICE) -> ET.Element:
    response = VoiceResponse()
    Speech(LINKS, catalogue, voice, SPEECH).utter(response, (Prompt("any", pieces),))
    return ET.fromstring(str(response))


def uttered(catalogue: Catalogue, *pieces: Piece) -> list[tuple[str, str | None]]:
    return [(verb.tag, verb.text) for verb in spoken(catalogue, *pieces)]


def test_pieces_without_recordings_are_read_in_one_breath() -> None:
    assert uttered(Catalogue(), *OPENS) == [("Say", "We open on Monday at 9am.")]


def test_a_prompt_is_played_where_each_of_its_pieces_has_a_recording_of_its_words() -> None:
    catalogue = Catalogue(clips(*OPENS))
    assert uttered(catalogue, *OPENS) == [("Play", f"https://a.test/clips/{clip.name}") for clip in catalogue.clips.values()]


def test_no_prompt_changes_voice_half_way() -> None:
    for missing in range(3):
        some = clips(*(piece for n, piece in enumerate(OPENS) if n != missing))
        assert uttered(Catalogue(some), *OPENS) == [("Say", "We open on Monday at 9am.")]


def read_by(name: str, *pieces: Piece) -> dict[str, Clip]:
    return {id: replace(clip, name=f"{id}.{name}.wav", voice=name) for id, clip in clips(*pieces).items()}


def test_a_piece_that_a_person_has_read_waits_for_the_rest_of_its_sentence_to_be_read_by_them() -> None:
    """Meanwhile the whole sentence is played as it was before."""
    made, first, rest = read_by("voice", *OPENS), read_by("ann", *OPENS[:1]), read_by("ann", *OPENS[1:])
    before = {OPENS[0].id: made[OPENS[0].id]}
    for catalogue, name in ((Catalogue({**made, **first}, before=before), "voice"), (Catalogue({**first, **rest}, before=made), "ann")):
        assert [text and text.split(".")[-2] for _, text in uttered(catalogue, *OPENS)] == [name] * 3


def test_a_sentence_that_is_there_in_no_one_voice_is_read() -> None:
    some, others = read_by("ann", *OPENS[:2]), read_by("bob", *OPENS[2:])
    assert uttered(Catalogue({**some, **others}), *OPENS) == [("Say", "We open on Monday at 9am.")]


def test_the_same_recording_twice_running_is_played_twice() -> None:
    nought = Piece("digit.0", "0")
    assert [tag for tag, _ in uttered(Catalogue(clips(nought)), nought, nought)] == ["Play", "Play"]


def test_a_recording_of_other_words_is_never_played() -> None:
    assert uttered(Catalogue(clips(Piece("a", "We open at 8."))), Piece("a", "We open at 9.")) == [("Say", "We open at 9.")]


def test_a_voice_is_told_how_a_name_letters_and_a_number_are_said_and_the_words_stay_as_they_were_written() -> None:
    """Contract 3.4."""
    said = "Ask the SENCO, or the NHS, on 03000, 41, 3000. In the U K, dial 9 9 9."
    (say,) = spoken(Catalogue(), Piece("a", said))
    assert "".join(say.itertext()) == said
    assert [(mark.tag, mark.text, mark.attrib) for mark in say] == [
        ("phoneme", "SENCO", {"alphabet": "ipa", "ph": "ˈsɛnkəʊ"}),
        ("say-as", "NHS", {"interpret-as": "spell-out"}),
        ("say-as", "03000", {"interpret-as": "digits"}),
        ("say-as", "41", {"interpret-as": "digits"}),
        ("say-as", "3000", {"interpret-as": "digits"}),
    ]


def test_a_basic_voice_gets_the_words_alone() -> None:
    """Contract 3.4: it takes no marks."""
    (say,) = spoken(Catalogue(), Piece("a", "Ask the SENCO."), voice="alice")
    assert (say.text, list(say)) == ("Ask the SENCO.", [])


def test_what_is_marked_is_taken_by_the_exchange() -> None:
    response = VoiceResponse()
    Speech(LINKS, Catalogue(), VOICE, SPEECH).utter(response, (Prompt("any", (Piece("a", "The NHS SENCO, on 03000, 41, 3000."),)),))
    (say,) = read(str(response).encode(), "http://127.0.0.1:1/voice").verbs
    assert words(say) == "The NHS SENCO, on 03000, 41, 3000."


def test_long_words_are_split_after_a_sentence() -> None:
    parts = list(split("This is one sentence. " * 120))
    assert len(parts) > 1
    assert all(part.endswith("sentence.") for part in parts)


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(1, 40))
def test_splitting_loses_no_word_and_leaves_no_part_too_long_or_empty(said: str, most: int) -> None:
    parts = list(split(said, most))
    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join("".join(split(said, 10_000)).split())


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_words_make_well_formed_xml(said: str) -> None:
    """Contract 8.6: the library writes control characters as they are, and the call would fail (contract 1.19)."""
    response = VoiceResponse()
    Speech(LINKS, Catalogue(), VOICE, SPEECH).utter(response, (Prompt("any", (Piece("any", said),)),))
    assert ET.fromstring(str(response).encode()).tag == "Response"


def test_markup_in_words_is_only_words() -> None:
    assert uttered(Catalogue(), Piece("a", "5 < 6 & \x00</Say><Hangup/>")) == [("Say", "5 < 6 & </Say><Hangup/>")]
