"""The journal: every turn of every call, and with it, in the same transaction, what the turn promised.

Knows how a turn is written down, never how it was decided. Most turns promise nothing and are one statement, for the caller is
waiting; a turn that came before is found out by that statement, and nothing of it is written twice (contract 10.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from ivr.call.turn import Effect, KeepMessage, Turn
from ivr.store import calls, promises
from ivr.store.database import Database
from ivr.store.dialects import INSERTS
from ivr.store.quick import Put, putting
from ivr.store.tables import TURNS

_ARRIVED = "arrived."
_FELL_BACK: Final = "failed."
_ONCE: Final = {
    dialect: insert(TURNS).on_conflict_do_nothing().execution_options(preserve_rowcount=True) for dialect, insert in INSERTS.items()
}
_OF_A_CALL: Final = select(TURNS)


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn as the journal has it: names of nodes, lines and pages, never what was typed."""

    call: str
    step: str
    at: datetime
    heard: str
    node: str
    page: int
    doing: str
    says: tuple[str, ...]
    outcome: str
    does: tuple[str, ...]

    @property
    def count(self) -> int:
        """The count of turns that its step ends with (`keys.12`); it only grows in a call."""
        return int(self.step.rpartition(".")[2])

    @property
    def order(self) -> tuple[int, bool]:
        """What the turns of a call are in order by. A fall-back has the count of the turn whose answer failed, and follows it."""
        return self.count, self.step.startswith(_FELL_BACK)

    @classmethod
    def of(cls, call: str, step: str, at: datetime, heard: str, turn: Turn) -> "Kept":
        """A turn as it is written down."""
        place, says = turn.place, tuple([prompt.id for prompt in turn.says])
        does = tuple([_named(effect) for effect in turn.does])
        return cls(call, step, at, heard, place.node, place.page, place.doing.value, says, type(turn.then).__name__, does)


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal in this database. `_put` writes a turn that promises nothing."""

    database: Database
    _put: Put

    @classmethod
    def of(cls, database: Database) -> "Journal":
        """The journal of a database, which need not be open yet."""
        return cls(database, putting(database, "writing a turn", _ONCE[database.engine.dialect.name]))

    def keep(self, turn: Kept, does: tuple[Effect, ...], number: str | None) -> bool:
        """Write a turn down and do what it does. False where it was written down before: then nothing is done."""
        row, arrived = _row(turn), turn.step.startswith(_ARRIVED)
        if not does and not arrived:
            return self._put(row)
        with self.database.writing("writing a turn") as connection:
            if connection.execute(_ONCE[connection.dialect.name], row).rowcount != 1:
                return False
            # A promise always knows its call, for then it and the call's end wait for each other, whichever comes first.
            calls.know(connection, turn.call, turn.at if arrived else None, number)
            for effect in does:
                _promise(connection, turn.call, turn.at, effect)
            return True

    def read(self, call: str) -> list[Kept]:
        """The turns of a call, in the order they came: by the count in their names, whatever was done to the clock meanwhile."""
        with self.database.reading("reading the journal") as connection:
            rows = connection.execute(_OF_A_CALL.where(TURNS.c.call == call)).mappings().all()
        return sorted((_kept(row) for row in rows), key=lambda turn: turn.order)


def _row(turn: Kept) -> dict[str, Any]:
    names = ("call", "step", "at", "heard", "node", "page", "doing", "outcome")
    return {**{name: getattr(turn, name) for name in names}, "says": " ".join(turn.says), "does": " ".join(turn.does)}


def _promise(connection: Connection, call: str, at: datetime, effect: Effect) -> None:
    if isinstance(effect, KeepMessage):
        calls.keep_message(connection, call, at, effect)
    else:
        promises.keep(connection, call, at, effect)


def _named(effect: Effect) -> str:
    kind = type(effect).__name__
    return kind if isinstance(effect, KeepMessage) else f"{kind}:{effect.text}"


def _kept(row: Mapping[Any, Any]) -> Kept:
    fields = dict(row)
    return Kept(**{**fields, "says": tuple(fields["says"].split()), "does": tuple(fields["does"].split())})
