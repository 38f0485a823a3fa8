"""The recordings there are, and which of them say what the menus say today.

Reads `manifest.json` in the audio folder:

    {"clips": {"welcome": {"file": "welcome.wav", "words_sha256": "...", "audio_sha256": "..."}}}

Knows words and files by their hashes, and nothing of sound. A recording whose file is missing or is not the one that was described is
left out, and so is one whose words have changed: a caller hears today's words from a voice, never yesterday's from a recording.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from ivr.errors import OperatorError
from ivr.menu.script import Piece

MANIFEST = "manifest.json"

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording that is as it was described. `name` holds a hash of the sound: another recording has another name."""

    name: str
    path: Path
    words_sha256: str
    audio_sha256: str


def words_hash(words: str) -> str:
    """The hash of spoken words, whatever the spaces between them. A comma or full stop at the end is a pause, not a word."""
    return sha256(" ".join(words.split()).rstrip(".,").encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The recordings by the piece they speak. `faults` says, for an operator, which could not be used."""

    clips: Mapping[str, Clip] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    _names: Mapping[str, Clip] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", {clip.name: clip for clip in self.clips.values()})

    @classmethod
    def load(cls, folder: Path) -> "Catalogue":
        """The catalogue of this folder; empty where there is no manifest. Raises `OperatorError` if it cannot be read."""
        clips: dict[str, Clip] = {}
        faults: list[str] = []
        for id, entry in sorted(_entries(folder / MANIFEST)):
            found = _clip(folder, id, entry)
            if isinstance(found, Clip):
                clips[id] = found
            else:
                faults.append(f"{id}: {found}")
        return cls(clips, tuple(faults))

    def current(self, piece: Piece) -> Clip | None:
        """The recording of this piece, if it says these words."""
        clip = self.clips.get(piece.id)
        return clip if clip and clip.words_sha256 == words_hash(piece.words) else None

    def open(self, name: str) -> Clip | None:
        """The recording of this name. A name is looked up, never made into a path."""
        return self._names.get(name)


def _entries(manifest: Path) -> Iterator[tuple[str, Any]]:
    try:
        text = manifest.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"{manifest} cannot be read: {type(error).__name__}.") from None
    try:
        clips = json.loads(text)["clips"]
        yield from clips.items()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OperatorError(f"{manifest} is not a list of recordings ({type(error).__name__}): make it again.") from None


def _clip(folder: Path, id: str, entry: Any) -> Clip | str:
    if not _ID.fullmatch(id):
        return "is not the name of anything that is said."
    try:
        file, words, audio = (str(entry[key]) for key in ("file", "words_sha256", "audio_sha256"))
    except (KeyError, TypeError):
        return "is described without its file, words or sound."
    path = folder.resolve() / file
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "has its file outside the audio folder."
        actual = sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return f"{file} cannot be read."
    if actual != audio:
        return f"{file} is not the recording that was described."
    return Clip(f"{id}.{audio[:_SHOWN]}.wav", path.resolve(), words, audio)
