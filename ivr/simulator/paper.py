"""A telephone of paper that a person holds: act by act, with all that has happened so far.

Knows the engine alone. What a person types, and what they read, is put into words in `ivr.simulator.handset`.
"""

from collections.abc import Iterator
from typing import Protocol

from ivr.menu.model import Helpline
from ivr.simulator import handset
from ivr.simulator.agreement import Version
from ivr.simulator.play import Call, act
from ivr.simulator.steps import Act, Clock, RingOff
from ivr.simulator.transcript import Transcript, begin


class Telephone(Protocol):
    """What a person does with a telephone, of paper or not. It has rung, and the helpline has answered."""

    @property
    def over(self) -> bool:
        """Whether the call has ended."""

    @property
    def version(self) -> Version:
        """The call so far."""

    def lines(self) -> Iterator[str]:
        """What came of the last act, to be read."""

    def choices(self) -> str:
        """What can be typed now, in a few words."""

    def read(self, typed: str) -> Act:
        """What a caller does who types this now; ValueError says what could be typed instead."""

    def do(self, what: Act) -> None:
        """Do one thing."""

    def check(self) -> None:
        """Raise a `HelplineError` if the helpline did otherwise than it was to."""


class Paper:
    """A call on paper. `call` is where it has come to."""

    def __init__(self, transcript: Transcript, helpline: Helpline) -> None:
        """Ring as the transcript's caller does. Nothing of what it says to do is done."""
        self.call: Call = begin(transcript, helpline)
        self.version = Version(transcript).then(self.call.outcomes, self.call.words, self.call.texts)

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self.call.over

    def lines(self) -> Iterator[str]:
        """What came of the last act, to be read."""
        return handset.lines(self.call.words, self.call.outcomes, self.call.texts)

    def choices(self) -> str:
        """What can be typed now, in a few words."""
        return handset.choices(self.call)

    def read(self, typed: str) -> Act:
        """What a caller does who types this now; ValueError says what could be typed instead."""
        return handset.read(self.call, typed)

    def do(self, what: Act) -> None:
        """Do one thing; ValueError if the moment does not allow it."""
        self.call = act(self.call, what)
        came = () if isinstance(what, Clock | RingOff) else self.call.outcomes
        self.version = self.version.then((what, *came), self.call.words, self.call.texts)

    def check(self) -> None:
        """On paper the engine does what it does."""


def on_paper(transcript: Transcript, helpline: Helpline) -> Version:
    """The same caller doing the same things, on paper."""
    paper = Paper(transcript.rung, helpline)
    for what in transcript.acts:
        paper.do(what)
    return paper.version
