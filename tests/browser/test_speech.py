"""The page speaks with the browser's voice: sentence by sentence, British if it can, and silent at once when a key is pressed.

A Chromium without a screen has no voice, so these browsers get one that says nothing and can be asked what it was given to say.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.booth import Booth
from tests.browser.visitor import WITHHELD, Visitor, visiting

VOICE = """
class Utterance { constructor(text) { this.text = text; } }
const voices = [{ lang: "en-US", localService: true }, { lang: "en-GB", localService: true }, { lang: "de-DE", localService: true }];
const said = [];
const synthesis = new class extends EventTarget {
    getVoices() { return voices; }
    speak(utterance) {
        said.push(`${utterance.voice.lang}: ${utterance.text}`);
        this.now = utterance;
        if (utterance.text.length < 40) setTimeout(() => utterance.onend());
    }
    cancel() { if (this.now) said.push("silence"); this.now = null; }
};
Object.defineProperties(window, {
    SpeechSynthesisUtterance: { value: Utterance },
    speechSynthesis: { value: synthesis },
    said: { value: said },
});
"""
HELLO = ["en-GB: Hello.", "en-GB: This is Information, Advice and Support Kent."]


@pytest.fixture
def voiced(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as context:
        context.add_init_script(VOICE)
        yield context


@pytest.fixture
def listener(voiced: BrowserContext, booth: Booth) -> Iterator[Visitor]:
    with visiting(voiced, booth.url) as visitor:
        yield visitor
        visitor.all_hang_up()


def test_words_are_spoken_sentence_by_sentence_in_a_british_voice(listener: Visitor) -> None:
    listener.ring()
    expect(listener.record.locator(".now")).to_have_text("This is Information, Advice and Support Kent.")
    assert _said(listener) == HELLO


def test_a_key_cuts_speech_off_at_once(listener: Visitor) -> None:
    listener.ring(WITHHELD)
    listener.hear("press 3.")
    listener.press("3")
    listener.hear("To get this by text, press 8.")
    listener.press("8")
    listener.hear("Please type the mobile number we should text, then press hash.")
    assert _said(listener)[-1] == "en-GB: Please type the mobile number we should text, then press hash."
    listener.press("0")
    expect(listener.record.locator(".now")).to_have_count(0)
    assert _said(listener)[-1] == "silence"


def test_switched_to_words_only_it_is_silent_and_remembers_it(listener: Visitor) -> None:
    listener.ring()
    expect(listener.record.locator(".now")).to_have_text("This is Information, Advice and Support Kent.")
    listener.words_only()
    assert _said(listener) == [*HELLO, "silence"]
    listener.hear("Main menu.")
    assert _said(listener) == [*HELLO, "silence"]
    listener.page.reload()
    listener.is_open()
    expect(listener.page.get_by_role("switch", name="Speak aloud")).not_to_be_checked()


def test_only_the_page_that_rang_speaks(listener: Visitor, voiced: BrowserContext) -> None:
    other = Visitor(voiced.new_page())
    other.page.goto(listener.page.url)
    other.is_open()
    listener.ring()
    expect(other.record.locator(".now")).to_have_text("Hello.")
    expect(listener.record.locator(".now")).to_have_text("This is Information, Advice and Support Kent.")
    assert _said(other) == []


def test_what_was_said_before_a_reload_is_not_spoken_again(listener: Visitor) -> None:
    listener.ring()
    listener.hear("Main menu.")
    listener.page.reload()
    listener.is_open()
    expect(listener.record.locator(".now")).to_have_text("Main menu.")
    listener.press("1")  # touched, the page may speak again
    listener.hear("Help at school or college.")
    assert _said(listener)[0] == "en-GB: Help at school or college."


def _said(visitor: Visitor) -> list[str]:
    said: list[str] = visitor.page.evaluate("said")
    return said
