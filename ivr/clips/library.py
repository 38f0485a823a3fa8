"""The catalogue as it is now: a recording that has just been kept is heard in the next turn, without a restart.

Every process that answers looks, before a turn, whether the manifest has changed; that is one look at a file, and at files that could not
be used, for they may come after the manifest that describes them. What was there before is still given to whoever asks for it by name, for
a call may be about to play it. A manifest that cannot be read changes nothing.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

from ivr.clips.catalogue import Catalogue, Clip
from ivr.clips.manifest import MANIFEST
from ivr.clips.state import State
from ivr.errors import OperatorError
from ivr.menu.aloud import Spoken
from ivr.menu.repertoire import Reading

LOG = logging.getLogger("ivr.clips")
_WATCHED: Final = 8  # of the files that could not be used: where there are more, they come together
_Look = tuple[tuple[int, int, int] | None, ...]


@dataclass(eq=False, slots=True)
class Library:
    """The recordings of a folder, followed as they change."""

    folder: Path
    _catalogue: Catalogue = field(default_factory=Catalogue)
    _before: dict[str, Clip] = field(default_factory=dict)
    _seen: _Look = ()
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def load(cls, folder: Path) -> "Library":
        """The library of this folder. Raises `OperatorError` if its manifest cannot be read."""
        library = cls(folder)
        library._seen = library._look()
        library._take(Catalogue.load(folder))
        return library

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue as it is now."""
        seen = self._look()
        if seen != self._seen:
            with self._lock:
                if seen != self._seen:
                    self._seen = seen
                    self._read_again()
        return self._catalogue

    def current(self, id: str, spoken: Spoken) -> Clip | None:
        """The recording of this piece, if it says these words in this way."""
        return self.catalogue.current(id, spoken)

    def in_one_voice(self, pieces: Sequence[tuple[str, Spoken]]) -> Sequence[Clip]:
        """A recording of each of these pieces of a prompt, all in one voice; none at all where that cannot be."""
        return self.catalogue.in_one_voice(pieces)

    def state(self, reading: Reading) -> State:
        """How it stands with a recording that is wanted."""
        return self.catalogue.state(reading)

    def open(self, name: str) -> Clip | None:
        """The recording of this name, also if another has taken its place meanwhile."""
        return self.catalogue.open(name) or self._before.get(name)

    def _look(self) -> _Look:
        return tuple(_looked(path) for path in (self.folder / MANIFEST, *self._catalogue.unusable[:_WATCHED]))

    def _read_again(self) -> None:
        try:
            self._take(Catalogue.load(self.folder, self._catalogue))
        except OperatorError as error:
            LOG.error("the recordings are not read again: %s", error)  # noqa: TRY400 - it is worded for whoever reads this

    def _take(self, catalogue: Catalogue) -> None:
        self._before |= {clip.name: clip for clip in self._catalogue.clips.values()}
        for id, fault in catalogue.faults.items():
            LOG.warning("a recording is not used: %s: %s", id, fault)
        self._catalogue = catalogue


def _looked(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
