"""The box itself: everything that a person at the page can do.

Knows the helpline, the exchange that rings it and the feed that tells of both. Nothing of HTTP.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final

from ivr.booth.feed import Feed
from ivr.booth.following import Follower
from ivr.booth.installation import SENDER, Installation, installed
from ivr.booth.moments import SettableClock
from ivr.booth.shelf import Reading, Shelf
from ivr.booth.wordbook import Wordbook
from ivr.checks.finding import Finding
from ivr.clips.catalogue import Recordings
from ivr.errors import OperatorError
from ivr.exchange.alerts import ExchangeError, NotPossibleError
from ivr.exchange.call import Call
from ivr.exchange.clock import RunningClock
from ivr.exchange.exchange import Exchange
from ivr.menu import hours, script
from ivr.menu.hours import LONDON
from ivr.menu.model import Helpline
from ivr.menu.service import Numbers
from ivr.reports.picture import draw
from ivr.texts.written import caller_id

ADVISER: Final = "+447700900999"  # the adviser's own handset
LINES: Final[Mapping[str, Callable[[Numbers], str]]] = {
    "helpline": lambda numbers: numbers.helpline,
    "studio": lambda numbers: numbers.studio,  # where staff read recordings
}
_WORDS_A_SECOND: Final = 1.3  # slower than any voice: the page says when it has finished, and this is for one that has gone to sleep
_BREATH_S: Final = 4


def _patient(words: str) -> float:
    return _BREATH_S + len(words.split()) / _WORDS_A_SECOND


@dataclass(eq=False, slots=True, kw_only=True)
class Box:
    """A helpline that is up, with somebody beside it who rings it, answers it and edits it. `id` tells this box from one before it."""

    installation: Installation
    exchange: Exchange
    feed: Feed
    clock: SettableClock
    shelf: Shelf
    menus: Helpline
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    _last: dict[str, Call] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _reading: Lock = field(default_factory=Lock)

    def ring(self, from_: str, line: str = "helpline") -> Call:
        """Ring a line (see `lines`) from this number, as people write it, or `withheld`. `OperatorError` for what is none."""
        if line not in LINES:
            raise OperatorError("There is no such line.")
        return self._rung("caller", _number(from_), LINES[line], "A call is going on already. Hang up first.")

    def lines(self) -> list[str]:
        """The lines that can be rung: those that the menus name a number for."""
        return [line for line, number in LINES.items() if number(self.menus.numbers)]

    def advise(self) -> Call:
        """Ring the adviser line, to take the next caller."""
        engaged = "The adviser is on the telephone already. Hang up first."
        return self._rung("adviser", ADVISER, lambda numbers: numbers.adviser, engaged)

    def call(self, sid: str) -> Call:
        """The call of this id; `LookupError` if there is none."""
        return self.exchange.plant.calls[sid]

    def text(self, from_: str, body: str) -> None:
        """Send a text to the helpline from the mobile of this number; `OperatorError` for what is no number."""
        self.exchange.text(_number(from_), SENDER, body)

    def time(self) -> dict[str, object]:
        """The helpline's time, and whether advisers answer."""
        now = self.clock()
        state = hours.state(self.installation.menus.hours, now)
        is_open = isinstance(state, hours.Open)
        return {"now": now.isoformat(), "open": is_open, "state": _said(state, now), "set": self.clock.was_set}

    def set_time(self, at: datetime | None) -> dict[str, object]:
        """Set the helpline's time, to a moment in London; None: the real one."""
        self.clock.set(at.replace(tzinfo=LONDON) if at else None)
        time = self.time()
        self.feed.tell("clock", **time)
        return time

    def tree(self) -> str:
        """The menus, drawn (SVG)."""
        return draw(self.menus)

    def read_again(self) -> dict[str, object]:
        """Read the menus again and speak them; menus with a fault are told of and left. One reading at a time."""
        with self._reading:
            reading = self.shelf.read()
            if reading.menus is not None:
                self._take(reading.menus)
            return self.tell_menus(reading, "reading")

    def tell_menus(self, reading: Reading, by: str) -> dict[str, object]:
        """Tell what came of reading the menus."""
        told = {
            "taken": reading.menus is not None,
            "revision": self.menus.revision,
            "findings": [_told(finding) for finding in reading.findings],
        }
        self.feed.tell("menus", **told, by=by)
        return told

    def _take(self, menus: Helpline) -> None:
        before = self.menus.numbers
        with self._lock:  # nobody rings while the numbers change
            self.menus = menus
            self.installation.speak(self.shelf.spoken(menus))
            for number in (before.helpline, before.adviser, before.studio):
                self.exchange.disconnect(number)
            self.installation.connect(self.exchange)

    def _rung(self, person: str, from_: str, to: Callable[[Numbers], str], engaged: str) -> Call:
        with self._lock:
            last = self._last.get(person)  # by the person: their number may have been another when they rang
            if last and not (last.over or last.rang_off):
                raise NotPossibleError(engaged)
            call = self._last[person] = self.exchange.ring(from_, to(self.menus.numbers))
            return call


@contextmanager
def boxed(
    folder: Path, shelf: Shelf, clock: SettableClock, real: Callable[[], datetime], recordings: Recordings, *, audio: Path | None = None
) -> Iterator[Box]:
    """Put a box up that keeps its memory in this folder. `AuthorError` for menus that cannot be spoken."""
    menus, findings = shelf.look()
    feed, wordbook = Feed(clock, real), Wordbook(recordings)
    with ExitStack() as opened:
        up = installed(folder, shelf.spoken(menus), clock, recordings=recordings, audio=audio, decide=wordbook.decide)
        installation = opened.enter_context(up)
        passing = RunningClock(real)
        exchange = Exchange(installation.account.sid, installation.account.token, passing, pace=_patient, slack_s=_BREATH_S)
        opened.callback(_rung_off, exchange, passing)
        installation.connect(exchange)
        follower = Follower(feed, exchange, installation, wordbook)
        opened.callback(follower.close)
        opened.enter_context(installation.sending(exchange, lambda problem: feed.tell("failed", call="", problem=problem)))
        box = Box(installation=installation, exchange=exchange, feed=feed, clock=clock, shelf=shelf, menus=menus)
        opened.callback(feed.close)
        box.tell_menus(Reading(menus, findings), "start")
        yield box


def _number(typed: str) -> str:
    number = caller_id(typed)
    if number is None:
        raise OperatorError("That is not a telephone number. Write it as 07700 900123, or as withheld.")
    return number


def _rung_off(exchange: Exchange, passing: RunningClock) -> None:
    exchange.close()
    with suppress(ExchangeError):  # an application that takes long to hear of the end is not waited for
        passing.settle()


def _said(state: hours.Open | hours.Closed, now: datetime) -> str:
    if isinstance(state, hours.Open):
        return f"Open until {state.closes:%H:%M}"
    if state.opens is None:
        return "Closed"
    return f"Closed. Opens {' '.join(piece.words for piece in script.moment(state.opens, now))}"


def _told(finding: Finding) -> dict[str, str]:
    return {
        "level": finding.level.value,
        "rule": finding.rule,
        "where": str(finding.where),
        "problem": finding.problem,
        "mend": finding.mend,
    }
