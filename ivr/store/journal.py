"""The journal: every turn of every call, and with it, in the same transaction, what the turn promised.

Knows how a turn is written down, never how it was decided. Most turns promise nothing and are one statement, for the caller is
waiting; a turn that came before is found out by that statement, and nothing of it is written twice (contract 10.1). A turn whose
promise may not be kept is not written: the one that says so is, in its place, and in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, select

from ivr.call.turn import Effect, KeepMessage, Offer, StartTexts, StopTexts, Turn
from ivr.store import calls, judging, promises
from ivr.store.database import Database
from ivr.store.dialects import INSERTS
from ivr.store.faults import StoreError
from ivr.store.judging import Terms
from ivr.store.quick import Put, putting
from ivr.store.tables import DENIED, TURNS
from ivr.texts.promising import Unpromised

_ARRIVED = "arrived."
_FELL_BACK: Final = "failed."
_ONCE: Final = {
    dialect: insert(TURNS).on_conflict_do_nothing().execution_options(preserve_rowcount=True) for dialect, insert in INSERTS.items()
}
_OF_A_CALL: Final = select(TURNS)
_BEFORE: Final = select(TURNS.c.heard, TURNS.c.does).where(TURNS.c.call == bindparam("of"), TURNS.c.step == bindparam("the"))
_DENIALS: Final = select(TURNS.c.heard, func.count()).where(DENIED).group_by(TURNS.c.heard)
_DENIED_WORD: Final = "denied: "


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
                before = connection.execute(_BEFORE, {"of": turn.call, "the": turn.step}).one()
                _hold_to(before.does, does)
                return False
            _do(connection, turn, does, number, turn.at if arrived else None)
            return True

    def judge(self, turn: Kept, does: tuple[Effect, ...], number: str | None, terms: Terms) -> Unpromised | None:
        """Write a turn down and do what it does, or write down in its place the turn that tells why not. Why not, whenever that was.

        Whoever promises waits for whoever else does (`judging.alone`), so that no two together promise more than may be.
        """
        with self.database.writing("writing a turn") as connection:
            judging.alone(connection)
            told_before = connection.execute(_BEFORE, {"of": turn.call, "the": turn.step}).first()
            if told_before:
                if why := _why(told_before.heard):
                    return why
                _hold_to(told_before.does, does)
                return None
            why = judging.why_not(connection, turn.call, turn.at, does, terms.rules)
            if why:
                promises.forget_typed(connection, turn.call)
                denied = Kept.of(turn.call, turn.step, turn.at, f"{_DENIED_WORD}{why.value}", terms.otherwise(why))
                connection.execute(_ONCE[connection.dialect.name], _row(denied))
                return why
            connection.execute(_ONCE[connection.dialect.name], _row(turn))
            _do(connection, turn, does, number)
            return None

    def denials(self) -> dict[Unpromised, int]:
        """How often a text was not promised, by the reason."""
        with self.database.reading("counting texts that were not promised") as connection:
            counts = {_why(heard): count for heard, count in connection.execute(_DENIALS)}
        return {why: counts.get(why, 0) for why in Unpromised}

    def read(self, call: str) -> list[Kept]:
        """The turns of a call, in the order they came: by the count in their names, whatever was done to the clock meanwhile."""
        with self.database.reading("reading the journal") as connection:
            rows = connection.execute(_OF_A_CALL.where(TURNS.c.call == call)).mappings().all()
        return sorted((_kept(row) for row in rows), key=lambda turn: turn.order)


def _row(turn: Kept) -> dict[str, Any]:
    names = ("call", "step", "at", "heard", "node", "page", "doing", "outcome")
    return {**{name: getattr(turn, name) for name in names}, "says": " ".join(turn.says), "does": " ".join(turn.does)}


def _why(heard: str) -> Unpromised | None:
    return next((why for why in Unpromised if heard == f"{_DENIED_WORD}{why.value}"), None)


def _hold_to(did: str, does: tuple[Effect, ...]) -> None:
    """Raise `StoreError` where a turn that is told again would promise what it did not promise the first time: an apology, say."""
    promised = {_named(effect) for effect in does if not isinstance(effect, Offer)}
    if not promised <= {*did.split()}:
        message = "A turn that was written down before promises something else now."
        raise StoreError(message)


def _do(connection: Connection, turn: Kept, does: tuple[Effect, ...], number: str | None, arrived_at: datetime | None = None) -> None:
    # A promise always knows its call, for then it and the call's end wait for each other, whichever comes first.
    calls.know(connection, turn.call, arrived_at, number)
    for effect in does:
        _promise(connection, turn.call, turn.at, effect)


def _promise(connection: Connection, call: str, at: datetime, effect: Effect) -> None:
    if isinstance(effect, KeepMessage):
        calls.keep_message(connection, call, at, effect)
    else:
        promises.keep(connection, call, at, effect)


def _named(effect: Effect) -> str:
    kind = type(effect).__name__
    return kind if isinstance(effect, KeepMessage | StopTexts | StartTexts) else f"{kind}:{effect.text}"


def _kept(row: Mapping[Any, Any]) -> Kept:
    fields = dict(row)
    return Kept(**{**fields, "says": tuple(fields["says"].split()), "does": tuple(fields["does"].split())})
