"""What can be read, what was read, and keeping it: the same for whoever stands at a microphone and whoever holds a telephone.

Knows the order of things: a take is mastered, heard as callers would hear it, and kept or not. Nothing is kept of words that have changed
meanwhile. Knows nothing of pages or of calls.
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from ivr.clips import manifest
from ivr.clips.catalogue import Clip, Recordings, named
from ivr.clips.manifest import Entry
from ivr.clips.state import State
from ivr.clips.takes import Delivery, Take, TakeState
from ivr.errors import HelplineError
from ivr.menu.model import Helpline
from ivr.menu.numbering import numbered
from ivr.menu.repertoire import Reading, repertoire
from ivr.staff.people import Staff
from ivr.store import Store, StoreError
from ivr.studio.order import Standing, standing

_ID_BYTES: Final = 24
_SHOWN: Final = 12  # of a hash, where it only tells one from another
CONSENT: Final = "agreed in the studio that callers hear it until it is replaced or taken away"


class StudioError(HelplineError):
    """What was asked cannot be done; its words are for whoever asked."""


class ChangedError(StudioError):
    """The words have changed since they were read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A recording that the menus want. `number` is what is typed for it on a telephone; `entry` is there if there is a recording."""

    number: int
    reading: Reading
    state: State
    entry: Entry | None

    @property
    def id(self) -> str:
        """The recording's name."""
        return self.reading.id

    @property
    def standing(self) -> Standing:
        """How it stands with it, and whose voice it is."""
        return standing(self.state, self.entry)

    @property
    def words(self) -> str:
        """What tells its words from others: how their hash begins."""
        return self.reading.spoken.sha256[:_SHOWN]

    @property
    def sound(self) -> str:
        """What tells its sound from another; empty where there is none."""
        return self.entry.audio_sha256[:_SHOWN] if self.entry else ""


