"""The whole application on a port of its own: real HTTP, the real engine, a real database in a folder that is thrown away."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from werkzeug.serving import make_server

from ivr.clips.catalogue import Catalogue
from ivr.store import Store, connect
from ivr.web.doors import House, create
from tests.small import NOW, helpline
from tests.web.line import PUBLIC, TOKEN, Line


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Site:
    """A helpline that can be rung."""

    port: int
    store: Store
    clock: Clock
    folder: Path

    def line(self, **changes: Any) -> Line:
        return Line(self.port, **changes)

    @property
    def file(self) -> Path:
        return self.folder / "helpline.db"

    def journal(self) -> list[str]:
        """The steps that were written down, of the first call."""
        return [kept.step for kept in self.store.journal(Line(0).call)]


Open = Callable[..., AbstractContextManager[Site]]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens a site that differs from the usual one in what is named: `opened(helpline=..., decide=...)`."""

    @contextmanager
    def open_site(**changes: Any) -> Iterator[Site]:
        clock = changes.pop("clock", Clock())
        store = connect(f"sqlite:///{tmp_path / 'helpline.db'}")
        store.migrate()
        usual = {"public": PUBLIC, "tokens": (TOKEN,), "helpline": helpline(), "store": store, "recordings": Catalogue(), "clock": clock}
        usual["audio"] = tmp_path / "audio"
        server = make_server("127.0.0.1", 0, create(House(**{**usual, **changes})), threaded=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield Site(server.port, store, clock, tmp_path)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            store.close()

    return open_site


@pytest.fixture
def site(opened: Open) -> Iterator[Site]:
    """The small helpline, in office hours."""
    with opened() as found:
        yield found
