"""The helpline itself, up on this machine for calls over HTTP: real menus, a real database, a clock that is set."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from ivr.booth.installation import Installation, installed
from ivr.booth.moments import TickingClock
from ivr.booth.remembering import remember
from ivr.call import engine
from ivr.call.turn import Turn
from ivr.exchange.clock import ToldClock
from ivr.exchange.exchange import Exchange
from ivr.exchange.handset import Site
from ivr.menu.model import Helpline
from ivr.simulator.memory import Memory
from ivr.store.tables import OPT_OUTS, TEXTS
from tests.small import NOW


@dataclass
class Breakable:
    """The engine, which fails once for every time that `left` says."""

    left: int = 0

    def decide(self, *heard: Any) -> Turn:
        if self.left:
            self.left -= 1
            raise RuntimeError("as it was told to")
        return engine.decide(*heard)

    def next(self) -> None:
        self.left += 1


@dataclass
class Served:
    """A helpline that is up, and how to ring it."""

    up: Installation
    clock: TickingClock
    engine: Breakable

    def remember(self, memory: Memory) -> None:
        """Remember this of texts, and nothing else."""
        with self.up.store.database.writing("forgetting") as connection:
            for table in (TEXTS, OPT_OUTS):
                connection.execute(delete(table))
        remember(self.up.store, memory, NOW)

    def site(self, clock: ToldClock | None = None) -> Site:
        """An exchange of its own, with its own time and queues: calls do not stand in each other's way."""
        clock = clock or ToldClock(NOW)
        exchange = Exchange(self.up.account.sid, self.up.account.token, clock, pace=lambda _: 0)
        self.up.connect(exchange)
        return Site(
            exchange=exchange,
            clock=clock,
            menus=self.up.menus,
            journal=self.up.journal,
            set_clock=self.clock.set,
            break_next=self.engine.next,
        )


@contextmanager
def served(folder: Path, menus: Helpline) -> Iterator[Served]:
    """Put these menus up."""
    clock, breakable = TickingClock(NOW), Breakable()
    with installed(folder, menus, clock, decide=breakable.decide) as up:
        yield Served(up, clock, breakable)