@dataclass(frozen=True)  # without slots, for what is cached
class Studio:
    """The recordings of these menus in this folder. Raises `StoreError` and `OperatorError` where something cannot be read or kept.

    `recordings` are those of the same folder, as callers hear them now.
    """

    helpline: Helpline
    store: Store
    folder: Path
    recordings: Recordings

    @cached_property
    def _wanted(self) -> dict[str, tuple[int, Reading]]:
        """By their names, in the order of the menus."""
        readings = repertoire(self.helpline)
        numbers = {reading.id: number for number, reading in numbered(readings).items()}
        return {reading.id: (numbers[reading.id], reading) for reading in readings}

    def all(self) -> Iterator[Listed]:
        """Every recording that is wanted, in the order of the menus."""
        known = manifest.read(self.folder)
        for number, reading in self._wanted.values():
            yield self._listed(number, reading, known)

    def find(self, id: str) -> Listed | None:
        """The recording of this name."""
        wanted = self._wanted.get(id)
        return self._listed(*wanted, manifest.read(self.folder)) if wanted else None

    def numbered(self, number: int) -> Listed | None:
        """The recording of this number."""
        return next((self.find(id) for id, (known, _) in self._wanted.items() if known == number), None)

    def heard(self, listed: Listed) -> Clip | None:
        """The recording there is, also if it says other words than the menu does; None where there is none that can be used."""
        return self.recordings.open(named(listed.id, listed.entry.audio_sha256)) if listed.entry else None

    def taken(self, id: str, staff: Staff) -> Take | None:
        """A take of one's own. Nobody sees what another has not kept."""
        take = self.store.takes.find(id)
        return take if take and take.staff == staff.id else None

    def _listed(self, number: int, reading: Reading, known: Mapping[str, Entry | str]) -> Listed:
        entry = known.get(reading.id)
        return Listed(number, reading, self.recordings.state(reading), entry if isinstance(entry, Entry) else None)

    def offer(self, listed: Listed, staff: Staff, file: bytes, now: datetime) -> Take:
        """Master what was read, to be heard and kept: a READY take, or one that is REFUSED and says why. `file` is any kind of sound."""
        from ivr.studio import bench  # noqa: PLC0415 - what handles sound is loaded when there is sound to handle

        take = bench.mastered(_begun(listed, staff, now), listed.reading, file)
        self.store.takes.begin(take)
        return take

    def delivered(self, take: Take) -> Delivery | None:
        """How a take that is ready was read; None if no menu says its words any more."""
        from ivr.studio import bench  # noqa: PLC0415 - as above

        listed = self.find(take.prompt)
        return bench.delivered(take, listed.reading) if listed else None

    def expect(self, listed: Listed, staff: Staff, recording: str, now: datetime) -> Take:
        """A take that was read on the telephone and is still at Twilio, under this id: `ivr.studio.fetch` will master it.

        To be told of it twice is to be told once: the take's own id is made of what only Twilio and we know of it.
        """
        known = sha256(f"{staff.id} {recording}".encode()).digest()[:_ID_BYTES]
        take = replace(_begun(listed, staff, now), id=urlsafe_b64encode(known).decode(), recording=recording)
        self.store.takes.begin(take)
        return take

    def master(self, take: Take, file: bytes) -> Take:
        """What becomes of an awaited take whose sound has come. It is lost if its words are not in the menus any more."""
        from ivr.studio import bench  # noqa: PLC0415 - as above

        _, reading = self._wanted.get(take.prompt, (0, None))
        if reading is None or reading.spoken.sha256 != take.words_sha256:
            done = replace(take, state=TakeState.LOST)
        else:
            done = bench.mastered(take, reading, file)
        self.store.takes.change(done, TakeState.AWAITED)
        return done

    def keep(self, id: str, staff: Staff, now: datetime) -> Listed:
        """Let callers hear a take of one's own from the next turn on. Raises `StudioError` for one that cannot be kept.

        It is a `ChangedError` if the words have changed meanwhile. Keeping it twice is no fault: a press of a key or a button can be told
        twice.
        """
        from ivr.studio import bench  # noqa: PLC0415 - as above

        take = self.taken(id, staff)
        listed = self.find(take.prompt) if take else None
        if take is None or listed is None:
            raise StudioError("That take is not here any more. Please read it again.")
        if take.state is TakeState.KEPT:
            return listed
        if take.state is not TakeState.READY:
            raise StudioError("That take cannot be kept. Please read it again.")
        if take.words_sha256 != listed.reading.spoken.sha256:
            raise ChangedError("The words have changed since it was read. Please read the new ones.")
        bench.keep(self.folder, listed.reading, take.wav, bench.Speaker(staff.name, CONSENT), now.date())
        with suppress(StoreError):  # callers hear it by now, and to keep it again does no harm
            self.store.takes.change(replace(take, state=TakeState.KEPT, wav=b""), TakeState.READY)
        return self.find(listed.id) or listed

    def take_back(self, listed: Listed, sound: str) -> None:
        """Put back what callers heard before they heard this sound (see `Listed.sound`). A second time does nothing."""
        from ivr.studio import bench  # noqa: PLC0415 - as above

        bench.take_back(self.folder, listed.reading, sound)

    def undo(self, listed: Listed, heard: str = "") -> Listed:
        """Put back the recording before; `heard` is the hash of the sound that goes, so that undoing it twice is no fault either.

        Raises `StudioError` where there is none, or where it is another that is heard by now.
        """
        from ivr.studio import bench  # noqa: PLC0415 - as above

        try:
            bench.undo(self.folder, listed.reading, heard)
        except bench.NotUndoneError as error:
            raise StudioError(str(error)) from None
        return self.find(listed.id) or listed


def _begun(listed: Listed, staff: Staff, now: datetime) -> Take:
    return Take(
        id=secrets.token_urlsafe(_ID_BYTES),
        prompt=listed.id,
        words_sha256=listed.reading.spoken.sha256,
        staff=staff.id,
        state=TakeState.AWAITED,
        at=now,
    )
