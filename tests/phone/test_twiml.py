"""A turn as Twilio reads it."""

from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from ivr.call.turn import Connect, Doing, Enqueue, HangUp, Hold, Leave, Listen, Place, Record, Then, Turn
from ivr.clips.catalogue import Catalogue
from ivr.errors import OurError
from ivr.menu.script import Piece, Prompt
from ivr.phone import links
from ivr.phone.links import Links
from ivr.phone.speech import Speech
from ivr.phone.twiml import QUEUE_STEPS, render
from tests.phone.grammar import faults

SPEECH = Speech(Links("https://a.test"), Catalogue(), "Polly.Amy-Neural")
AT = Place(node="school", trail=("main",), step=3)


def prompt(words: str, *, interrupt: bool = True) -> Prompt:
    return Prompt("any", (Piece("any", words),), interrupt)


WHOLE, FIRST, SECOND = prompt("Whole.", interrupt=False), prompt("First."), prompt("Second.")


def made(then: Then, *says: Prompt, place: Place = AT, opening: bool = False) -> ET.Element:
    document = render(Turn(says, then, place), SPEECH, opening=opening)
    assert faults(document, waiting=isinstance(then, Hold | Leave)) == []
    return ET.fromstring(document.encode())


def outline(root: ET.Element) -> list[Any]:
    return [[child.tag, *outline(child)] if len(child) else child.tag for child in root]


@pytest.mark.parametrize(
    ("then", "verbs"),
    [
        (Listen(8), ["Say", ["Gather", "Say", "Say"], "Redirect"]),
        (Listen(10, most=None), ["Say", ["Gather", "Say", "Say"], "Redirect"]),
        (Enqueue("advisers"), ["Say", "Say", "Say", "Enqueue"]),
        (Hold(25), [["Gather", "Say", "Say", "Say", "Pause"], "Redirect"]),
        (Leave(), ["Say", "Say", "Say", "Leave"]),
        (Record(90, 10), ["Say", "Say", "Say", "Record", "Redirect"]),
        (Connect("advisers", 5), ["Say", "Say", "Say", ["Dial", "Queue"]]),
        (HangUp(), ["Say", "Say", "Say", "Hangup"]),
    ],
)
def test_every_outcome_has_its_document(then: Then, verbs: list[Any]) -> None:
    assert outline(made(then, WHOLE, FIRST, SECOND)) == verbs


@pytest.mark.parametrize(
    "then", [Listen(8), Listen(8, most=None), Hold(25), Leave(), Enqueue("q"), Record(9, 9), Connect("q", 5), HangUp()]
)
def test_a_turn_without_words_is_a_sound_document_too(then: Then) -> None:
    assert made(then).tag == "Response"  # and `made` holds it to the grammar


def test_what_must_be_heard_whole_is_said_where_no_key_is_heard() -> None:
    """Contract 3.14."""
    root = made(Listen(8), WHOLE, FIRST, WHOLE)
    assert root[0].text == "Whole."
    assert [say.text for say in root[1]] == ["First.", "Whole."]


def test_a_menu_hears_one_key_hash_and_star_too() -> None:
    """Contract 3.11, 3.12."""
    gather = made(Listen(8), FIRST)[0]
    assert {name: gather.get(name) for name in ("input", "timeout", "numDigits", "finishOnKey", "method")} == {
        "input": "dtmf",
        "timeout": "8",
        "numDigits": "1",
        "finishOnKey": "",
        "method": "POST",
    }


def test_a_number_is_as_long_as_it_takes_and_hash_alone_is_heard() -> None:
    """Contract 3.10, 3.11."""
    gather = made(Listen(10, most=None), FIRST)[0]
    assert "numDigits" not in gather.attrib
    assert (gather.get("finishOnKey"), gather.get("actionOnEmptyResult"), gather.get("timeout")) == ("#", "true", "10")


def test_every_url_carries_the_place() -> None:
    root = made(Listen(8), FIRST)
    for url, path in ((root[0].get("action"), "/voice/keys"), (root[1].text, "/voice/silence")):
        parts = urlsplit(url or "")
        assert (parts.scheme, parts.netloc, parts.path) == ("https", "a.test", path)
        assert links.read(parts.query) == AT


def test_a_key_works_through_all_the_quiet_of_a_queue_and_a_lap_is_never_short() -> None:
    """Contract 3.14, 3.31."""
    gather = made(Hold(25), FIRST)[0]
    assert (gather[-1].tag, gather[-1].get("length"), gather.get("timeout")) == ("Pause", "25", "1")
    assert made(Hold(1), FIRST)[0][-1].get("length") == "20"


def test_each_lap_has_a_step_of_its_own_and_what_follows_the_queue_comes_after_them_all() -> None:
    place = AT.but(doing=Doing.QUEUEING)
    enqueue = made(Enqueue("advisers"), FIRST, place=place)[-1]
    assert enqueue.text == "advisers"
    assert links.read(urlsplit(enqueue.get("waitUrl") or "").query) == place
    assert links.read(urlsplit(enqueue.get("action") or "").query).step == place.step + QUEUE_STEPS
    lap = made(Hold(25), place=place.but(step=4))[-1]
    assert links.read(urlsplit(lap.text or "").query).step == 4


def test_a_message_ends_with_hash_and_its_recording_is_told_of_apart() -> None:
    """Contract 3.24, 3.25."""
    record = made(Record(90, 10), FIRST)[1]
    wanted = {"maxLength": "90", "timeout": "10", "finishOnKey": "#*", "playBeep": "true"}
    assert {name: record.get(name) for name in wanted} == wanted
    assert urlsplit(record.get("action") or "").path == "/voice/recorded"
    assert urlsplit(record.get("recordingStatusCallback") or "").path == "/voice/recording"


def test_an_adviser_is_not_kept_when_nobody_waits() -> None:
    """Contract 3.38, 3.42."""
    dial = made(Connect("advisers", 5), FIRST)[-1]
    assert (dial.get("timeout"), dial[0].text) == ("5", "advisers")
    assert urlsplit(dial.get("action") or "").path == "/voice/adviser-left"


def test_only_the_first_document_of_a_call_waits_for_the_sound_to_open() -> None:
    assert outline(made(Listen(8), WHOLE, FIRST, opening=True))[0] == "Pause"
    assert outline(made(Listen(8), WHOLE, FIRST))[0] == "Say"


def test_a_document_too_large_for_twilio_is_an_error_of_ours() -> None:
    """Contract 1.15."""
    with pytest.raises(OurError, match="more than Twilio takes"):
        render(Turn((prompt("Long. " * 11_000),), HangUp(), AT), SPEECH)


def test_no_document_tells_a_number_in_a_url() -> None:
    document = render(Turn((FIRST,), Listen(8), AT), SPEECH)
    assert "07700" not in document
    assert "+44" not in document
