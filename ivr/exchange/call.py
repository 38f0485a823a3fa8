"""One call: what its handset can do, and what the exchange waits for on it.

The handset's half is what a person has: keys, a voice, a cradle. The other half is for the verbs: it waits, and is interrupted by whatever
takes the call elsewhere. Everything that changes does so under the clock's lock. Knows nothing of TwiML or HTTP.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

from ivr.exchange.alerts import ExchangeError, NotPossibleError
from ivr.exchange.clock import Clock, elapsed_s
from ivr.exchange.ears import Ears
from ivr.exchange.events import Ended, Entry, Event, Listener, Pressed
from ivr.exchange.interruptions import Interruption, RangOff
from ivr.exchange.voice import Stretch

B = TypeVar("B", bound=Interruption)
_KEYS: Final = frozenset("0123456789*#")


@dataclass(eq=False, slots=True, kw_only=True)
class Call:
    """A call from its ringing to its end. `log` holds all that happened, oldest first; `failure` what stopped the exchange itself."""

    sid: str
    clock: Clock
    from_: str = field(repr=False)
    to: str = field(repr=False)
    direction: str = "inbound"
    parent: str = ""
    status: str = "ringing"
    began: datetime
    answered: datetime | None = None
    ended: datetime | None = None
    failure: ExchangeError | None = None
    log: list[Entry] = field(default_factory=list)
    listeners: list[Listener] = field(default_factory=list)
    queue: str = ""
    _ears: Ears | None = None
    _interruptions: list[Interruption] = field(default_factory=list)
    _rang_off: bool = False
    _spoken: int = 0
    _heard: int = 0
    _voice: list[Stretch] = field(default_factory=list)

    # What a person at the handset does.

    def press(self, keys: str) -> None:
        """Press keys, one after another. `NotPossibleError` once the call is over, or for what is no key."""
        if not keys or not set(keys) <= _KEYS:
            raise NotPossibleError("keys are 0 to 9, * and #")
        with self.clock.lock:
            self._alive()
            for key in keys:
                heard = self._ears is not None and self._ears.hear(key)
                self.tell(Pressed(key, heard))
            self.clock.changed()

    def speak(self, seconds: float, sound: bytes = b"") -> None:
        """Speak, from now, for so long; 0 for a stretch of silence. What a microphone takes comes in stretches, one after another.

        `sound` are the raw samples of the stretch, if there are any to be heard back: 8 kHz, mono, 16-bit little-endian (in the terms
        of RFC 2586 L16 at 8000, with the bytes the other way round). `NotPossibleError` once the call is over, or for half a sample.
        """
        with self.clock.lock:
            self._alive()
            self._voice.append(Stretch(self.clock.now(), seconds, sound))
            self.clock.changed()

    def hang_up(self) -> None:
        """Ring off. A second time, or after the end, does nothing."""
        with self.clock.lock:
            if not self.over and not self._rang_off:
                self._rang_off = True
                self.interrupt(RangOff())

    def heard(self, number: int) -> None:
        """What was said or played under this number has been heard to its end, sooner than was thought."""
        with self.clock.lock:
            self._heard = max(self._heard, min(number, self._spoken))  # what is still to come has not been heard
            self.clock.changed()

    def pick_up(self) -> None:
        """Answer a call that is ringing here."""
        with self.clock.lock:
            self._alive()
            self.answer()
            self.clock.changed()

    @property
    def rang_off(self) -> bool:
        """Whether whoever was at the handset rang off."""
        return self._rang_off

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self.ended is not None

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, without the times."""
        return tuple(entry.event for entry in self.log)

    # What the exchange does with it.

    def tell(self, event: Event) -> None:
        """Write an event down, and tell whoever listens."""
        with self.clock.lock:
            entry = Entry(self.clock.now(), self.sid, event)
            self.log.append(entry)
            listeners = tuple(self.listeners)
        for listener in listeners:
            listener(entry)

    def answer(self) -> None:
        """Take the call off the hook, unless it is already."""
        if self.answered is None:
            self.answered, self.status = self.clock.now(), "in-progress"

    def end(self, reason: str, status: str = "completed") -> None:
        """Nothing more happens in this call."""
        with self.clock.lock:
            if self.over:
                return
            self.ended, self.status = self.clock.now(), status
            self._ears = None
            self.clock.changed()
        self.tell(Ended(reason))

    @property
    def seconds(self) -> int:
        """How long the call has lasted since it was answered; not less than nothing, though the clock be set back in it."""
        return round(elapsed_s(self.answered, self.ended or self.clock.now())) if self.answered else 0

    def interrupt(self, by: Interruption) -> None:
        """Break off what the call is waiting for."""
        with self.clock.lock:
            self._interruptions.append(by)
            self.clock.changed()

    def rest(self, seconds: float | None, until: Callable[[], bool] = lambda: False) -> bool:
        """Let time go by: True as soon as `until()` is, else False when it is up. Raises whatever interrupts."""
        came = self.clock.wait(lambda: bool(self._interruptions) or until(), seconds)
        with self.clock.lock:
            self.check()
            return came and until()

    def check(self) -> None:
        """Raise what has interrupted the call, if anything has. Ringing off goes before all else, and stays."""
        with self.clock.lock:
            if self._rang_off:
                raise RangOff
            if self._interruptions:
                raise self._interruptions.pop(0)

    def forget(self, kind: type[B]) -> tuple[B, ...]:
        """What of this kind was to interrupt the call, and comes too late; it does no more."""
        with self.clock.lock:
            late = tuple(by for by in self._interruptions if isinstance(by, kind))
            self._interruptions = [by for by in self._interruptions if not isinstance(by, kind)]
            return late

    def utter(self) -> int:
        """The number of what is said or played next."""
        with self.clock.lock:
            self._spoken += 1
            return self._spoken

    def listen(self, seconds: float, number: int, until: Callable[[], bool] = lambda: False) -> bool:
        """Let what has this number be heard; True if `until()` broke it off."""
        self.rest(seconds, lambda: self._heard >= number or until())
        with self.clock.lock:
            return until()

    def open_ears(self, ears: Ears) -> None:
        """Hear keys from now on."""
        with self.clock.lock:
            self._ears = ears

    def close_ears(self) -> None:
        """Hear no key from now on."""
        with self.clock.lock:
            self._ears = None

    @property
    def voice(self) -> tuple[Stretch, ...]:
        """All that was spoken at the handset, oldest first."""
        with self.clock.lock:
            return tuple(self._voice)

    def _alive(self) -> None:
        if self.over or self._rang_off:
            raise NotPossibleError("the call is over")
