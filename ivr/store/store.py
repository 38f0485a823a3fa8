"""The memory of the helpline, as the other rooms see it.

Knows which of its parts does what. Everything it is asked raises `StoreError` where the database does anything wrong, and then
nothing of what was asked is kept.
"""

from dataclasses import dataclass
from datetime import datetime

from ivr.call.turn import SendText, Turn
from ivr.menu.service import Texting
from ivr.store import asked, calls, database, schema
from ivr.store.calls import Message
from ivr.store.database import Database
from ivr.store.journal import Journal, Kept
from ivr.store.judging import Terms
from ivr.store.outbox import Texts
from ivr.store.sent import Outgoing, Sent
from ivr.store.sessions import Sessions
from ivr.store.staff import Register
from ivr.store.takes import Takes
from ivr.store.tries import Tries
from ivr.texts.promising import Unpromised
from ivr.texts.states import TextState


@dataclass(frozen=True, slots=True)
class Store:
    """One database. `outbox` is what a worker sends from, `sent` what became of it.

    `staff`, `sessions` and `tries` are what the porter lets people in by.
    `takes` is what was read for the recordings, and not kept yet.
    """

    database: Database
    turns: Journal
    outbox: Texts
    sent: Sent
    staff: Register
    sessions: Sessions
    tries: Tries
    takes: Takes

    def migrate(self) -> None:
        """Make the database, or bring it up to what this version needs. Any number of processes may do so at once."""
        schema.migrate(self.database)

    def ready(self) -> bool:
        """True where the database can be written and is what this version needs; `StoreError` where it is not."""
        schema.check(self.database)
        return True

    def close(self) -> None:
        """Let go of every connection."""
        self.database.engine.dispose()

    def keep_turn(  # noqa: PLR0917 - six facts that only ever come together, in the order they are known
        self, call: str, step: str, at: datetime, heard: str, turn: Turn, number: str | None
    ) -> bool:
        """Write a turn down with all that it promised, in one transaction. False: it was written down before, and nothing was done.

        `step` names this turn of this call for good; `number` is the caller's, as Twilio gave it, or None where it is withheld.
        """
        return self.turns.keep(Kept.of(call, step, at, heard, turn), turn.does, number)

    def judge_turn(  # noqa: PLR0917 - as above, and the terms
        self, call: str, step: str, at: datetime, heard: str, turn: Turn, number: str | None, terms: Terms
    ) -> Unpromised | None:
        """Write a turn that promises a text down, if the text may be promised. If not, why, and the turn that tells why is written down.

        One that was written down before is not judged again: the same answer, whatever has been promised since.
        """
        return self.turns.judge(Kept.of(call, step, at, heard, turn), turn.does, number, terms)

    def promise(self, message: str, at: datetime, wanted: SendText, rules: Texting) -> Unpromised | None:
        """Promise a text to whoever asked for it by the text that the provider knows as `message`, if it may be; if not, why."""
        return asked.promise(self.database, message, at, wanted, rules)

    def denials(self) -> dict[Unpromised, int]:
        """How often a text was not promised, by the reason."""
        return self.turns.denials()

    def call_ended(self, call: str, status: str, seconds: int, at: datetime) -> None:
        """Note how a call ended. May come before its last turn, and twice."""
        calls.ended(self.database, call, status, seconds, at)

    def recording_ready(self, recording: str, call: str, *, url: str, seconds: int, status: str, at: datetime) -> None:
        """Note that a recording can be fetched, or (by `status`) cannot. May come before the turn that left it, and twice."""
        calls.recording_ready(self.database, recording, call, url=url, seconds=seconds, status=status, at=at)

    def receipt(self, id: str, state: TextState, at: datetime, sid: str | None = None, code: int | None = None) -> bool:
        """Note a receipt for the text with our `id`. May come before we know that it was sent. False: there is no such text."""
        return self.outbox.receipt(id, state, at, sid=sid, code=code)

    def opt_out(self, number: str, at: datetime) -> None:
        """Keep that a number, in E.164, wants no texts from us."""
        self.outbox.opt_out(number, at)

    def opt_in(self, number: str) -> None:
        """Forget that a number wanted no texts."""
        self.outbox.opt_in(number)

    def opted_out(self, number: str) -> bool:
        """Whether a number wants no texts from us."""
        return self.outbox.opted_out(number)

    def journal(self, call: str) -> list[Kept]:
        """The turns of a call, in order."""
        return self.turns.read(call)

    def texts(self, since: datetime | None = None) -> list[Outgoing]:
        """Every text, oldest first; with `since`, an aware datetime, only those promised at that moment or later."""
        return self.sent.all(since)

    def messages(self) -> list[Message]:
        """Every message that was left, oldest first."""
        return calls.messages(self.database)


def connect(url: str) -> Store:
    """The store at a SQLAlchemy URL; nothing is opened yet. Raises `OperatorError` for a URL that names no database."""
    found = database.at(url)
    return Store(found, Journal.of(found), Texts(found), Sent(found), Register(found), Sessions(found), Tries(found), Takes(found))
