"""What is remembered, as tables: calls, their turns, the texts promised, the messages left, who wants no texts; the staff, their takes.

Knows shapes only. The journal of turns holds names and counts, never a number and never a typed digit; numbers stand in three places
(`calls.number`, `texts.number`, `opt_outs.number`) so that there are three places to forget them. The migrations make these tables;
a test holds the two to each other.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

from ivr.menu.hours import LONDON


class Moment(TypeDecorator[datetime]):
    """An aware datetime: kept in UTC, given back in London's time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC. A datetime without a zone is a fault of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "A time without its zone cannot be kept."
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back from UTC; SQLite keeps no zone."""
        if value is None:
            return None
        return (value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value).astimezone(LONDON)


METADATA: Final = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
)

CALLS: Final = Table(
    "calls",
    METADATA,
    Column("call", String, primary_key=True),
    Column("arrived_at", Moment),
    Column("number", String),
    Column("status", String),
    Column("seconds", Integer),
    Column("ended_at", Moment),
)

# The turns that told a caller why a text was not promised. Both databases count them by the index of the same words.
DENIED: Final = text("heard LIKE 'denied: %'")

TURNS: Final = Table(
    "turns",
    METADATA,
    Column("call", String, primary_key=True),
    Column("step", String, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("heard", String, nullable=False),
    Column("node", String, nullable=False),
    Column("page", Integer, nullable=False),
    Column("doing", String, nullable=False),
    Column("says", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("does", String, nullable=False),
    Index("ix_turns_denied", "heard", sqlite_where=DENIED, postgresql_where=DENIED),
)

# `due_at` is when a worker is next to look at a text; where it is empty, none need. `tried_at` is when the provider may first have been
# asked to send it, `body` the words as they were when they were promised: empty while a number waits to be confirmed. `handled_at` is when
# a member of staff dealt with a text that did not arrive, `discreet` whether whoever asked for it shares the phone, or may.
TEXTS: Final = Table(
    "texts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("call", String, nullable=False),
    Column("text", String, nullable=False),
    Column("number", String),
    Column("state", String, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("tried_at", Moment),
    Column("tries", Integer, nullable=False),
    Column("body", String),
    Column("sid", String),
    Column("code", Integer),
    Column("changed_at", Moment, nullable=False),
    Column("handled_at", Moment),
    Column("handled_by", String),
    Column("discreet", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("call", "text"),
    Index(None, "due_at"),
    Index(None, "number"),
    Index(None, "sid"),
    Index(None, "asked_at"),
)

MESSAGES: Final = Table(
    "messages",
    METADATA,
    Column("recording", String, primary_key=True),
    Column("call", String, nullable=False),
    Column("url", String, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("kept_at", Moment),
    Column("ready_at", Moment),
    Column("status", String),
    Index(None, "call"),
)

OPT_OUTS: Final = Table(
    "opt_outs",
    METADATA,
    Column("number", String, primary_key=True),
    Column("since", Moment, nullable=False),
)

# `known_as` is the name without what does not count in typing it; `password` and `pin` are argon2's hashes.
STAFF: Final = Table(
    "staff",
    METADATA,
    Column("id", String, primary_key=True),
    Column("known_as", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("staff_number", String, nullable=False, unique=True),
    Column("roles", String, nullable=False),
    Column("password", String, nullable=False),
    Column("pin", String),
)

SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("staff", String, ForeignKey("staff.id", name="fk_sessions_staff"), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index(None, "staff"),
)

# Tries to sign in that were not shown to be right. `who` is a piece of a hash of what was typed, never the name.
TRIES: Final = Table(
    "tries",
    METADATA,
    Column("id", String, primary_key=True),
    Column("door", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "door"),
)

# What staff have read, until they keep it. `wav` is the sound, mastered.
TAKES: Final = Table(
    "takes",
    METADATA,
    Column("id", String, primary_key=True),
    Column("prompt", String, nullable=False),
    Column("words_sha256", String, nullable=False),
    Column("staff", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", String),
    Column("remarks", String, nullable=False),
    Column("recording", String, nullable=False),
    Column("wav", LargeBinary, nullable=False),
    Index(None, "at"),
    Index(None, "state"),
)
