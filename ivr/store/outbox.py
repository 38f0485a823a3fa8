"""The texts that wait to be sent, for any number of workers.

Knows rows and states, and nothing of providers. Each method is one transaction, over before it returns: the database is never held
open while a provider is asked. A worker that finds a text in another's hands passes on to the next (SKIP LOCKED on PostgreSQL; on
SQLite writers take turns).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping, bindparam, delete, func, select, update

from ivr.store.database import Database
from ivr.store.dialects import INSERTS
from ivr.store.tables import OPT_OUTS, TEXTS
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Job
from ivr.texts.states import TextState, after

_ONE_DUE: Final = (
    select(TEXTS).where(TEXTS.c.due_at <= bindparam("now")).order_by(TEXTS.c.due_at).limit(1).with_for_update(skip_locked=True)
)
_BY_ID: Final = select(TEXTS.c.state, TEXTS.c.sid).where(TEXTS.c.id == bindparam("the")).with_for_update()
_CHANGE: Final = update(TEXTS).where(TEXTS.c.id == bindparam("the"))
_CLAIM: Final = _CHANGE.values({name: bindparam(name) for name in ("state", "due_at", "tried_at", "tries", "changed_at")})
_NEWS: Final = _CHANGE.values(
    state=bindparam("state"),
    due_at=bindparam("due_at"),
    sid=func.coalesce(TEXTS.c.sid, bindparam("sid")),
    code=func.coalesce(bindparam("code"), TEXTS.c.code),
    changed_at=bindparam("changed_at"),
)
_BACK: Final = _CHANGE.where(TEXTS.c.state == TextState.SENDING.value).values(
    state=TextState.QUEUED.value, due_at=bindparam("due_at"), changed_at=bindparam("changed_at")
)
_OPT_OUT: Final = {dialect: insert(OPT_OUTS).on_conflict_do_nothing() for dialect, insert in INSERTS.items()}
_ALL: Final = select(TEXTS).order_by(TEXTS.c.asked_at)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text as staff see it: never the number, only how it ends. `code` is the provider's reason, where it gave one."""

    id: str
    call: str
    text: str
    state: TextState
    ends: str
    asked_at: datetime
    changed_at: datetime
    code: int | None


@dataclass(frozen=True, slots=True)
class Texts:
    """The outbox in this database (`ivr.texts.outbox.Outbox`)."""

    database: Database

    def claim(self, now: datetime, until: datetime) -> Job | None:
        """Take the text that has been due longest; nobody else has it before `until`."""
        with self.database.writing("claiming a text") as connection:
            row = connection.execute(_ONE_DUE, {"now": now}).mappings().first()
            if row is None:
                return None
            job = _job(row, now, until)
            mine = {"state": TextState.SENDING.value, "due_at": until, "tried_at": job.tried_at, "tries": job.tries}
            connection.execute(_CLAIM, {"the": job.id, "changed_at": now, **mine})
        return job

    def mark(
        self, id: str, news: TextState, now: datetime, *, sid: str | None = None, code: int | None = None, due: datetime | None = None
    ) -> bool:
        """Weigh news against what is known (`ivr.texts.states.after`). False where there is no such text."""
        with self.database.writing("marking a text") as connection:
            row = connection.execute(_BY_ID, {"the": id}).first()
            if row is None:
                return False
            state = after(TextState(row.state), news)
            told = {"sid": sid, "code": code, "due_at": due if state is TextState.UNKNOWN else None}
            connection.execute(_NEWS, {"the": id, "state": state.value, "changed_at": now, **told})
        return True

    def put_back(self, id: str, due: datetime, now: datetime) -> None:
        """Queue a text again that was certainly not sent; one whose receipt has come meanwhile is left alone."""
        with self.database.alone("putting a text back") as connection:
            connection.execute(_BACK, {"the": id, "due_at": due, "changed_at": now})

    def knows(self, sid: str) -> bool:
        """Whether the provider's id belongs to a text already."""
        with self.database.reading("looking for a receipt's text") as connection:
            return connection.execute(select(TEXTS.c.id).where(TEXTS.c.sid == sid).limit(1)).first() is not None

    def opted_out(self, number: str) -> bool:
        """Whether this number, in E.164, wants no texts from us."""
        with self.database.reading("looking for an opt-out") as connection:
            return connection.execute(select(OPT_OUTS.c.since).where(OPT_OUTS.c.number == number)).first() is not None

    def opt_out(self, number: str, at: datetime) -> None:
        """Keep that this number wants no texts from us."""
        with self.database.alone("keeping an opt-out") as connection:
            connection.execute(_OPT_OUT[connection.dialect.name], {"number": number, "since": at})

    def opt_in(self, number: str) -> None:
        """Forget that this number wanted no texts."""
        with self.database.alone("ending an opt-out") as connection:
            connection.execute(delete(OPT_OUTS).where(OPT_OUTS.c.number == number))

    def all(self) -> list[Outgoing]:
        """Every text, oldest first."""
        with self.database.reading("reading texts") as connection:
            return [_outgoing(row) for row in connection.execute(_ALL).mappings()]


def _job(row: RowMapping, now: datetime, until: datetime) -> Job:
    return Job(
        id=row["id"],
        to=Mobile(row["number"]),
        body=row["body"],
        was=TextState(row["state"]),
        tried_at=row["tried_at"] or now,
        until=until,
        tries=row["tries"] + 1,
    )


def _outgoing(row: Mapping[Any, Any]) -> Outgoing:
    names = ("id", "call", "text", "asked_at", "changed_at", "code")
    return Outgoing(state=TextState(row["state"]), ends=(row["number"] or "")[-3:], **{name: row[name] for name in names})
