"""The acts of a call, done at a handset, one by one, against a helpline that runs.

Knows what each act is at a handset, and when the helpline has answered it. What came of it is read in `ivr.exchange.outcomes`. Speech takes
no time here: a transcript tells what is said, not for how long.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, assert_never

from ivr.exchange.alerts import ExchangeError, NotPossibleError
from ivr.exchange.call import Call
from ivr.exchange.events import Asked, Bridged, Dialled, Event, Queued, Recorded, Recording, Requested
from ivr.exchange.exchange import Exchange
from ivr.exchange.interruptions import PutOut
from ivr.exchange.outcomes import Reader, Turned, outcomes, unread
from ivr.exchange.queues import Queue, Standing
from ivr.menu.model import Helpline
from ivr.simulator.steps import Act, AdviserDone, Breaks, Clock, GetsOut, Outcome, Press, RingOff, Speak, StaySilent, Wait

_STRANGER: Final = "+447700900999"
_WAITS: Final = "<Response><Enqueue waitUrl=''>{}</Enqueue></Response>"
_TAKES: Final = "<Response><Dial><Queue>{}</Queue></Dial></Response>"
_AFTER_S: Final = 5
_ENDS: Final = ("#", "*")  # a recording (contract 3.12)
_AWAITS: Final = (Asked, Recording, Queued, Dialled)  # after one of these it is the caller's turn


class Time(Protocol):
    """The time of an exchange that passes only when told, as `ivr.exchange.clock.ToldClock` has it."""

    def settle(self) -> None:
        """Let everything happen that needs no time."""

    def step(self) -> bool:
        """Let time pass to the next moment at which something falls due; False if nothing ever will."""

    def advance(self, seconds: float) -> None:
        """Let so much time pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A helpline that runs, and the exchange that leads to it, whose time is `clock`.

    `menus` are those it speaks; `journal` gives the turns it has written down of a call, in order; `set_clock` sets its time; `break_next`
    makes its next turn fail. `reader` knows what a recording says.
    """

    exchange: Exchange
    clock: Time
    menus: Helpline
    journal: Callable[[str], Sequence[Turned]]
    set_clock: Callable[[datetime], None]
    break_next: Callable[[], None]
    reader: Reader = unread


@dataclass(slots=True)
class Handset:
    """A person at a handset who does what is written.

    `_mark` counts what the log held before the last act, `_read` the turns of the journal that were told already.
    """

    site: Site
    call: Call
    _mark: int = 0
    _read: int = 0

    def answered(self) -> tuple[Outcome, ...]:
        """Wait until the helpline has answered; what came of it. `ExchangeError` as for `do`."""
        self.until_asked(self._mark)
        return self._outcomes()

    def do(self, what: Act) -> tuple[Outcome, ...]:
        """Do one thing, and wait until the caller is asked again; what came of it.

        `NotPossibleError` for what no telephone can do now, `ExchangeError` where what was heard is not what the helpline wrote down.
        """
        self._mark = len(self.call.log)
        self.act(what)
        return () if isinstance(what, Clock | RingOff) else self.answered()

    @property
    def events(self) -> tuple[Event, ...]:
        """All that has happened since the last act began."""
        return self.call.events[self._mark :]

    def end(self) -> None:
        """Put the receiver down, and wait for what is told only after the end. Raises what has stopped the exchange itself."""
        self.call.hang_up()
        self.site.clock.advance(_AFTER_S)
        if self.call.failure:
            raise self.call.failure

    def act(self, what: Act) -> None:
        """Do one thing."""
        match what:
            case Press(keys):
                self._press(keys)
            case StaySilent():
                self._lap()
            case Wait(place, seconds):
                self._queue.says[self.call.sid] = Standing(place, seconds)
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

    def _outcomes(self) -> tuple[Outcome, ...]:
        turns = self.site.journal(self.call.sid)[self._read :]
        self._read += len(turns)
        return tuple(outcomes(self.site.menus, self.call, self.events, turns, self.site.reader))

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
        if isinstance(awaited, Recording) and keys in _ENDS:
            self.call.press(keys)
            return
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
        if how == "bridged":
            self._meet(_TAKES).hang_up()
        elif how == "queue-full":
            self._queue.full_for.add(self.call.sid)
        elif how == "hangup":
            self.call.hang_up()
        else:
            self.call.interrupt(PutOut(how))

    def _speak(self, seconds: int, *, hung_up: bool) -> None:
        mark = len(self.call.log)
        awaited = self._awaits
        heard_s = min(seconds, awaited.longest_s) if isinstance(awaited, Recording) else seconds  # whoever goes on is not heard
        if heard_s:
            self.call.speak(heard_s)
            self.site.clock.advance(heard_s)
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
        """A stranger at the other end of the queue, with whom this call is now in conversation, and no other is."""
        mark = len(self.call.log)
        with self.site.exchange.clock.lock:  # who is meant is said before either can be taken
            other = self.site.exchange.place(_STRANGER, self.call.to, twiml.format(self._queue.name))
            taker, taken = (other, self.call) if twiml == _TAKES else (self.call, other)
            self._queue.meant[taker.sid] = taken.sid
        self.site.clock.settle()
        while not any(isinstance(event, Bridged) for event in self.call.events[mark:]):
            if not self.site.clock.step():
                raise ExchangeError("the two never meet")
        return other
