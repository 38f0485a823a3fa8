"""A call on paper, made over the telephone: the acts of a transcript, one by one, against a helpline that runs.

Knows what each act is at a handset, and when the helpline has answered it. What came of it is read in `ivr.exchange.outcomes`. Speech takes
no time here: a transcript tells what is said, not for how long.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, assert_never

from ivr.exchange.alerts import ExchangeError, NotPossibleError
from ivr.exchange.call import Call
from ivr.exchange.clock import ToldClock
from ivr.exchange.events import Asked, Bridged, Dialled, Queued, Recorded, Recording, Requested, Warned
from ivr.exchange.exchange import Exchange
from ivr.exchange.interruptions import PutOut
from ivr.exchange.outcomes import Turned, outcomes
from ivr.exchange.queues import Queue, Standing
from ivr.menu.model import Helpline
from ivr.simulator.steps import Act, AdviserDone, Breaks, Clock, GetsOut, Press, RingOff, Speak, StaySilent, Step, Wait
from ivr.simulator.transcript import Transcript

WITHHELD: Final = "anonymous"  # contract 1.4
_STRANGER: Final = "+447700900999"
_WAITS: Final = "<Response><Enqueue waitUrl=''>{}</Enqueue></Response>"
_TAKES: Final = "<Response><Dial><Queue>{}</Queue></Dial></Response>"
_AWAITS: Final = (Asked, Recording, Queued, Dialled)  # after one of these it is the caller's turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A helpline that runs, and the exchange that leads to it, whose time is `clock`.

    `menus` are those it speaks; `journal` gives the turns it has written down of a call, in order; `set_clock` sets its time; `break_next`
    makes its next turn fail.
    """

    exchange: Exchange
    clock: ToldClock
    menus: Helpline
    journal: Callable[[str], Sequence[Turned]]
    set_clock: Callable[[datetime], None]
    break_next: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A transcript as it happened over the telephone, its call, and what Twilio would have logged."""

    transcript: Transcript
    call: Call

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What was wrong with the TwiML, or with a callback."""
        return tuple(event for event in self.call.events if isinstance(event, Warned))


def made(transcript: Transcript, site: Site) -> Made:
    """The same caller doing the same things, over HTTP. `ExchangeError` for what no telephone can do, or if the exchange itself stops."""
    site.set_clock(transcript.at)
    site.exchange.queue(site.menus.queue.name)
    numbers = site.menus.numbers
    call = site.exchange.ring(_number(transcript.from_), numbers.adviser if transcript.adviser else numbers.helpline)
    steps = tuple(_performed(Handset(site, call), transcript))
    call.hang_up()
    site.clock.advance(5)  # what is told only after the end
    if call.failure:
        raise call.failure
    return Made(replace(transcript, steps=steps), call)


def _performed(handset: "Handset", transcript: Transcript) -> Iterator[Step]:
    handset.until_asked(0)
    yield from handset.outcomes(0)
    for what in transcript.steps:
        if isinstance(what, Act):
            yield what
            mark = len(handset.call.log)
            handset.act(what)
            if not isinstance(what, Clock | RingOff):
                handset.until_asked(mark)
                yield from handset.outcomes(mark)


@dataclass(slots=True)
class Handset:
    """A person at a handset who does what is written. `_read` counts the turns of the journal that were told already."""

    site: Site
    call: Call
    _read: int = 0

    def act(self, what: Act) -> None:
        """Do one thing."""
        match what:
            case Press(keys):
                self._press(keys)
            case StaySilent():
                self._lap()
            case Wait(place, seconds):
                self._queue.says = Standing(place, seconds)
                self._lap()
            case GetsOut(how):
                self._gets_out(how.value)
            case Speak(seconds, hung_up):
                self._speak(seconds, hung_up=hung_up)
            case Clock(at):
                self.site.set_clock(at)
            case Breaks():
                self._break()
            case AdviserDone(how):
                self._adviser_done(how.value)
            case RingOff():
                self.call.hang_up()
                self.site.clock.settle()
            case _:
                assert_never(what)

    def until_asked(self, mark: int) -> None:
        """Let time pass until it is the caller's turn, as it was not since `mark`, or the call is over."""
        self.site.clock.settle()
        while not self._asked(mark):
            if not self.site.clock.step():
                raise ExchangeError("nothing will ever happen in this call")

    def outcomes(self, mark: int) -> Iterator[Step]:
        """What came of the last act."""
        turns = self.site.journal(self.call.sid)[self._read :]
        self._read += len(turns)
        return outcomes(self.site.menus, self.call, self.call.events[mark:], turns)

    @property
    def _queue(self) -> Queue:
        return self.site.exchange.queue(self.site.menus.queue.name)

    @property
    def _awaits(self) -> object:
        return next(event for event in reversed(self.call.events) if isinstance(event, _AWAITS))

    def _asked(self, mark: int) -> bool:
        return self.call.over or any(isinstance(event, _AWAITS) for event in self.call.events[mark:])

    def _press(self, keys: str) -> None:
        awaited = self._awaits
        if not isinstance(awaited, Asked):
            msg = f"{type(awaited).__name__}: no key is awaited"
            raise NotPossibleError(msg)
        whole = awaited.most is not None or keys.endswith(awaited.finish)
        mark = len(self.call.log)
        self.call.press(keys if whole else keys + awaited.finish)
        self.site.clock.settle()
        if not any(isinstance(event, Requested) for event in self.call.events[mark:]):
            raise ExchangeError("the keys were pressed, and the helpline waits for more")

    def _lap(self) -> None:
        self.until_asked(len(self.call.log))

    def _gets_out(self, how: str) -> None:
        queue = self._queue
        if how == "bridged":
            self._meet(_TAKES).hang_up()
        elif how == "queue-full":
            queue.ahead = queue.max_size
        elif how == "hangup":
            self.call.hang_up()
        else:
            self.call.interrupt(PutOut(how))

    def _speak(self, seconds: int, *, hung_up: bool) -> None:
        mark = len(self.call.log)
        if seconds:
            self.call.speak(seconds)
            self.site.clock.advance(seconds)
        if any(isinstance(event, Recorded) for event in self.call.events[mark:]):
            return
        if hung_up:
            self.call.hang_up()
        else:
            self.call.press("#")

    def _break(self) -> None:
        self.site.break_next()
        if self.call.queue:
            self._lap()
        elif isinstance(self._awaits, Recording):
            self.call.press("#")
        else:
            self._press("1")

    def _adviser_done(self, how: str) -> None:
        if how == "completed":
            self._meet(_WAITS).hang_up()
        elif how == "no-answer":
            self._lap()
        else:
            msg = f"the wait for a caller in a queue never ends as {how}"
            raise NotPossibleError(msg)

    def _meet(self, twiml: str) -> Call:
        """A stranger at the other end of the queue, with whom this call is now in conversation."""
        mark = len(self.call.log)
        other = self.site.exchange.place(_STRANGER, self.call.to, twiml.format(self._queue.name))
        self.site.clock.settle()
        while not any(isinstance(event, Bridged) for event in self.call.events[mark:]):
            if not self.site.clock.step():
                raise ExchangeError("the two never meet")
        return other


def _number(from_: str) -> str:
    typed = "".join(from_.split())
    if typed == "withheld":
        return WITHHELD
    return f"+44{typed[1:]}" if typed.startswith("0") else typed
