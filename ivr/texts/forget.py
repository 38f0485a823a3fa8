"""Forgetting who was texted: the number goes from a text that came to its end long ago, and so does the copy that the provider keeps.

Knows the order: ours first, for that needs nobody; then the provider's, one by one, for as long as the provider has not yet deleted it.
Asking twice for one copy does no harm (contract 4.2), so this may end at any line and begin anew. A text that never came to an end, for
want of news, is forgotten too: what waits for nothing is over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol, assert_never


class Deletion(Enum):
    """What a provider says to deleting its copy of a text."""

    GONE = "gone"  # it is deleted, or there is none
    KEPT = "kept"  # not this one, not now
    NOT_NOW = "not_now"  # nothing can be asked now


class Copies(Protocol):
    """The provider, which keeps a copy of each text it has had."""

    def delete(self, sid: str) -> Deletion:
        """Delete its copy of the text that it knows as `sid`."""


class Memory(Protocol):
    """What is remembered of texts. Each method is a whole transaction."""

    def erase(self, before: datetime) -> int:
        """Erase number and words of each text that waits for nothing and has not changed since; how many."""

    def copies(self) -> list[tuple[str, str]]:
        """Our id of each text whose number is erased and whose copy is not deleted yet, with the provider's; oldest first."""

    def copy_deleted(self, id: str) -> None:
        """Note that the provider has no copy of this text."""


@dataclass(frozen=True, slots=True)
class Forgetter:
    """All that forgetting needs; `clock` gives aware datetimes."""

    memory: Memory
    copies: Copies
    clock: Callable[[], datetime]


def forget(forgetter: Forgetter, age: timedelta) -> int:
    """Forget the texts that came to their end longer ago than `age`; how many. Copies that cannot be deleted now are for the next time."""
    erased = forgetter.memory.erase(forgetter.clock() - age)
    for id, sid in forgetter.memory.copies():
        match forgetter.copies.delete(sid):
            case Deletion.GONE:
                forgetter.memory.copy_deleted(id)
            case Deletion.KEPT:
                continue
            case Deletion.NOT_NOW:
                break
            case _ as never:
                assert_never(never)
    return erased
