"""Reading a recording by telephone, from the first ring to the next caller's ear: the real application, exchange and worker, over HTTP."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pytest

from ivr.booth.installation import Installation, installed
from ivr.booth.moments import TickingClock
from ivr.clips import sound
from ivr.clips.library import Library
from ivr.clips.sound import Samples
from ivr.exchange.call import Call
from ivr.exchange.clock import ToldClock
from ivr.exchange.events import Ended, Played, Recording, Requested, Said, Warned
from ivr.exchange.exchange import Exchange
from ivr.menu.model import Helpline
from ivr.menu.numbering import numbered
from ivr.menu.repertoire import repertoire
from ivr.menu.script import Piece
from ivr.porter import enrol
from ivr.staff.people import Role
from ivr.studio import Fetcher
from tests import recorded
from tests.clips.speech import silence, words
from tests.exchange.conftest import CALLER, of
from tests.served import until
from tests.small import NOW, WORDS, helpline

NAME, PASSWORD = "Ann Other", "coffee bridge tulip"
STUDIO, AT_HOME = "+447700900901", "+441632960123"
PROMPT = "promise"  # heard at the start of every call
COUNT = len(WORDS[PROMPT].split())
QUIET_S = 1


def menus() -> Helpline:
    small = helpline()
    return replace(small, numbers=replace(small.numbers, studio=STUDIO))


def spoken(samples: Samples) -> bytes:
    """As a microphone at a handset gives it: 8 kHz, 16 bits, little end first."""
    return (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


def reading(level: float = 0.2) -> bytes:
    """Somebody who reads the words in a quiet room, with a second of quiet before and after."""
    said = np.concatenate([silence(QUIET_S), words(COUNT, level=level), silence(QUIET_S)])
    return spoken(said + np.random.default_rng(1).normal(0, 0.0002, said.size))


@dataclass
class Office:
    """A helpline that is up, a member of staff who may record, and the exchange that leads to it."""

    up: Installation
    exchange: Exchange
    clock: ToldClock
    fetcher: Fetcher
    who: str
    pin: str
    _heard: dict[str, int] = field(default_factory=dict)

    def ring(self, to: str, from_: str = AT_HOME) -> Call:
        call = self.exchange.ring(from_, to)
        self.clock.advance(1.5)  # the sound path opens
        return call

    def press(self, call: Call, keys: str) -> "Office":
        call.press(keys)
        self.clock.settle()
        return self

    def read(self, call: Call, samples: bytes) -> "Office":
        """Read after the tone, and press hash."""
        seconds = len(samples) / 16_000
        call.speak(seconds, samples)
        self.clock.advance(seconds)
        return self.press(call, "#")

    def work(self) -> "Office":
        """Have the worker look, and time enough pass for the call to ask."""
        self.fetcher.round()
        self.clock.advance(3)
        return self

    def said(self, call: Call) -> str:
        """What was said since this was last asked: words, and the addresses of what was played."""
        heard = [one for one in call.events if isinstance(one, Said | Played)]
        new = heard[self._heard.get(call.sid, 0) :]
        self._heard[call.sid] = len(heard)
        return " ".join(one.words if isinstance(one, Said) else one.url for one in new)

    def entered(self) -> Call:
        call = self.ring(STUDIO)
        self.press(call, f"{self.who}{self.pin}#")
        return call

    def reading(self) -> Call:
        call = self.entered()
        number = next(number for number, one in numbered(repertoire(self.up.menus)).items() if one.id == PROMPT)
        self.press(call, f"{number}#").press(call, "1")
        assert of(call, Recording) == [Recording(60)]
        self.said(call)
        return call

    def heard_by_callers(self) -> bytes:
        """The recording that the next caller hears, fetched at the address that was played."""
        caller = self.ring(self.up.menus.numbers.helpline, CALLER)
        self.clock.advance(1)
        (played,) = [one for one in of(caller, Played) if f"/{PROMPT}." in one.url]
        caller.hang_up()
        self.clock.settle()
        return fetched(played.url)


def fetched(url: str) -> bytes:
    with urlopen(url) as answer:
        body: bytes = answer.read()
        return body


@contextmanager
def office_in(folder: Path) -> Iterator[Office]:
    audio = recorded.folder(folder / "audio", Piece(PROMPT, WORDS[PROMPT]))
    with installed(folder / "data", menus(), TickingClock(NOW), recordings=Library.load(audio), audio=audio) as up:
        clock = ToldClock(NOW)
        exchange = Exchange(up.account.sid, up.account.token, clock, pace=lambda _: 0)
        up.connect(exchange)
        ann = enrol.add(up.store, NAME, {Role.RECORD}, PASSWORD)
        pin = enrol.new_pin(up.store, enrol.named(up.store, NAME))
        yield Office(up, exchange, clock, up.fetcher(exchange), ann.staff_number, pin)
        exchange.close()
        clock.settle()
        for call in exchange.calls:
            assert call.failure is None
            assert of(call, Warned) == []


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path) as found:
        yield found


def test_a_recording_read_by_telephone_is_heard_back_kept_heard_by_the_next_caller_and_taken_back(office: Office) -> None:
    before = office.heard_by_callers()
    call = office.reading()
    office.read(call, reading())
    assert office.said(call) == WORDS["studio.moment"]
    office.work().clock.advance(3)  # the take is heard to its end
    said = office.said(call)
    assert said.startswith(WORDS["studio.check"])
    assert said.endswith(WORDS["studio.keys"])
    taken = fetched(of(call, Played)[-1].url)
    assert taken != before
    assert sound.decoded(taken).size / 8000 == pytest.approx(COUNT / 150 * 60 + 0.4, abs=0.3)
    assert office.heard_by_callers() == before
    assert office.press(call, "1").said(call) == WORDS["studio.kept"]
    assert office.heard_by_callers() == taken
    assert office.press(call, "2").said(call) == WORDS["studio.undone"]
    assert office.heard_by_callers() == before


def test_whoever_rings_off_before_they_keep_it_changes_nothing_and_after_it_loses_nothing(office: Office) -> None:
    before = office.heard_by_callers()
    call = office.reading()
    call.speak(2, reading())
    office.clock.advance(2)
    call.hang_up()
    office.clock.advance(3)
    assert office.up.store.takes.awaited() == []
    call = office.reading()
    office.read(call, reading()).work()
    call.hang_up()
    office.clock.settle()
    assert office.heard_by_callers() == before
    call = office.reading()
    office.read(call, reading()).work().press(call, "1")
    call.hang_up()
    office.clock.settle()
    assert office.heard_by_callers() != before


def test_a_silent_take_is_refused_in_words_and_the_next_one_is_taken(office: Office) -> None:
    call = office.reading()
    office.read(call, spoken(silence(3))).work()
    assert office.said(call) == f"{WORDS['studio.moment']} {WORDS['studio.refused.silent']} {WORDS['studio.begin']}"
    office.press(call, "1").read(call, reading()).work()
    assert WORDS["studio.check"] in office.said(call)


@pytest.mark.parametrize(
    ("why", "samples"),
    [
        ("clipped", spoken(np.clip(np.concatenate([silence(1), words(COUNT, level=0.9), silence(1)]), -0.6, 0.6))),
        ("faint", reading(level=0.001)),
        ("noisy", spoken(np.random.default_rng(2).normal(0, 0.02, 32_000) + np.concatenate([silence(1), words(5), silence(3)])[:32_000])),
        ("cut_off", spoken(words(COUNT))),
        ("short", spoken(np.concatenate([silence(1), words(2), silence(1)]))),
        ("long", spoken(np.concatenate([silence(1), words(3 * COUNT), silence(1)]))),
    ],
)
def test_a_take_that_is_spoilt_is_refused_in_words_that_say_how(office: Office, why: str, samples: bytes) -> None:
    call = office.reading()
    office.read(call, samples).work()
    assert WORDS[f"studio.refused.{why}"] in office.said(call)


def test_whoever_says_nothing_at_all_after_the_tone_is_told_so(office: Office) -> None:
    call = office.reading()
    office.clock.advance(6)
    office.work()
    assert WORDS["studio.refused.silent"] in office.said(call)


def test_where_no_worker_works_the_take_is_lost_within_about_a_minute_and_the_call_goes_on(office: Office) -> None:
    call = office.reading()
    office.read(call, reading())
    office.clock.advance(55)
    assert office.said(call) == WORDS["studio.moment"]
    office.clock.advance(10)
    assert office.said(call) == f"{WORDS['studio.lost']} {WORDS['studio.begin']}"
    office.press(call, "1").read(call, reading()).work()
    assert WORDS["studio.check"] in office.said(call)


def test_a_wrong_pin_is_told_and_a_right_one_let_in(office: Office) -> None:
    call = office.ring(STUDIO)
    wrong = f"{int(office.pin) ^ 1:06}"
    assert WORDS["studio.wrong"] in office.press(call, f"{office.who}{wrong}#").said(call)
    assert WORDS["studio.number"] in office.press(call, f"{office.who}{office.pin}#").said(call)


def test_five_wrong_pins_lock_the_line_to_the_right_one_in_the_next_call_too(office: Office) -> None:
    wrong = f"{office.who}{int(office.pin) ^ 1:06}#"
    call = office.ring(STUDIO)
    for _ in range(3):
        office.press(call, wrong)
    office.clock.settle()
    assert of(call, Ended)
    call = office.ring(STUDIO)
    office.press(call, wrong).press(call, wrong)
    assert WORDS["studio.locked"] in office.said(office.entered())


def test_whoever_does_nothing_is_asked_twice_more_and_then_let_go(office: Office) -> None:
    call = office.ring(STUDIO)
    office.clock.advance(40)
    said = office.said(call)
    assert said.count(WORDS["studio.ask"]) == 3
    assert said.endswith(WORDS["adviser.goodbye"])
    assert of(call, Ended)


def test_a_worker_that_runs_beside_it_brings_the_take_by_itself(office: Office) -> None:
    told: list[str] = []
    with office.up.sending(office.exchange, told.append):
        call = office.reading()
        office.read(call, reading())
        until(lambda: office.up.store.takes.awaited() == [])
    office.clock.advance(3)
    assert WORDS["studio.check"] in office.said(call)
    assert told == []


def test_no_address_that_is_asked_for_and_no_log_line_holds_what_was_typed(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="ivr"):
        call = office.reading()
        office.read(call, reading()).work().press(call, "1")
    asked = " ".join(one.url for one in of(call, Requested)) + caplog.text
    assert "/studio/call/recorded" in asked
    assert not [typed for typed in (office.pin, f"{office.who}{office.pin}", AT_HOME[1:], NAME) if typed in asked]
