"""Staff who read what callers hear, in a browser with a microphone: recorded, heard, kept, played in the next call, and put back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Playwright, expect

from ivr.booth.installation import Installation, installed
from ivr.clips import sound
from ivr.clips.library import Library
from ivr.exchange.clock import ToldClock
from ivr.exchange.events import Played
from ivr.exchange.exchange import Exchange
from ivr.menu.script import Piece
from ivr.porter.enrol import add
from ivr.staff.people import Role
from tests import recorded
from tests.browser.barriers import barriers
from tests.browser.test_staff import NAME, PASSWORD, Visit
from tests.chromium import launched
from tests.clips.speech import silence
from tests.exchange.conftest import CALLER, of
from tests.small import NOW, helpline
from tests.studio.reading import read
from tests.web.conftest import Clock

ID = "complaint.1"
SAID = helpline().nodes["complaint"].pages[0].say  # type: ignore[union-attr] # it is a guidance
READ = "0:08"  # on the clock of whoever reads it, when the microphone has nothing more to say
SLOW_MS = 20_000  # for a recording of some seconds, on a slow machine


@dataclass
class Helpline:
    """A helpline that is up, with a recording of one page, and who records it."""

    up: Installation
    clock: Clock

    @property
    def url(self) -> str:
        return self.up.door.url

    def played(self, page: Page) -> bytes:
        """What the next call plays of the page: a call of its own, at an exchange of its own."""
        time = ToldClock(NOW)
        exchange = Exchange(self.up.account.sid, self.up.account.token, time, pace=lambda _: 0)
        self.up.connect(exchange)
        call = exchange.ring(CALLER, self.up.menus.numbers.helpline)
        for key in "11":
            time.advance(2)
            call.press(key)
        time.advance(2)
        exchange.close()
        time.settle()
        (url,) = {event.url for event in of(call, Played) if f"/clips/{ID}." in event.url}
        return page.request.get(url).body()


@dataclass
class Reader(Visit):
    """Somebody who reads at a microphone."""

    def opens(self, id: str = ID) -> None:
        self.sign_in()
        self.page.goto(f"{self.url}/studio/{id}")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-says]")

    @property
    def done(self) -> Locator:
        """What a page says that comes after something was done."""
        return self.page.get_by_role("status").and_(self.page.locator(".done"))

    @property
    def ready(self) -> Locator:
        return self.page.get_by_role("heading", name="As callers will hear it")

    def reads(self, until: str = READ) -> None:
        self.button("Record").click()
        expect(self.page.locator("[data-clock]")).to_have_text(until, timeout=SLOW_MS)
        self.button("Stop").click()

    def records(self) -> None:
        self.reads()
        expect(self.ready).to_be_visible(timeout=SLOW_MS)

    def take(self) -> bytes:
        """What the player of the take is given."""
        return self.page.request.get(str(self.page.get_by_label("Your take").evaluate("audio => audio.src"))).body()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Helpline]:
    """The small helpline, with a recording of the page."""
    audio, clock = recorded.folder(tmp_path / "audio", Piece(ID, SAID)), Clock()
    with installed(tmp_path / "data", helpline(), clock, recordings=Library.load(audio), audio=audio) as up:
        add(up.store, NAME, {Role.RECORD}, PASSWORD)
        yield Helpline(up, clock)


@contextmanager
def microphone(playwright: Playwright, file: Path, said: bytes) -> Iterator[Browser]:
    """A browser whose microphone hears this, each time anew, and then nothing."""
    file.write_bytes(said)
    with launched(playwright, f"--use-file-for-fake-audio-capture={file}%noloop") as browser:
        yield browser


@pytest.fixture(scope="module")
def studio(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose microphone hears the page being read."""
    with microphone(playwright, tmp_path_factory.mktemp("microphone") / "read.wav", read(SAID)) as browser:
        yield browser


@contextmanager
def reading(browser: Browser, house: Helpline) -> Iterator[Reader]:
    """Somebody who reads there. Nothing may fail in the page, or be held back by its seal."""
    said: list[str] = []
    with browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if "Content Security" in message.text else None)
        yield Reader(page, house.url, house.clock)
    assert said == []


@pytest.fixture
def reader(studio: Browser, house: Helpline) -> Iterator[Reader]:
    with reading(studio, house) as reader:
        yield reader


