"""What sending needs: texts that were promised (`Outbox`), a provider that carries them (`Post`), and what it may answer.

Knows shapes only; `ivr.texts.send` is what is done with them.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ivr.texts.numbers import Mobile
from ivr.texts.states import TextState


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has the text. `sid` is its id for it, `code` its reason where it did not arrive."""

    sid: str
    state: TextState = TextState.SENT
    code: int | None = None


@dataclass(frozen=True, slots=True)
class TryLater:
    """The provider did not take the text, for certain: it was too busy, or was never reached."""

    code: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The provider was asked, and whether it took the text is not known."""

    code: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The provider will never take this text."""

    code: int | None = None


@dataclass(frozen=True, slots=True)
class KeptIn:
    """Nobody was asked to carry this text, and nobody will be: we do not text this number."""


Outcome = Accepted | TryLater | Unknown | Refused | KeptIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A text in a worker's hands until `until`. `was` is its state before.

    `asked_at` is when it was promised, `tried_at` when the provider may first have been asked to send it, `sid` the provider's id for it.
    """

    id: str
    to: Mobile
    body: str = field(repr=False)
    was: TextState
    asked_at: datetime
    tried_at: datetime
    until: datetime
    tries: int
    sid: str | None = None


class Outbox(Protocol):
    """The texts that were promised. Each method is a whole transaction: nothing is held open in between."""

    def claim(self, now: datetime, until: datetime) -> Job | None:
        """Take the text that has been due longest; nobody else has it before `until`. None where none is due."""

    def mark(
        self, id: str, news: TextState, now: datetime, *, sid: str | None = None, code: int | None = None, due: datetime | None = None
    ) -> bool:
        """Note news of a text, and when to look at it again unless it is the last. False where there is no such text.

        `sid` is the provider's id for it. Another text that was taken to have that id is in doubt again.
        """

    def put_back(self, job: Job, due: datetime, now: datetime) -> None:
        """Give a text that was certainly not sent back to the queue, unless it is in another's hands by now, who may be sending it."""

    def knows(self, sid: str) -> bool:
        """Whether the provider's id belongs to a text already."""

    def opted_out(self, number: str) -> bool:
        """Whether this number, in E.164, wants no texts from us."""

    def unreachable(self, number: str) -> int | None:
        """The provider's reason (`ivr.texts.reasons.LASTING`) why no text reaches this number, where that is remembered."""

    def opt_out(self, number: str, at: datetime) -> None:
        """Keep that this number wants no texts from us."""


class Post(Protocol):
    """The provider that carries texts."""

    def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
        """Hand a text over; its receipts go to the URL `status_callback`."""

    def found(self, to: Mobile, body: str, since: datetime) -> tuple[Accepted, ...] | Unknown:
        """The messages with these words that the provider has had for this number since then, oldest first."""

    def became(self, sid: str) -> Accepted | Unknown:
        """What has become of the message that the provider knows as `sid`."""
