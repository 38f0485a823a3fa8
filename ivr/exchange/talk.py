"""A call that follows documents: fetches one, plays its verbs in order, goes where the last of them leads.

Knows how documents follow one another; what each verb does is in `ivr.exchange.verbs`. A talk inside another (what is played in a queue)
is one with fewer verbs and more to tell.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.alerts import AlertError
from ivr.exchange.answers import opened
from ivr.exchange.call import Call
from ivr.exchange.document import ANYWHERE, WAITING, Document, read
from ivr.exchange.events import Warned
from ivr.exchange.plant import Plant, noting
from ivr.exchange.steps import RAN_OUT, End, Fetch, Inline, Next

MOST_IN_NO_TIME: Final = 50  # documents within a second and without a key: it goes round (contract 3.20, 3.31)
_NO_TIME: Final = timedelta(seconds=1)
_NOTHING: Final = Document((), None)


@dataclass(eq=False, slots=True)
class Talk:
    """One call's way through documents. `more` is told with every request besides what always is; `verbs` plays each verb."""

    plant: Plant
    call: Call
    verbs: Mapping[str, "Verb"]
    allowed: frozenset[str] = ANYWHERE
    more: Callable[[], Mapping[str, str]] = dict
    document: Document = _NOTHING
    method: str = "POST"
    _quick: deque[datetime] = field(default_factory=deque)

    def within(self, allowed: frozenset[str], more: Callable[[], Mapping[str, str]]) -> "Talk":
        """A talk inside this one."""
        return replace(self, allowed=allowed, more=more, _quick=deque())

    def follow(self, step: Next) -> End:
        """Follow documents to their end. `AlertError` and interruptions go through."""
        while not isinstance(step, End):
            step = self.one(step)
        return step

    def one(self, step: Fetch | Inline) -> Next:
        """Follow one document; what comes after it."""
        self._goes_on()
        self.document = self._read(step)
        if self.document.verbs and self.document.verbs[0].tag != "Reject":
            self.call.answer()
        for verb in self.document.verbs:
            self.call.check()
            if then := self.verbs[verb.tag](self, verb):
                return then
        return End(RAN_OUT)

    def action(self, verb: Element, news: Mapping[str, str], name: str = "action") -> Fetch | None:
        """What a verb's action asks for; None where it has none."""
        if name not in verb.attrib:
            return None
        url = absolute(verb.attrib[name], self.document.url, verb.tag, name)
        return Fetch(url, verb.get("method", "POST"), news)

    def again(self, news: Mapping[str, str]) -> Fetch:
        """The same document once more: the action of a Gather or Record that names none (contract 3.9, 3.24)."""
        if self.document.url is None:
            raise AlertError(11100, "3.27", "there is no address to go back to")
        return Fetch(self.document.url, self.method, news)

    def tell_only(self, step: Fetch | None) -> None:
        """Ask for a document that nobody is left to hear: it is held to the rules and not followed (contract 3.35)."""
        if step:
            try:
                self._read(step)
            except AlertError as alert:
                self.warn(alert)

    def moved(self) -> None:
        """The caller has done something: whatever comes now does not come by itself."""
        self._quick.clear()

    def warn(self, alert: AlertError) -> None:
        """Write an alert down."""
        self.call.tell(Warned(alert.code, alert.contract, str(alert)))

    def _read(self, step: Fetch | Inline) -> Document:
        if isinstance(step, Inline):
            return read(step.twiml.encode(), None, self.allowed)
        standing = {**self.plant.standing(self.call), **self.more()}
        answer = self.plant.wire.webhook(step.method, step.url, standing, step.news, noting(self.call))
        self.method = step.method
        return opened(answer, self.allowed)

    def _goes_on(self) -> None:
        now = self.plant.clock.now()
        self._quick.append(now)
        if len(self._quick) > MOST_IN_NO_TIME and now - self._quick.popleft() < _NO_TIME:
            clause = "3.31" if self.allowed == WAITING else "3.20"
            raise AlertError(12200, clause, f"{MOST_IN_NO_TIME} documents in no time: it goes round", url=self.document.url or "")


Verb = Callable[[Talk, Element], Next | None]
