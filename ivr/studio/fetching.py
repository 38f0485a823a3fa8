"""Fetching what was read on the telephone: from Twilio, by a worker, while the reader hears "one moment".

Knows how long it is worth asking. Nothing here is ever done within a webhook.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from ivr.clips.takes import WAITED_FOR, TakeState
from ivr.studio.studio import Studio


class Media(Protocol):
    """Whoever has the recordings of calls."""

    def recording(self, id: str) -> bytes | None:
        """The sound of the recording of this id, as a whole file; None while it cannot be had. Never raises for what a network does."""


def fetch(studio: Studio, media: Media, clock: Callable[[], datetime]) -> int:
    """Master every awaited take whose sound is there by now; how many. One that has not come in two minutes is lost."""
    done = 0
    for take in studio.store.takes.awaited():
        file = media.recording(take.recording)
        if file is not None:
            studio.master(take, file)
            done += 1
        elif clock() - take.at > WAITED_FOR:
            studio.store.takes.change(replace(take, state=TakeState.LOST), TakeState.AWAITED)
    return done
