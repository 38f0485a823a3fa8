"""Making the recordings that are missing or stale, and no others.

Each is written as soon as it is made, and then what is known of it, so that a run that is broken off loses nothing. A person's recording
is never made over: where its words have changed it is left to be read again, and where one is asked for by name all the same, the
person's is put aside, to be put back. Knows files and order; the voice is given to it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from ivr.clips import manifest, measure, sound
from ivr.clips.catalogue import RATE_HZ, Catalogue
from ivr.clips.manifest import LANGUAGE, Entry, Source
from ivr.clips.state import State
from ivr.menu.repertoire import Reading

Speak = Callable[[Reading], bytes]  # a whole WAV file


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made; what people are to read again; what is there and in no menu any more."""

    make: tuple[Reading, ...]
    read_again: tuple[str, ...]
    left_over: tuple[str, ...]


def wanted(folder: Path, readings: Iterable[Reading]) -> Wanted:
    """What the menus want of this folder. Raises `OperatorError` if its manifest cannot be read."""
    known, catalogue, readings = manifest.read(folder), Catalogue.load(folder), tuple(readings)
    lacking = [reading for reading in readings if catalogue.state(reading) is not State.CURRENT]
    persons = {id for id, entry in known.items() if isinstance(entry, Entry) and entry.source is Source.HUMAN}
    return Wanted(
        make=tuple(reading for reading in lacking if reading.id not in persons),
        read_again=tuple(reading.id for reading in lacking if reading.id in persons),
        left_over=tuple(sorted(known.keys() - {reading.id for reading in readings})),
    )


def make(folder: Path, made: Iterable[tuple[Reading, bytes]], voice: str, today: date) -> Iterator[Entry]:
    """Keep what was made, one after another; what is known of each, once it is kept."""
    for reading, wav in made:
        file = f"{LANGUAGE}/{reading.id}.wav"
        entry = described(reading, wav, file, source=Source.SYNTHETIC, by=voice, made=today)
        with manifest.changing(folder) as known:  # the file too, so that whoever else makes it leaves no sound with another's description
            manifest.put(folder / file, wav)
            found = known.get(reading.id)
            known[reading.id] = entry = replace(entry, before=_persons(found))
        if found and found.before:
            forget(folder, found.before, entry)
        yield entry


def prune(folder: Path, ids: Iterable[str]) -> None:
    """Forget these, and take their files away."""
    with manifest.changing(folder) as known:
        gone = [entry for id in ids if (entry := known.pop(id, None))]
    for entry in gone:
        for one in (entry, *([entry.before] if entry.before else [])):
            (folder / one.file).unlink(missing_ok=True)


def forget(folder: Path, gone: Entry, kept: Entry) -> None:
    """Take away the file of a recording that cannot be put back any more, unless what is kept, or what was before it, has the same."""
    if gone.file not in {kept.file, *([kept.before.file] if kept.before else [])}:
        (folder / gone.file).unlink(missing_ok=True)


def described(reading: Reading, wav: bytes, file: str, *, source: Source, by: str, made: date, consent: str = "") -> Entry:
    """What is known of a recording of this reading."""
    samples = sound.decoded(wav)
    return Entry(
        file=file,
        words=reading.spoken.text,
        words_sha256=reading.spoken.sha256,
        audio_sha256=sha256(wav).hexdigest(),
        source=source,
        by=by,
        consent=consent,
        made=made,
        seconds=round(samples.size / RATE_HZ, 2),
        level_dbfs=round(measure.level_dbfs(samples), 1),
    )


def _persons(found: Entry | None) -> Entry | None:
    """The recording of a person's that was heard until now, or was to be put back."""
    for one in (found, found.before if found else None):
        if one and one.source is Source.HUMAN:
            return replace(one, before=None)
    return None
