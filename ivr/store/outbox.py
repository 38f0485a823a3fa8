"""The texts that wait to be sent, for any number of workers.

Knows rows and states, and nothing of providers. Each method is one transaction, over before it returns: the database is never held
open while a provider is asked. Every change of a text is one line in the log, with our id of it and never the number. A worker that
finds a text in another's hands passes on to the next (SKIP LOCKED on PostgreSQL; on SQLite writers take turns).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, select, text, update

from ivr.store import judging
from ivr.store.database import Database
from ivr.store.dialects import INSERTS
from ivr.store.tables import OPT_OUTS, TEXTS
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Job
from ivr.texts.reasons import ALARMS, OPTED_OUT, why
from ivr.texts.states import FINAL, TextState, after

Due = Callable[[datetime | None], datetime | None]  # when a text is to be looked at again, from when it was to be

LOG = logging.getLogger("ivr.texts")

_ONE_DUE: Final = (
    select(TEXTS).where(TEXTS.c.due_at <= bindparam("now")).order_by(TEXTS.c.due_at).limit(1).with_for_update(skip_locked=True)
)
_BY_ID: Final = (
    select(TEXTS.c.state, TEXTS.c.sid, TEXTS.c.code, TEXTS.c.due_at, TEXTS.c.changed_at, TEXTS.c.number)
    .where(TEXTS.c.id == bindparam("the"))
    .with_for_update()
)
_CHANGE: Final = update(TEXTS).where(TEXTS.c.id == bindparam("the"))
_CLAIM: Final = _CHANGE.values({name: bindparam(name) for name in ("state", "due_at", "tried_at", "tries", "changed_at")})
_NEWS: Final = _CHANGE.values(
    state=bindparam("state"),
    due_at=bindparam("due_at"),
    sid=func.coalesce(TEXTS.c.sid, bindparam("sid")),
    code=bindparam("code"),
    changed_at=bindparam("changed_at"),
)
_ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:sid, 0))")
_MISTAKEN: Final = (
    update(TEXTS)
    .where(TEXTS.c.sid == bindparam("taken"), TEXTS.c.id != bindparam("the"))
    .values(sid=None, state=TextState.UNKNOWN.value, due_at=bindparam("now"), changed_at=bindparam("now"))
)
_BACK: Final = _CHANGE.where(TEXTS.c.state == TextState.SENDING.value, TEXTS.c.due_at == bindparam("until")).values(
    state=TextState.QUEUED.value, due_at=bindparam("due"), changed_at=bindparam("now")
)
_OPT_OUT: Final = {dialect: insert(OPT_OUTS).on_conflict_do_nothing() for dialect, insert in INSERTS.items()}


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
            # To be asked after what became of it makes a text neither less sent nor younger.
            state, at = (job.was, row["changed_at"]) if job.was is TextState.SENT else (TextState.SENDING, now)
            mine = {"state": state.value, "due_at": until, "tried_at": job.tried_at, "tries": job.tries}
            connection.execute(_CLAIM, {"the": job.id, "changed_at": at, **mine})
        if job.was is TextState.SENT:
            LOG.info("text %s: %s, and no word of it since", job.id, state.value)
        else:
            LOG.info("text %s: %s, for the %d. time", job.id, state.value, job.tries)
        return job

    def mark(
        self, id: str, news: TextState, now: datetime, *, sid: str | None = None, code: int | None = None, due: datetime | None = None
    ) -> bool:
        """Weigh news against what is known (`ivr.texts.states.after`). False where there is no such text."""
        return self._weigh(id, news, now, sid, code, lambda _: due)

    def receipt(self, id: str, news: TextState, now: datetime, *, sid: str | None, code: int | None) -> bool:
        """The same for a receipt, which leaves it to the worker when to look at the text again."""
        return self._weigh(id, news, now, sid, code, lambda was_due: was_due)

    def _weigh(  # noqa: PLR0917 - news, field by field
        self, id: str, news: TextState, now: datetime, sid: str | None, code: int | None, due: Due
    ) -> bool:
        with self.database.writing("marking a text") as connection:
            if sid and not self.database.sqlite:  # there, writers take turns anyway
                connection.execute(_ONE_AT_A_TIME, {"sid": sid})
            row = connection.execute(_BY_ID, {"the": id}).first()
            if row is None:
                return False
            if sid and row.sid is None:
                _take_away(connection, sid, id, now)
            was = TextState(row.state)
            state = after(was, news)
            # A reason goes with the news that counts: what knows less changes none, and what knows more does away with it.
            reason = row.code if news is not state else code or (row.code if state is was else None)
            told = {"sid": sid, "code": reason, "due_at": None if state in FINAL else due(row.due_at)}
            at = now if state is not was else row.changed_at  # news that is none makes a text no younger
            connection.execute(_NEWS, {"the": id, "state": state.value, "changed_at": at, **told})
            # A messaging service takes a text first, and may tell only later that its number has said STOP. What is told again later is
            # old: the number may have said START since.
            if code == OPTED_OUT and state not in {was, TextState.REFUSED} and row.number:
                connection.execute(_OPT_OUT[connection.dialect.name], {"number": row.number, "since": now})
        if state is not was:
            _log(id, state, code)
        return True

    def put_back(self, job: Job, due: datetime, now: datetime) -> None:
        """Queue a text again that was certainly not sent; one whose receipt has come, or whose claim is another's by now, is left alone."""
        with self.database.alone("putting a text back") as connection:
            done = connection.execute(_BACK, {"the": job.id, "until": job.until, "due": due, "now": now}).rowcount
        if done:
            _log(job.id, TextState.QUEUED, None)

    def knows(self, sid: str) -> bool:
        """Whether the provider's id belongs to a text already."""
        with self.database.reading("looking for a receipt's text") as connection:
            return connection.execute(select(TEXTS.c.id).where(TEXTS.c.sid == sid).limit(1)).first() is not None

    def opted_out(self, number: str) -> bool:
        """Whether this number, in E.164, wants no texts from us."""
        with self.database.reading("looking for an opt-out") as connection:
            return connection.execute(select(OPT_OUTS.c.since).where(OPT_OUTS.c.number == number)).first() is not None

    def unreachable(self, number: str) -> int | None:
        """Why no text reaches this number: the last that is remembered did not arrive, for a reason that lasts."""
        with self.database.reading("looking for what became of a text") as connection:
            return judging.lasting(connection, number)

    def opt_out(self, number: str, at: datetime) -> None:
        """Keep that this number wants no texts from us."""
        with self.database.alone("keeping an opt-out") as connection:
            connection.execute(_OPT_OUT[connection.dialect.name], {"number": number, "since": at})

    def opt_in(self, number: str) -> None:
        """Forget that this number wanted no texts."""
        with self.database.alone("ending an opt-out") as connection:
            connection.execute(delete(OPT_OUTS).where(OPT_OUTS.c.number == number))


def _take_away(connection: Connection, sid: str, id: str, now: datetime) -> None:
    """Where a text in doubt took the message of another of the same words for its own, before that other was known to have it."""
    if connection.execute(_MISTAKEN, {"taken": sid, "the": id, "now": now}).rowcount:
        LOG.info("a text is in doubt again: its message belongs to text %s", id)


def _log(id: str, state: TextState, code: int | None) -> None:
    if code is not None and code in ALARMS:
        LOG.error("text %s: %s (Twilio's error %d): %s", id, state.value, code, ALARMS[code])
    elif state is TextState.REFUSED:  # as a rule by us, who asked nobody
        LOG.info("text %s: refused: %s", id, why(state, code))
    else:
        LOG.info("text %s: %s%s", id, state.value, f" (Twilio's error {code})" if code else "")


def _job(row: RowMapping, now: datetime, until: datetime) -> Job:
    return Job(
        id=row["id"],
        to=Mobile(row["number"]),
        body=row["body"],
        was=TextState(row["state"]),
        asked_at=row["asked_at"],
        tried_at=row["tried_at"] or now,
        until=until,
        tries=row["tries"] + 1,
        sid=row["sid"],
    )
