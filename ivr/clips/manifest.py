"""What is known of each recording, in `manifest.json` in the audio folder: read, and written so that a reading finds all or nothing new.

    {"clips": {"welcome": {"file": "en-GB/welcome.wav", "words_sha256": "...", "audio_sha256": "...", ...}}}

Knows the shape of it; nothing of sound, nor of what the menus say today. Whoever changes it does so within `changing`, so that of two who
keep a recording at once neither undoes what the other did.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Final

from ivr.errors import OperatorError

MANIFEST: Final = "manifest.json"
LANGUAGE: Final = "en-GB"
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_.-]*")


class Source(Enum):
    """Whose voice it is."""

    SYNTHETIC = "synthetic"
    HUMAN = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One recording. `by` is the voice, or who spoke, `consent` where their consent is kept; `seconds` and `level_dbfs` are measured.

    `words` are the words as they were written when it was made, `words_sha256` the hash of how they are said. `before` is the recording
    whose place it took, so that one step can be undone.
    """

    file: str
    words_sha256: str
    audio_sha256: str
    words: str = ""
    language: str = LANGUAGE
    source: Source = Source.SYNTHETIC
    by: str = ""
    consent: str = ""
    made: date | None = None
    seconds: float = 0
    level_dbfs: float = 0
    before: "Entry | None" = None


def read(folder: Path) -> dict[str, Entry | str]:
    """What is known, by the piece that is spoken; a string says why an entry is not to be used. Empty where there is no manifest.

    Raises `OperatorError` if it cannot be read at all.
    """
    return {id: _entry(id, found) for id, found in sorted(_clips(folder / MANIFEST).items())}


def write(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Put these in the place of what was known, in one move. Raises `OperatorError` where they cannot be kept."""
    known = {id: _plain(entry) for id, entry in sorted(entries.items())}
    text = json.dumps({"clips": known}, indent=1, ensure_ascii=False) + "\n"
    put(folder / MANIFEST, text.encode())


@contextmanager
def changing(folder: Path) -> Iterator[dict[str, Entry]]:
    """What is known, to be changed: it is written at the end, unless that is never reached. Whoever else wants to change it waits.

    Entries that cannot be used are left out. Raises `OperatorError` where it cannot be read or kept.
    """
    lock = folder / ".lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = lock.open("w")
    except OSError as error:
        raise OperatorError(f"{lock} cannot be written: {error.strerror}.") from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = {id: entry for id, entry in read(folder).items() if isinstance(entry, Entry)}
        yield known
        write(folder, known)


def put(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it finds the old or the new one whole. Raises `OperatorError` where it cannot be kept."""
    begun = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with begun.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    except OSError as error:
        begun.unlink(missing_ok=True)
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None


def _clips(manifest: Path) -> dict[str, Any]:
    try:
        text = manifest.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"{manifest} cannot be read: {type(error).__name__}.") from None
    try:
        return dict(json.loads(text)["clips"].items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OperatorError(f"{manifest} is not a list of recordings ({type(error).__name__}): make it again.") from None


def _entry(id: str, found: Any) -> Entry | str:
    if not _ID.fullmatch(id):
        return "is not the name of anything that is said."
    try:
        needed: dict[str, Any] = {name: str(found[name]) for name in ("file", "words_sha256", "audio_sha256")}
    except (KeyError, TypeError):
        return "is described without its file, words or sound."
    try:
        return Entry(**needed, **_known(found))
    except (ValueError, TypeError):
        return "is described in a way that is not understood."


def _before(found: Any) -> Entry | None:
    entry = _entry("before", found)
    return entry if isinstance(entry, Entry) else None


def _known(found: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {"source": Source, "made": date.fromisoformat, "seconds": float, "level_dbfs": float, "before": _before}
    names = {field.name for field in fields(Entry)} - {"file", "words_sha256", "audio_sha256"}
    return {name: kinds.get(name, str)(found[name]) for name in names if found.get(name) is not None}


def _plain(entry: Entry) -> dict[str, Any]:
    plain = {field.name: value for field in fields(entry) if (value := getattr(entry, field.name)) not in ("", None)}
    plain |= {"source": entry.source.value}
    if entry.made:
        plain |= {"made": entry.made.isoformat()}
    return plain | ({"before": _plain(entry.before)} if entry.before else {})
