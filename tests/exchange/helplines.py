"""The helpline itself, served on this machine for calls over HTTP: real menus, a real database, a clock that is set."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from ivr import config
from ivr.app import build
from ivr.call import engine
from ivr.call.turn import Turn
from ivr.clips.catalogue import Catalogue
from ivr.exchange.clock import ToldClock
from ivr.exchange.exchange import Exchange, Number
from ivr.exchange.outcomes import Turned
from ivr.exchange.transcripts import Site
from ivr.menu.model import Helpline
from ivr.store import Store, connect
from ivr.web.doors import House, create
from tests.exchange.conftest import ACCOUNT, TOKEN
from tests.served import free_port
from tests.small import NOW


@dataclass
class Ticking:
    """A clock that is set, and is never asked twice in the same moment: the journal is read in the order of time."""

    now: datetime = NOW
    lock: Lock = field(default_factory=Lock)

    def __call__(self) -> datetime:
        with self.lock:
            self.now += timedelta(microseconds=1)
            return self.now

    def set(self, now: datetime) -> None:
        self.now = now


@dataclass
class Broken:
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
    """A helpline that runs, and how to ring it."""

    url: str
    menus: Helpline
    store: Store
    clock: Ticking
    broken: Broken

    def journal(self, call: str) -> Sequence[Turned]:
        return [Turned(kept.says, kept.does) for kept in self.store.journal(call)]

    def site(self) -> Site:
        """An exchange of its own, with its own time and queues: calls do not stand in each other's way."""
        clock = ToldClock(NOW)
        exchange = Exchange(ACCOUNT, TOKEN, clock, pace=lambda _: 0)
        self.connect(exchange)
        return Site(
            exchange=exchange,
            clock=clock,
            menus=self.menus,
            journal=self.journal,
            set_clock=self.clock.set,
            break_next=self.broken.next,
        )

    def connect(self, exchange: Exchange) -> None:
        for number, path in ((self.menus.numbers.helpline, "/voice"), (self.menus.numbers.adviser, "/voice/adviser")):
            exchange.connect(
                Number(
                    number=number, voice_url=self.url + path, fallback_url=f"{self.url}/voice/failed", status_url=f"{self.url}/voice/status"
                )
            )


@contextmanager
def served(folder: Path, menus: Helpline, *, breaks: bool = False) -> Iterator[Served]:
    """Serve these menus; with `breaks`, by an engine that can be made to fail."""
    folder.mkdir(parents=True, exist_ok=True)
    store = connect(f"sqlite:///{folder / 'helpline.db'}")
    store.migrate()
    port = free_port()
    found = Served(f"http://127.0.0.1:{port}", menus, store, Ticking(), Broken())
    server = make_server("127.0.0.1", port, _breaking(found) if breaks else _built(found, folder), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        store.close()


def _built(found: Served, folder: Path) -> Flask:
    settings = config.read(
        {
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "IVR_PUBLIC_URL": found.url,
            "IVR_SMS_FROM": "IASKent",
            "IVR_DATA": str(folder),
        }
    )
    return build(settings, found.menus, found.store, Catalogue(), found.clock)


def _breaking(found: Served) -> Flask:
    house = House(
        public=found.url,
        tokens=(TOKEN,),
        helpline=found.menus,
        store=found.store,
        catalogue=Catalogue(),
        clock=found.clock,
        decide=found.broken.decide,
    )
    return create(house)
