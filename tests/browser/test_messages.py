"""A message that is left while the helpline is closed can be heard back: it is what was spoken."""

import io
import re
import wave
from array import array
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from tests.browser.booth import Booth
from tests.browser.visitor import MESSAGE, Visitor, visiting

SATURDAY = "2026-11-28T11:00"
LOUD = """level => new Promise(resolve => {
    const look = () => level.offsetWidth > 0 ? resolve() : requestAnimationFrame(look);
    look();
})"""
PLAYED = """audio => new Promise((resolve, reject) => {
    audio.onerror = () => reject(new Error("it cannot be played"));
    audio.ontimeupdate = () => audio.currentTime > 0.3 && resolve(audio.duration);
    audio.play();
})"""


@pytest.fixture
def deaf(browser: Browser, booth: Booth) -> Iterator[Visitor]:
    """A person whose browser lets no page have the microphone."""
    with browser.new_context() as context:
        context.route(booth.url, _without_a_microphone)
        with visiting(context, booth.url) as visitor:
            visitor.words_only()
            yield visitor
            visitor.all_hang_up()
            visitor.errors[:] = [error for error in visitor.errors if "Permissions policy violation: microphone" not in error]


def test_a_message_spoken_into_the_microphone_is_heard_back(visitor: Visitor) -> None:
    _until_the_tone(visitor)
    message = visitor.telephone.get_by_role("group", name=MESSAGE)
    expect(message.get_by_text("The microphone is on.")).to_be_visible()
    message.locator("#message-level").evaluate(LOUD)
    expect(message.get_by_text("1:26 left")).to_be_visible()
    message.get_by_role("button", name="Finish").click()
    visitor.hear("We have your message.")
    expect(message).to_be_hidden()
    assert 1 <= _heard_back(visitor) <= 7
    assert max(_samples(visitor)) > 1000  # Chromium's made microphone beeps once a second


def test_a_message_is_left_without_a_microphone(deaf: Visitor) -> None:
    _until_the_tone(deaf)
    message = deaf.telephone.get_by_role("group", name=MESSAGE)
    expect(message.get_by_text("There is no microphone to hear you.")).to_be_visible()
    message.get_by_role("button", name="Speak for 8 seconds").click()
    expect(message.get_by_text("A tone speaks for you")).to_be_visible()
    expect(message.get_by_text("1:27 left")).to_be_visible()
    deaf.press("#")
    deaf.hear("We have your message.")
    assert 1 <= _heard_back(deaf) <= 6


def test_a_caller_who_only_listens_has_left_no_message(deaf: Visitor) -> None:
    left = deaf.region("Messages left").get_by_role("listitem").count()
    _until_the_tone(deaf)
    deaf.telephone.get_by_role("button", name="Finish").click()
    deaf.hear("We did not hear a message.")
    expect(deaf.region("Messages left").get_by_role("listitem")).to_have_count(left)


def test_the_time_that_is_left_bears_a_reload_though_the_clock_is_set_meanwhile(visitor: Visitor) -> None:
    _until_the_tone(visitor)
    left = visitor.telephone.get_by_role("group", name=MESSAGE).get_by_text(re.compile(r"^\d:\d\d left$"))
    expect(left).to_have_text("1:25 left")
    visitor.set_clock("2026-11-28T19:00")
    visitor.page.reload()
    visitor.is_open()
    assert 60 < _seconds(left) <= 85


def _until_the_tone(visitor: Visitor) -> None:
    visitor.set_clock(SATURDAY)
    expect(visitor.clock.get_by_text("Closed. Opens on Monday at 9am")).to_be_visible()
    visitor.ring()
    visitor.hear("For a call back, press 0 at any time.")
    visitor.press("0")
    visitor.listen_until(visitor.telephone.get_by_text("Recording: speak now"))


def _heard_back(visitor: Visitor) -> float:
    """Play the message; how many seconds it lasts."""
    messages = visitor.region("Messages left")
    player: Locator = messages.get_by_label("Message left on Saturday 28 November, 11:0").first
    seconds: float = player.evaluate(PLAYED)
    label = player.get_attribute("aria-label") or ""
    assert abs(int(label.split()[-2]) - seconds) <= 1, label
    return seconds


def _samples(visitor: Visitor) -> Sequence[int]:
    """What was recorded: 16-bit samples, at 8 kHz."""
    source = visitor.region("Messages left").get_by_label("Message left on").first.evaluate("audio => audio.src")
    with wave.open(io.BytesIO(visitor.page.request.get(source).body())) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (8000, 1, 2)
        return array("h", sound.readframes(sound.getnframes()))


def _without_a_microphone(route: Route) -> None:
    page = route.fetch()
    route.fulfill(response=page, headers={**page.headers, "permissions-policy": "microphone=()"})


def _seconds(left: Locator) -> int:
    minutes, seconds = left.inner_text().removesuffix(" left").split(":")
    return 60 * int(minutes) + int(seconds)
