"""The folder of menus: which files are read, as bytes, and never from outside it.

Knows the names of the three files that every helpline has, and of two that it may have; nothing of what stands in them. A file is
opened once, so what is hashed is what is read.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ivr.errors import Where
from ivr.reading import LARGEST_BYTES, Block, Faults, Fields, read_mapping

HELPLINE, SYSTEM, TEXTS = "helpline.yaml", "system.yaml", "texts.yaml"
SPEECH, LINKS = "speech.yaml", "links.yaml"
_NOT_TOPICS = (HELPLINE, SYSTEM, TEXTS, SPEECH, LINKS)
_REVISION_LENGTH = 12


class Files:
    """The YAML files of one folder. `unread` names those whose faults hide what they hold."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        self._folder, self._faults = folder, faults
        self._data = dict(_contents(folder, faults))
        self.unread: set[str] = set()

    @property
    def topics(self) -> tuple[str, ...]:
        """The names of the files that hold nodes."""
        return tuple(name for name in self._data if name not in _NOT_TOPICS)

    @property
    def revision(self) -> str:
        """A hash of every name and every byte."""
        whole = hashlib.sha256()
        for name, data in self._data.items():
            whole.update(f"{name}\0{len(data)}\0".encode() + data)
        return whole.hexdigest()[:_REVISION_LENGTH]

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def open(self, name: str) -> Fields:
        """The fields of a file. Where it is missing or cannot be read, a fault, and fields that tell no more."""
        where = Where(str(self._folder / name))
        if name not in self._data:
            self._faults.add(where, "This file is missing or cannot be read.", "Every helpline has one: see the README.")
        elif found := read_mapping(where.file, self._data[name], self._faults):
            return found
        self.unread.add(name)
        return Fields(Block(where), Faults())


def _contents(folder: Path, faults: Faults) -> Iterator[tuple[str, bytes]]:
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        faults.add(Where(str(folder)), "There is no folder of menus here that can be read.", f"Name the folder that holds {HELPLINE}.")
        faults.stop()
        return
    for path in paths:
        if path.suffix.lower() in {".yaml", ".yml"} and not path.name.startswith("."):
            data = _content(path, folder.resolve(), faults)
            if data is not None:
                yield path.name, data


def _content(path: Path, folder: Path, faults: Faults) -> bytes | None:
    where = Where(str(path))
    try:
        if path.suffix != ".yaml":
            faults.add(where, "A file of menus ends in .yaml, so this one would not be read.", "Rename it, or move it elsewhere.")
        elif not path.resolve().is_relative_to(folder):
            faults.add(where, "This is a link to a file outside the folder of menus.", "Put the file itself here.")
        elif not path.is_file():
            faults.add(where, "This is not a file.", "Move it elsewhere.")
        else:
            with path.open("rb") as file:
                return file.read(LARGEST_BYTES + 1)
    except (OSError, RuntimeError):  # a link that leads to itself is a RuntimeError before Python 3.13
        faults.add(where, "This file cannot be read.", "Give the helpline the right to read it.")
    return None
