"""Every document of every turn: any place, any input, spoken through the whole switchboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.call.engine import decide
from ivr.call.heard import Heard
from ivr.call.turn import Doing, Hold, Leave, Place
from ivr.clips.catalogue import Catalogue
from ivr.phone.links import Kind, Links, path, read, write
from ivr.phone.speech import Speech
from ivr.phone.twiml import render
from ivr.store import Store, connect
from ivr.web import lastwords
from ivr.web.switchboard import Switchboard
from tests.call.strategies import heards, moments, places
from tests.phone.grammar import faults
from tests.small import NOW, helpline

LINKS = Links("https://helpline.test")
SPEECH = Speech(LINKS, Catalogue(), "Polly.Amy-Neural")
WHOLE = helpline()
LAST = lastwords.prepare(WHOLE, LINKS)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("documents")
    made = connect(f"sqlite:///{folder / 'helpline.db'}")
    made.migrate()
    yield made
    made.close()


@settings(deadline=None)
@given(places, heards, moments)
def test_every_turn_is_a_sound_document_that_leads_back_to_its_place(place: Place, heard: Heard, now: datetime) -> None:
    turn = decide(WHOLE, place, heard, now)
    document = render(turn, SPEECH)
    assert faults(document, waiting=isinstance(turn.then, Hold | Leave)) == []
    for redirect in ET.fromstring(document).iter("Redirect"):
        assert read(urlsplit(redirect.text or "").query) == turn.place


@settings(deadline=None)
@given(places, heards, moments)
def test_the_last_words_are_sound_wherever_they_are_needed(place: Place, heard: Heard, now: datetime) -> None:
    document = LAST.choose(place, heard, now)
    assert faults(document, waiting=document in {LAST.hold, LAST.leave}) == []


FIELDS = st.dictionaries(
    st.sampled_from(
        ["CallSid", "From", "Digits", "QueueResult", "QueueTime", "QueuePosition", "RecordingUrl", "RecordingDuration", "ErrorUrl"]
    ),
    st.text(max_size=20) | st.sampled_from(["1", "0", "*", "", "+447700900123", "leave", "bridged", "99999"]),
)


@settings(deadline=None)
@given(st.sampled_from(Kind), places.map(write) | st.text(max_size=60), FIELDS)
def test_any_query_with_any_form_is_answered_with_a_sound_document(store: Store, kind: Kind, query: str, fields: dict[str, str]) -> None:
    switchboard = Switchboard(WHOLE, store, SPEECH, LAST, lambda: NOW)
    assert faults(switchboard.answer(kind, query, fields)) == []


def test_a_helpline_without_its_first_menu_still_answers(store: Store) -> None:
    lost = replace(WHOLE, start="nowhere")
    switchboard = Switchboard(lost, store, SPEECH, LAST, lambda: NOW)
    document = switchboard.answer(Kind.ARRIVED, "", {"CallSid": "CA1", "From": "+447700900123"})
    assert faults(document) == []


def test_what_is_said_in_a_queue_stays_in_the_grammar_of_a_queue(store: Store) -> None:
    switchboard = Switchboard(WHOLE, store, SPEECH, LAST, lambda: NOW)
    waiting = write(Place(node="main", doing=Doing.QUEUEING, step=3))
    for kind in (Kind.WAITING, Kind.SILENCE, Kind.KEYS):
        for keys in ("", *"0123456789*#"):
            document = switchboard.answer(kind, waiting, {"CallSid": "CA1", "From": "", "Digits": keys, "QueueTime": "30"})
            assert faults(document, waiting=True) == [], path(kind)
