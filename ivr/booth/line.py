"""A line from a terminal to a helpline that is put up for it: each act of a call over HTTP, and beside it on paper.

Knows acts, and what comes of them. How they are typed and read is known in `ivr.simulator.handset`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ivr.booth.installation import Installation, installed
from ivr.booth.moments import TickingClock
from ivr.booth.prompter import Prompter
from ivr.booth.remembering import remember
from ivr.call import engine
from ivr.clips.catalogue import Catalogue, Recordings
from ivr.errors import HelplineError
from ivr.exchange.alerts import ExchangeError, NotPossibleError
from ivr.exchange.clock import ToldClock
from ivr.exchange.deliveries import Delivery, Receipt
from ivr.exchange.events import Event, Warned
from ivr.exchange.exchange import Exchange
from ivr.exchange.handset import Site
from ivr.exchange.outcomes import Reader, words_of
from ivr.exchange.transcripts import rung
from ivr.menu.model import Helpline
from ivr.simulator import handset
from ivr.simulator.agreement import Version, difference
from ivr.simulator.paper import Paper
from ivr.simulator.steps import Act, Outcome
from ivr.simulator.transcript import Transcript
from ivr.texts.send import Worker, drain
from ivr.web.switchboard import Decide

_AT_ONCE: Final = Delivery(0, (Receipt("queued", 0), Receipt("sent", 0), Receipt("delivered", 0)))
_AFTER_S: Final = 5
_ENDS_A_SENTENCE: Final = (".", "?", "!")


class ApartError(HelplineError):
    """On paper and over HTTP a call has gone two ways. Its words are what each would have had happen."""


class Line:
    """A call over HTTP, and the same call on paper. All that is told of it is how it goes over HTTP."""

    def __init__(self, transcript: Transcript, menus: Helpline, site: Site, worker: Worker) -> None:
        """Ring as the transcript's caller does. Nothing of what it says to do is done. `worker` sends texts through the site's exchange."""
        self._paper = Paper(transcript, menus)
        self._site, self._worker = site, worker
        self._handset = rung(transcript, site)
        self._wrong: tuple[str, ...] = ()
        self.version = Version(transcript)
        self._tell((), self._handset.answered)

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self._paper.over

    def lines(self) -> Iterator[str]:
        """What came of the last act, to be read: the words as they were heard, the texts as they arrived."""
        return handset.lines(self._said, self._came, self._texts)

    def choices(self) -> str:
        """What can be typed now, in a few words."""
        return self._paper.choices()

    def read(self, typed: str) -> Act:
        """What a caller does who types this now; ValueError says what could be typed instead."""
        return self._paper.read(typed)

    def do(self, what: Act) -> None:
        """Do one thing; ValueError if the moment does not allow it."""
        self._paper.do(what)
        self._tell((what,), lambda: self._handset.do(what))

    def check(self) -> None:
        """`ApartError` if the call has gone two ways."""
        if apart := difference(self._paper.version, replace(self.version, amiss=self._amiss)):
            raise ApartError(f"On paper and over HTTP this call goes two ways.\n{apart}")

    def end(self) -> None:
        """Put the receiver down; `ApartError` for what is amiss only then."""
        self._handset.end()
        self.check()

    @property
    def _amiss(self) -> tuple[str, ...]:
        warned = (event for event in self._handset.call.events if isinstance(event, Warned))
        return (*map(str, warned), *map(str, self._site.exchange.texts.alerts), *self._wrong)

    def _tell(self, acts: tuple[Act, ...], happens: Callable[[], tuple[Outcome, ...]]) -> None:
        try:
            self._came = happens()
        except ExchangeError as wrong:
            self._came, self._wrong = (), (*self._wrong, str(wrong))
        self._said = tuple(_paragraphs(self._handset.events, self._site.reader))
        self._texts = self._sent()
        self.version = self.version.then((*acts, *self._came), self._said, self._texts)

    def _sent(self) -> tuple[str, ...]:
        """The texts that arrive now that the worker sends what is due."""
        before = len(self.version.texts)
        drain(self._worker)
        self._site.clock.settle()
        return tuple(message.body for message in self._site.exchange.texts.arrived[before:])


@contextmanager
def connected(
    transcript: Transcript, menus: Helpline, recordings: Recordings | None = None, *, decide: Decide = engine.decide
) -> Iterator[Line]:
    """Put a helpline up that speaks these menus for one call, and ring it as the transcript's caller does, when it does.

    `ApartError` at the end for what came to be amiss after the last check.
    """
    recordings = recordings or Catalogue()
    prompter, clock = Prompter(recordings, decide), TickingClock(transcript.at)
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory(prefix="ivr-", ignore_cleanup_errors=True)))
        spoken = transcript.given.applied(menus)
        up = opened.enter_context(installed(folder, spoken, clock, recordings=recordings, decide=prompter.decide))
        remember(up.store, transcript.memory, transcript.at)
        site = _site(up, clock, prompter.read)
        opened.callback(site.clock.advance, _AFTER_S)  # however it ends, the helpline hears of it before it is taken down
        opened.callback(site.exchange.close)
        line = Line(transcript, menus, site, up.worker(site.exchange))
        yield line
        line.end()


def _site(up: Installation, clock: TickingClock, reader: Reader) -> Site:
    now = ToldClock(clock())
    exchange = Exchange(up.account.sid, up.account.token, now, pace=lambda _: 0)
    exchange.texts.delivery = _AT_ONCE
    up.connect(exchange)
    return Site(
        exchange=exchange,
        clock=now,
        menus=up.menus,
        journal=up.journal,
        set_clock=clock.set,
        break_next=_unbroken,
        reader=reader,
    )


def _unbroken() -> None:
    raise NotPossibleError("nothing of this helpline is made to fail")


def _paragraphs(events: Sequence[Event], reader: Reader) -> Iterator[str]:
    """What was said, each sentence whole: where recordings are played, a prompt is many things said."""
    so_far: list[str] = []
    for words in (words_of(event, reader) for event in events):
        so_far += [words] if words else []
        if words.endswith(_ENDS_A_SENTENCE):
            yield " ".join(so_far)
            so_far = []
    if so_far:
        yield " ".join(so_far)
