"""What a helpline on paper remembers of numbers: the texts that each has been promised, and which want none.

Knows what a real one knows from its store, and judges by the same rules (`ivr.texts.promising`).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from ivr.call.turn import Effect, KeepNumber, Offer, SendText, SendToKept, StartTexts, StopTexts
from ivr.menu.service import Texting
from ivr.texts.numbers import Mobile
from ivr.texts.promising import Had, Unpromised, day_began, lately_began, why_not


@dataclass(frozen=True, slots=True)
class Promised:
    """A text that was promised."""

    text: str
    to: Mobile
    at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered. `typed` is the number that was typed and not yet confirmed."""

    promised: tuple[Promised, ...] = ()
    stopped: frozenset[Mobile] = frozenset()
    unreached: frozenset[Mobile] = frozenset()
    typed: Mobile | None = None

    def why_not(self, does: tuple[Effect, ...], rules: Texting, now: datetime) -> Unpromised | None:
        """Why what a turn does may not be done; None where it may."""
        for effect in does:
            if isinstance(effect, Offer | SendText):
                return why_not(effect.text, self._had(effect.to, now), rules)
            if isinstance(effect, SendToKept) and self.typed:
                return why_not(effect.text, self._had(self.typed, now), rules)
        return None

    def after(self, does: tuple[Effect, ...], now: datetime) -> "Memory":
        """What is remembered once a turn has done this."""
        memory = self
        for effect in does:
            memory = memory._after(effect, now)
        return memory

    def _after(self, effect: Effect, now: datetime) -> "Memory":
        match effect:
            case SendText(text, to):
                return replace(self, promised=(*self.promised, Promised(text, to, now)))
            case SendToKept(text) if self.typed:
                return replace(self, promised=(*self.promised, Promised(text, self.typed, now)), typed=None)
            case KeepNumber(to=to):
                return replace(self, typed=to)
            case StopTexts(to):
                return replace(self, stopped=self.stopped | {to})
            case StartTexts(to):
                return replace(self, stopped=self.stopped - {to})
        return self

    def _had(self, to: Mobile, now: datetime) -> Had:
        since = day_began(now)
        today = tuple(one.text for one in self.promised if one.to == to and one.at >= since)
        lately = sum(one.at >= lately_began(now) for one in self.promised)
        return Had(to in self.stopped, to in self.unreached, today, lately=lately)


NOTHING: Final = Memory()
