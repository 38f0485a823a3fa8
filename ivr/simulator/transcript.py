"""A call written down: who rang, when, and what happened. The acceptance test, the bug report and the simulator's output in one.

Knows what a transcript holds and how to play it again; its form on the page is in `ivr.simulator.written`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ivr.errors import Where
from ivr.menu.model import Helpline
from ivr.menu.service import NOWHERE, Closure, Span, Texting
from ivr.simulator.memory import NOTHING, Memory, Promised
from ivr.simulator.play import Call, perform, ring
from ivr.simulator.situations import LINKS
from ivr.simulator.steps import Act, Step
from ivr.texts.numbers import Mobile, Refusal, from_caller_id
from ivr.texts.promising import day_began
from ivr.texts.written import ANONYMOUS, caller_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is otherwise than in the menus: lunch hours, days of closure, the emergency switch, the rules of texts.

    And what is remembered: the texts that a number has `had` earlier that day, that it has `stopped` them, and that the last one did not
    arrive and none would (`unreached`). It is the number `of` this, as people write it; the one that rings where none is named.
    """

    lunch: Span | None = None
    closure: tuple[date, date] | None = None
    emergency: bool = False
    of: str = ""
    had: tuple[str, ...] = ()
    stopped: bool = False
    unreached: bool = False
    answerable: bool = True
    islands: bool = True
    discreet: bool = True
    most_to_a_number_in_a_day: int | None = None
    most_in_an_hour: int | None = None

    def applied(self, helpline: Helpline) -> Helpline:
        """The helpline as it would be then."""
        hours = helpline.hours
        if self.lunch:
            hours = replace(hours, lunch=self.lunch)
        if self.closure:
            hours = replace(hours, closures=(*hours.closures, Closure(*self.closure, say="We are closed for a few days.")))
        if self.emergency:
            hours = replace(hours, emergency=replace(hours.emergency, closed=True))
        return replace(helpline, hours=hours, texting=self._texting(helpline.texting), short_links=helpline.short_links or LINKS)

    def memory(self, from_: str, at: datetime) -> Memory:
        """What is remembered at this moment, where this number rings."""
        number = caller(self.of or from_)
        if not isinstance(number, Mobile):
            return NOTHING
        earlier = tuple(Promised(text, number, day_began(at)) for text in self.had)
        its = frozenset({number})
        return Memory(earlier, its if self.stopped else frozenset(), its if self.unreached else frozenset())

    def _texting(self, rules: Texting) -> Texting:
        return replace(
            rules,
            answerable=rules.answerable and self.answerable,
            islands=rules.islands and self.islands,
            discreet=rules.discreet and self.discreet,
            most_to_a_number_in_a_day=_or(self.most_to_a_number_in_a_day, rules.most_to_a_number_in_a_day),
            most_in_an_hour=_or(self.most_in_an_hour, rules.most_in_an_hour),
        )


def _or(given: int | None, usual: int) -> int:
    return usual if given is None else given


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One call. `from_` is the number that rang, as people write it, or `withheld`; `adviser` says it rang the adviser line."""

    name: str
    at: datetime
    from_: str
    steps: tuple[Step, ...]
    given: Given = Given()
    adviser: bool = False
    where: Where = NOWHERE

    @property
    def acts(self) -> tuple[Act, ...]:
        """What the caller did."""
        return tuple(step for step in self.steps if isinstance(step, Act))

    @property
    def memory(self) -> Memory:
        """What is remembered as it rings."""
        return self.given.memory(self.from_, self.at)

    @property
    def rung(self) -> "Transcript":
        """The same call when nothing has happened yet."""
        return replace(self, steps=())


def played(transcript: Transcript, helpline: Helpline) -> Transcript:
    """The same caller doing the same things now: the transcript as it happens with these menus."""
    return replace(transcript, steps=tuple(perform(begin(transcript, helpline), transcript.acts)))


def begin(transcript: Transcript, helpline: Helpline) -> Call:
    """Ring as the transcript's caller does."""
    given, from_ = transcript.given.applied(helpline), caller(transcript.from_)
    return ring(given, from_, transcript.at, adviser=transcript.adviser, memory=transcript.memory)


def caller(from_: str) -> Mobile | Refusal:
    """What is known of who rings from this number."""
    return from_caller_id(caller_id(from_) or ANONYMOUS)