def test_a_take_is_recorded_heard_kept_and_played_in_the_next_call_and_the_old_one_put_back(reader: Reader, house: Helpline) -> None:
    before = house.played(reader.page)
    reader.sign_in()
    reader.page.get_by_role("link", name="Record what callers hear").click()
    reader.page.get_by_label("Find a word").fill("school complain")
    reader.button("Show").click()
    reader.page.get_by_role("link", name="Make a complaint, page 1 of 2").click()
    expect(reader.page.get_by_text(SAID)).to_be_visible()
    reader.records()

    take, player = reader.take(), reader.page.get_by_label("Your take")
    lasted = player.evaluate(
        "audio => new Promise(done => { audio.onended = () => done(audio.duration); audio.playbackRate = 8; audio.play(); })"
    )
    assert lasted == pytest.approx(sound.decoded(take).size / 8000, abs=0.01)
    assert house.played(reader.page) == before

    reader.button("Keep it").click()
    expect(reader.done).to_contain_text("Kept. Callers hear it from now on.")
    expect(reader.page.get_by_text(f"{NAME}, 24 November 2026")).to_be_visible()
    assert house.played(reader.page) == take

    reader.button("Put back the one before").click()
    expect(reader.done).to_contain_text("Put back.")
    assert house.played(reader.page) == before


def test_all_of_it_can_be_done_with_the_keyboard_alone(reader: Reader, house: Helpline) -> None:
    reader.opens()
    _tab_to(reader, "Record")
    reader.page.keyboard.press("Space")
    expect(reader.button("Stop")).to_be_focused()
    expect(reader.page.locator("[data-clock]")).to_have_text(READ, timeout=SLOW_MS)
    reader.page.keyboard.press("Enter")
    expect(reader.ready).to_be_visible(timeout=SLOW_MS)
    take = reader.take()
    _tab_to(reader, "Keep it")
    reader.page.keyboard.press("Enter")
    expect(reader.done).to_contain_text("Kept.")
    assert house.played(reader.page) == take


def _tab_to(reader: Reader, name: str) -> None:
    for _ in range(20):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    pytest.fail(f"{name} is not reached with the Tab key")


def test_while_somebody_reads_the_words_and_the_button_are_both_in_sight_on_a_telephone(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 560})
    reader.opens()
    reader.button("Record").click()
    expect(reader.page.get_by_role("meter", name="Loudness")).to_be_in_viewport()
    expect(reader.button("Stop")).to_be_in_viewport(ratio=1)
    expect(reader.page.get_by_text(SAID)).to_be_in_viewport(ratio=1)
    expect(reader.page.get_by_text("Good.", exact=True)).to_be_visible()
    loud = re.compile("5[1-9]|[6-9][0-9]|100")
    expect(reader.page.get_by_role("meter")).to_have_attribute("aria-valuenow", loud)  # between two words it falls


def test_it_stops_by_itself_when_it_is_long_enough(reader: Reader) -> None:
    reader.opens()
    recorder = reader.page.locator("[data-recorder]")
    assert recorder.get_attribute("data-longest") == "60"
    recorder.evaluate("recorder => { recorder.dataset.longest = '8'; }")
    reader.button("Record").click()
    expect(reader.ready).to_be_visible(timeout=SLOW_MS)


def test_whoever_leaves_with_a_take_that_is_not_kept_is_asked(reader: Reader) -> None:
    asked: list[str] = []

    def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    reader.page.on("dialog", stays)
    reader.opens()
    reader.button("Record").click()
    expect(reader.button("Stop")).to_be_visible()
    reader.page.get_by_role("link", name="All recordings").click(no_wait_after=True)
    expect(reader.page.locator("[data-clock]")).to_have_text(READ, timeout=SLOW_MS)
    assert asked == ["beforeunload"]
    reader.button("Stop").click()
    expect(reader.ready).to_be_visible(timeout=SLOW_MS)
    reader.page.get_by_role("link", name="All recordings").click(no_wait_after=True)
    expect(reader.ready).to_be_visible()
    assert asked == ["beforeunload"] * 2
    reader.page.get_by_role("link", name="Try again").click()
    expect(reader.button("Record")).to_be_visible()
    assert asked == ["beforeunload"] * 2


