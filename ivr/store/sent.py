"""The texts as staff see them, and as they are forgotten.

Knows rows, and what of them may be shown: how a number ends, and the whole of one only where a member of staff asks for that one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, or_, select, update

from ivr.menu.lines import AUTO_REPLY
from ivr.store.database import Database
from ivr.store.tables import CALLS, MESSAGES, TEXTS
from ivr.texts.send import Patience
from ivr.texts.states import LOST, TextState

_SHOWN: Final = ("id", "call", "text", "asked_at", "changed_at", "code", "discreet", "handled_at", "handled_by")
_ENDS: Final = 3  # digits of a number that are always shown
_MOST: Final = 200  # on a page


def _gone_wrong() -> ColumnElement[bool]:
    """Whoever asked for it does not have it, or nobody knows and nobody asks any more. Our answer to a text was asked for by nobody.

    A text that was to be looked at so long ago that it is worth sending no more has no worker, and none will send it.
    """
    in_doubt = and_(TEXTS.c.state.in_([TextState.UNKNOWN.value, TextState.SENT.value]), TEXTS.c.due_at.is_(None))
    left_lying = TEXTS.c.due_at < bindparam("overdue")
    return and_(TEXTS.c.text != AUTO_REPLY, or_(TEXTS.c.state.in_([state.value for state in LOST]), in_doubt, left_lying))


def _overdue(now: datetime) -> datetime:
    return now.astimezone(UTC) - Patience().first


_ALL: Final = select(TEXTS).order_by(TEXTS.c.asked_at)
_TO_RING: Final = select(TEXTS).where(_gone_wrong(), TEXTS.c.handled_at.is_(None)).order_by(TEXTS.c.asked_at.desc())
_HANDLED: Final = select(TEXTS).where(TEXTS.c.handled_at.is_not(None)).order_by(TEXTS.c.handled_at.desc())
_COUNTS: Final = select(TEXTS.c.state, func.count()).group_by(TEXTS.c.state)
_WAITING: Final = select(func.count()).where(_gone_wrong(), TEXTS.c.handled_at.is_(None))
_NUMBER: Final = select(TEXTS.c.number).where(TEXTS.c.id == bindparam("the"), _gone_wrong())
_HANDLE: Final = (
    update(TEXTS)
    .where(TEXTS.c.id == bindparam("the"), TEXTS.c.handled_at.is_(None))
    .values(handled_at=bindparam("at"), handled_by=bindparam("by"))
)
_REOPEN: Final = (
    update(TEXTS).where(TEXTS.c.id == bindparam("the"), TEXTS.c.handled_at.is_not(None)).values(handled_at=None, handled_by=None)
)
# What waits to be looked at again, or is promised and not sent, has its number for a reason.
_OVER: Final = and_(TEXTS.c.changed_at < bindparam("before"), TEXTS.c.due_at.is_(None))
_DROP: Final = delete(TEXTS).where(_OVER, TEXTS.c.state == TextState.UNCONFIRMED.value)
_ERASE: Final = update(TEXTS).where(_OVER, TEXTS.c.number.is_not(None)).values(number=None, body=None)
# Most texts go to the number that rang. Whoever left a message waits to be rung back: their number has a reason of its own.
_STILL_TO: Final = exists().where(TEXTS.c.call == CALLS.c.call, TEXTS.c.number.is_not(None))
_FORGOTTEN: Final = exists().where(TEXTS.c.call == CALLS.c.call, TEXTS.c.number.is_(None))
_LEFT_A_MESSAGE: Final = exists().where(MESSAGES.c.call == CALLS.c.call)
_ERASE_CALLER: Final = update(CALLS).where(CALLS.c.number.is_not(None), _FORGOTTEN, ~_STILL_TO, ~_LEFT_A_MESSAGE).values(number=None)
_COPIES: Final = select(TEXTS.c.id, TEXTS.c.sid).where(TEXTS.c.number.is_(None), TEXTS.c.sid.is_not(None)).order_by(TEXTS.c.changed_at)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text as staff see it: never the number, only how it ends ("" once it is forgotten). `code` is the provider's reason, if any.

    `discreet` is whether it was asked for in words that tell nobody who sent it. Where it did not arrive, `handled_at` is when a member of
    staff, `handled_by` (their id), dealt with it.
    """

    id: str
    call: str
    text: str
    state: TextState
    ends: str
    asked_at: datetime
    changed_at: datetime
    code: int | None
    discreet: bool = False
    handled_at: datetime | None = None
    handled_by: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The texts of this database, for staff, and for whoever forgets them (`ivr.texts.forget.Memory`)."""

    database: Database

    def all(self, since: datetime | None = None) -> list[Outgoing]:
        """Every text, oldest first; with `since`, only those promised at that moment or later."""
        wanted = _ALL if since is None else _ALL.where(TEXTS.c.asked_at >= since)
        with self.database.reading("reading texts") as connection:
            return [_outgoing(row) for row in connection.execute(wanted).mappings()]

    def counts(self) -> dict[TextState, int]:
        """How many texts are in each state; a state in which there is none is left out."""
        with self.database.reading("counting texts") as connection:
            return {TextState(state): count for state, count in connection.execute(_COUNTS)}

    def waiting(self, now: datetime) -> int:
        """How many texts did not arrive, and nobody has dealt with yet."""
        with self.database.reading("counting texts") as connection:
            return int(connection.execute(_WAITING, {"overdue": _overdue(now)}).scalar_one())

    def to_ring(self, now: datetime, most: int = _MOST) -> list[Outgoing]:
        """Texts that did not arrive, and nobody has dealt with yet: the latest first."""
        with self.database.reading("reading texts that did not arrive") as connection:
            return [_outgoing(row) for row in connection.execute(_TO_RING.limit(most), {"overdue": _overdue(now)}).mappings()]

    def handled(self, most: int = _MOST) -> list[Outgoing]:
        """Texts that did not arrive, and somebody has dealt with: what was dealt with last first."""
        with self.database.reading("reading texts that were dealt with") as connection:
            return [_outgoing(row) for row in connection.execute(_HANDLED.limit(most)).mappings()]

    def number(self, id: str, now: datetime) -> str | None:
        """The whole number, in E.164, of a text that did not arrive; None where it is forgotten, or the text is no such one."""
        with self.database.reading("reading a number to ring") as connection:
            found: str | None = connection.execute(_NUMBER, {"the": id, "overdue": _overdue(now)}).scalar()
            return found

    def handle(self, id: str, staff: str, at: datetime) -> bool:
        """Note that a member of staff has dealt with a text. False where somebody had, or there is none."""
        with self.database.writing("noting that a text was dealt with") as connection:
            return connection.execute(_HANDLE, {"the": id, "by": staff, "at": at}).rowcount == 1

    def reopen(self, id: str) -> bool:
        """Note that nobody has dealt with a text after all. False where nobody had, or there is none."""
        with self.database.writing("noting that a text was not dealt with") as connection:
            return connection.execute(_REOPEN, {"the": id}).rowcount == 1

    def erase(self, before: datetime) -> int:
        """Erase number and words of each text that waits for nothing and has not changed since; how many.

        A number that was typed and never confirmed belongs to no text, and goes with its row. With the last text of a call goes the number
        that rang, which is mostly the same, unless a message was left.
        """
        with self.database.writing("forgetting numbers") as connection:
            connection.execute(_DROP, {"before": before})
            erased = connection.execute(_ERASE, {"before": before}).rowcount
            connection.execute(_ERASE_CALLER)
            return erased

    def copies(self) -> list[tuple[str, str]]:
        """Our id of each text whose number is erased and whose copy is not deleted yet, with the provider's; oldest first."""
        with self.database.reading("looking for copies of texts") as connection:
            return [(row.id, row.sid) for row in connection.execute(_COPIES)]

    def copy_deleted(self, id: str) -> None:
        """Note that the provider has no copy of this text."""
        with self.database.writing("noting that a copy is deleted") as connection:
            connection.execute(update(TEXTS).where(TEXTS.c.id == id, TEXTS.c.number.is_(None)).values(sid=None))


def _outgoing(row: Mapping[Any, Any]) -> Outgoing:
    ends = (row["number"] or "")[-_ENDS:]
    return Outgoing(state=TextState(row["state"]), ends=ends, **{name: row[name] for name in _SHOWN})
