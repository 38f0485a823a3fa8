"""What callers hear when no server of ours answers."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ivr.errors import AuthorError
from ivr.menu.load import load
from ivr.phone.fallback import MOST_CHARACTERS, fallback
from tests.phone.grammar import faults
from tests.small import WORDS, helpline, with_line

MENUS = Path(__file__).parents[2] / "menus"


def said(document: str) -> str:
    return " ".join(say.text or "" for say in ET.fromstring(document.encode()).iter("Say"))


def test_it_says_who_we_are_that_it_failed_what_to_do_and_goodbye() -> None:
    assert said(fallback(helpline())) == " ".join(WORDS[id] for id in ("welcome", "sorry", "fallback", "goodbye"))


def test_it_needs_nothing_of_ours_and_rings_nobody() -> None:
    """Contract 1.13: no server is there to lead on to, and the helpline's own number would lead back here."""
    document = fallback(load(MENUS))
    assert faults(document) == []
    assert [verb.tag for verb in ET.fromstring(document.encode()) if verb.tag != "Say"] == ["Pause", "Hangup"]
    assert "http" not in document


def test_a_caller_is_told_of_999_to_call_again_and_where_to_write() -> None:
    words = said(fallback(load(MENUS)))
    for told in ("9 9 9", "call us again", "I A S K, at kent dot gov dot U K", "Goodbye"):
        assert told in words


def test_words_that_twilio_would_not_keep_are_the_authors_to_shorten() -> None:
    """Contract 1.15."""
    assert len(fallback(load(MENUS))) < MOST_CHARACTERS
    with pytest.raises(AuthorError, match=r"system\.yaml:\d+: With the lines said around it, this is \d+ characters"):
        fallback(with_line(helpline(), "fallback", "Call again. " * 400))
