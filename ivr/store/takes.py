"""Takes that wait to be heard again and kept.

Knows rows. What is old is forgotten whenever another is begun, so that nobody's voice stays here that they did not mean to leave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, select, update

from ivr.clips.takes import KEPT_FOR, Take, TakeState, Why
from ivr.store.database import Database
from ivr.store.dialects import INSERTS
from ivr.store.tables import TAKES

_BEGIN: Final = {dialect: insert(TAKES).on_conflict_do_nothing() for dialect, insert in INSERTS.items()}


@dataclass(frozen=True, slots=True)
class Takes:
    """The takes in this database."""

    database: Database

    def begin(self, take: Take) -> None:
        """Keep a new take; those of more than a day ago are forgotten. One of this id that is kept already stays as it is."""
        with self.database.writing("keeping a take") as connection:
            connection.execute(delete(TAKES).where(TAKES.c.at <= take.at - KEPT_FOR))
            connection.execute(_BEGIN[connection.dialect.name], _row(take))

    def change(self, take: Take, was: TakeState) -> bool:
        """Keep what has become of a take. False, and nothing is done: it is in another state than it was, or forgotten."""
        with self.database.writing("changing a take") as connection:
            found = connection.execute(update(TAKES).where(TAKES.c.id == take.id, TAKES.c.state == was.value).values(_row(take)))
            return bool(found.rowcount == 1)

    def find(self, id: str) -> Take | None:
        """The take of this id."""
        with self.database.reading("looking for a take") as connection:
            row = connection.execute(select(TAKES).where(TAKES.c.id == id)).mappings().first()
        return _take(row) if row else None

    def awaited(self) -> list[Take]:
        """The takes whose sound is still to be fetched, oldest first."""
        with self.database.reading("looking for awaited takes") as connection:
            rows = connection.execute(_AWAITED).mappings()
            return [_take(row) for row in rows]


_AWAITED: Final = select(TAKES).where(TAKES.c.state == TakeState.AWAITED.value).order_by(TAKES.c.at)


def _row(take: Take) -> dict[str, Any]:
    names = ("id", "prompt", "words_sha256", "staff", "at", "remarks", "recording")
    row = {name: getattr(take, name) for name in names}
    return row | {"state": take.state.value, "why": take.why.value if take.why else None, "wav": take.wav}


def _take(row: Mapping[Any, Any]) -> Take:
    names = ("id", "prompt", "words_sha256", "staff", "at", "remarks", "recording")
    why = Why(row["why"]) if row["why"] else None
    return Take(state=TakeState(row["state"]), why=why, wav=bytes(row["wav"]), **{name: row[name] for name in names})
