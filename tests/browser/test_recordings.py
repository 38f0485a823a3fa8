"""What has a recording is played, with its words beside it; the call goes on as soon as it has ended."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Response, expect

from ivr.menu.load import load
from ivr.menu.script import Piece
from tests import recorded
from tests.browser.booth import ROOT, started
from tests.browser.visitor import visiting

LINES = load(ROOT / "menus").lines
WELCOME, JOINING = LINES["welcome"].say, LINES["adviser.join"].say

# Notes which recordings were heard to their end: one that is broken off is not.
LISTENS = """() => {
    const Plain = Audio;
    globalThis.ended = [];
    globalThis.Audio = function (url) {
        const audio = new Plain(url);
        audio.addEventListener("ended", () => ended.push(url));
        return audio;
    };
}"""


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """Recordings of what a caller hears first, and an adviser: a tone of about one second each."""
    return recorded.folder(tmp_path, Piece("welcome", WELCOME), Piece("adviser.join", JOINING), seconds=1)


def test_a_recording_is_played_and_its_words_are_shown(context: BrowserContext, audio: Path) -> None:
    played: list[Response] = []
    with started(audio=audio) as booth, visiting(context, booth.url) as visitor:
        visitor.page.on("response", lambda answer: played.append(answer) if "/clips/welcome." in answer.url else None)
        visitor.page.get_by_role("switch", name="Speak aloud").check()
        visitor.page.evaluate(LISTENS)
        visitor.ring()
        expect(visitor.record.get_by_text(WELCOME.partition(".")[0]).first).to_be_visible()
        expect(visitor.record.get_by_text("confidential").first).to_be_visible(timeout=8000)
        assert visitor.page.evaluate("ended") == [played[0].url]
        visitor.all_hang_up()
    assert [answer.ok for answer in played[:1]] == [True]


def test_an_adviser_sees_the_words_of_what_is_played_to_them(context: BrowserContext, audio: Path) -> None:
    with started(audio=audio) as booth, visiting(context, booth.url) as visitor:
        visitor.words_only()
        visitor.button("Take the next caller").click()
        expect(visitor.page.get_by_role("log", name="What the adviser hears").get_by_text(JOINING)).to_be_visible()
        visitor.all_hang_up()