def test_whoever_is_signed_out_while_reading_loses_nothing(reader: Reader) -> None:
    reader.opens()
    reader.button("Record").click()
    reader.clock.now += timedelta(minutes=31)
    expect(reader.page.locator("[data-clock]")).to_have_text(READ, timeout=SLOW_MS)
    reader.button("Stop").click()
    expect(reader.status).to_contain_text("You have been signed out meanwhile. What you read is still here", timeout=SLOW_MS)
    reader.button("Send it again").click()
    expect(reader.status).to_contain_text("You have been signed out meanwhile.")
    other = Reader(reader.page.context.new_page(), reader.url, reader.clock)
    other.sign_in()
    expect(other.page.get_by_role("heading", name="Your desk")).to_be_visible()
    reader.button("Send it again").click()
    expect(reader.ready).to_be_visible(timeout=SLOW_MS)


def test_a_line_that_is_cut_loses_nothing_either(reader: Reader) -> None:
    reader.opens()
    reader.page.context.set_offline(True)
    reader.reads()
    expect(reader.status).to_contain_text("It could not be sent: there is no connection.", timeout=SLOW_MS)
    expect(reader.button("Send it again")).to_be_focused()
    reader.page.context.set_offline(False)
    reader.button("Send it again").click()
    expect(reader.ready).to_be_visible(timeout=SLOW_MS)


def test_axe_finds_nothing_in_any_state_of_the_studio(reader: Reader) -> None:
    reader.sign_in()
    for path in ("/studio?q=day", "/studio?q=zebra", "/studio/urgent.2", "/studio/number.3", f"/studio/{ID}"):
        reader.page.goto(reader.url + path)
        assert barriers(reader.page) == []
    reader.page.get_by_text("Send a file instead").click()
    assert barriers(reader.page) == []
    reader.button("Record").click()
    expect(reader.button("Stop")).to_be_visible()
    assert barriers(reader.page) == []
    expect(reader.page.locator("[data-clock]")).to_have_text(READ, timeout=SLOW_MS)
    reader.button("Stop").click()
    expect(reader.ready).to_be_visible(timeout=SLOW_MS)
    assert barriers(reader.page) == []
    reader.button("Keep it").click()
    expect(reader.done).to_be_visible()
    assert barriers(reader.page) == []


def test_a_take_in_which_nothing_is_heard_is_refused_in_words(playwright: Playwright, house: Helpline, tmp_path: Path) -> None:
    with microphone(playwright, tmp_path / "silence.wav", sound.encoded(silence(3))) as browser, reading(browser, house) as reader:
        before = house.played(reader.page)
        reader.opens()
        reader.reads("0:02")
        expect(reader.page.get_by_role("alert")).to_contain_text("Nothing is heard in it. Check the microphone", timeout=SLOW_MS)
        expect(reader.ready).not_to_be_visible()
        assert house.played(reader.page) == before
        assert barriers(reader.page) == []
        reader.button("Record").click()
        expect(reader.button("Stop")).to_be_focused()


@pytest.mark.parametrize(
    ("without", "told"),
    [
        ("--use-fake-ui-for-media-stream", "The browser may not use the microphone. Allow it"),
        ("--use-fake-device-for-media-stream", "There is no microphone. Connect one"),
    ],
)
def test_a_microphone_that_is_refused_or_missing_is_told_in_words(playwright: Playwright, house: Helpline, without: str, told: str) -> None:
    with launched(playwright, without={without}) as browser, reading(browser, house) as reader:
        reader.opens()
        reader.button("Record").click()
        expect(reader.status).to_contain_text(told)
        expect(reader.button("Record")).to_be_focused()
        expect(reader.page.get_by_text("Send a file instead")).to_be_visible()


def test_without_a_script_a_file_is_sent_heard_and_kept(browser: Browser, house: Helpline, tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_bytes(read(SAID))
    with browser.new_context(java_script_enabled=False) as plain:
        reader = Reader(plain.new_page(), house.url, house.clock)
        reader.opens()
        expect(reader.button("Record")).not_to_be_visible()
        reader.page.get_by_text("Send a file instead").click()
        reader.page.get_by_label("WAV, FLAC, MP3 or Ogg, 20 MB at most").set_input_files(tmp_path / "take.wav")
        reader.button("Send the file").click()
        expect(reader.ready).to_be_visible()
        reader.button("Keep it").click()
        expect(reader.done).to_contain_text("Kept.")
