"""Fetching what was read on the telephone: from Twilio, by a worker, while the reader hears "one moment".

Knows how long it is worth asking. Nothing here is ever done within a webhook.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Final, Protocol

from ivr.clips.catalogue import Catalogue
from ivr.clips.takes import WAITED_FOR, Take, TakeState
from ivr.errors import HelplineError
from ivr.menu.model import Helpline
from ivr.store import Store
from ivr.studio.studio import Studio

LOG = logging.getLogger("ivr.studio")
_PATIENCE_S: Final = 14


class Media(Protocol):
    """Whoever has the recordings of calls."""

    def recording(self, id: str) -> bytes | None:
        """The sound of the recording of this id, as a whole file; None while it cannot be had. Never raises for what a network does."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches takes for whoever answers calls from this store. `menus` gives the menus as they are now: the words of a take may be new."""

    store: Store
    folder: Path
    menus: Callable[[], Helpline]
    media: Media
    clock: Callable[[], datetime]

    def round(self) -> int:
        """Fetch what is there by now; how many takes. Raises `StoreError`, and where there is something to fetch, what `menus` raises."""
        if not self.store.takes.awaited():
            return 0
        return fetch(Studio(self.menus(), self.store, self.folder, Catalogue()), self.media, self.clock)

    @contextmanager
    def fetching(self, rest_s: float) -> Iterator[None]:
        """Look every so often, meanwhile, in a thread of its own: no text ever waits for a recording."""
        stopped = Event()
        thread = Thread(target=self._look, args=(stopped, rest_s), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            thread.join(_PATIENCE_S)

    def _look(self, stopped: Event, rest_s: float) -> None:
        told = ""
        while not stopped.wait(rest_s):
            problem = ""
            try:
                self.round()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told, once, and tried again
                problem = str(error) if isinstance(error, HelplineError) else type(error).__name__
            if problem and problem != told:
                LOG.error("what was read waits: %s", problem)
            told = problem


def fetch(studio: Studio, media: Media, clock: Callable[[], datetime]) -> int:
    """Master every awaited take whose sound is there by now; how many. One that has not come in two minutes is lost."""
    done = 0
    for take in studio.store.takes.awaited():
        file = media.recording(take.recording)
        if file is not None:
            _master(studio, take, file)
            done += 1
        elif clock() - take.at > WAITED_FOR:
            _lose(studio, take)
    return done


def _master(studio: Studio, take: Take, file: bytes) -> None:
    try:
        studio.master(take, file)
    except HelplineError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever this sound does to us, it is not to do it again and again, nor to others
        LOG.error("a take could not be mastered: %s", type(error).__name__)  # noqa: TRY400 - its words may hold anything
        _lose(studio, take)


def _lose(studio: Studio, take: Take) -> None:
    studio.store.takes.change(replace(take, state=TakeState.LOST), TakeState.AWAITED)
