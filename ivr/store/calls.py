"""Calls, and the messages left in them.

Knows that news of a call comes as separate requests without an order (contract 7.5): each may come first, and each may come twice.
So every row is made by whatever comes first, and what is known already is kept.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, case, func, select

from ivr.call.speaking import SHORTEST_S
from ivr.call.turn import KeepMessage
from ivr.store import promises
from ivr.store.database import Database
from ivr.store.dialects import INSERTS
from ivr.store.tables import CALLS, MESSAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that was left, and the number to ring back where there is one. `ready_at` is when Twilio had the sound whole."""

    recording: str
    call: str
    url: str
    seconds: int
    kept_at: datetime | None
    ready_at: datetime | None
    status: str | None
    number: str | None = field(repr=False)


def _known(dialect: str) -> Any:  # Any: see dialects
    insert = INSERTS[dialect](CALLS)
    fields = ("arrived_at", "number", "status", "seconds", "ended_at")
    first = {name: func.coalesce(CALLS.c[name], insert.excluded[name]) for name in fields}
    return insert.on_conflict_do_update(index_elements=["call"], set_=first)


def _message(dialect: str) -> Any:  # Any: see dialects
    insert = INSERTS[dialect](MESSAGES)
    first = {name: func.coalesce(MESSAGES.c[name], insert.excluded[name]) for name in ("kept_at", "ready_at", "status")}
    longer = insert.excluded.seconds > MESSAGES.c.seconds
    longest = case((longer, insert.excluded.seconds), else_=MESSAGES.c.seconds)
    return insert.on_conflict_do_update(index_elements=["recording"], set_={**first, "seconds": longest})


_KNOW: Final = {dialect: _known(dialect) for dialect in INSERTS}
_MESSAGE: Final = {dialect: _message(dialect) for dialect in INSERTS}
# A recording that no turn was told of is a message only where somebody may be heard on it: silence is recorded too, and what is
# absent was never recorded (contract 3.25). What a turn has kept stays, whatever became of its sound: the caller waits to be rung back.
_SPOKEN: Final = (MESSAGES.c.status == "completed") & (MESSAGES.c.seconds >= SHORTEST_S)
_MESSAGES: Final = (
    select(MESSAGES, CALLS.c.number)
    .join_from(MESSAGES, CALLS, MESSAGES.c.call == CALLS.c.call, isouter=True)
    .where(MESSAGES.c.kept_at.is_not(None) | _SPOKEN)
    .order_by(func.coalesce(MESSAGES.c.kept_at, MESSAGES.c.ready_at))
)
_NOTHING: Final = {"arrived_at": None, "number": None, "status": None, "seconds": None, "ended_at": None}


def know(connection: Connection, call: str, arrived_at: datetime | None, number: str | None) -> None:
    """Note that a call came in, and from where."""
    row = {**_NOTHING, "call": call, "arrived_at": arrived_at, "number": number}
    connection.execute(_KNOW[connection.dialect.name], row)


def ended(database: Database, call: str, status: str, seconds: int, at: datetime) -> None:
    """Note how a call ended, as Twilio's status callback says (contract 7.1). A number that was typed and not confirmed is forgotten."""
    row = {**_NOTHING, "call": call, "status": status, "seconds": seconds, "ended_at": at}
    with database.writing("noting a call's end") as connection:
        connection.execute(_KNOW[connection.dialect.name], row)
        promises.forget_typed(connection, call)


def keep_message(connection: Connection, call: str, at: datetime, message: KeepMessage) -> None:
    """Keep a message that a turn was told of."""
    row = {"recording": message.recording, "call": call, "url": message.url, "seconds": message.seconds}
    connection.execute(_MESSAGE[connection.dialect.name], {**row, "kept_at": at, "ready_at": None, "status": None})


def recording_ready(database: Database, recording: str, call: str, *, url: str, seconds: int, status: str, at: datetime) -> None:
    """Keep what a recording's own callback says; where no turn was ever told of the message, this alone keeps it."""
    row = {"recording": recording, "call": call, "url": url, "seconds": seconds}
    with database.alone("noting a recording") as connection:
        connection.execute(_MESSAGE[connection.dialect.name], {**row, "kept_at": None, "ready_at": at, "status": status})


def messages(database: Database) -> list[Message]:
    """Every message, oldest first. Recordings without a word are none."""
    with database.reading("reading messages") as connection:
        return [Message(**row) for row in connection.execute(_MESSAGES).mappings()]
