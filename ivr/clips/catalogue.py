"""The recordings there are, and which of them say what the menus say today.

Knows words and files by their hashes, and of sound only whether it is a telephone's. A recording whose file is missing, cannot be read or
is not the one that was described is left out, and so is one whose words have changed: a caller hears today's words from a voice, never
yesterday's from a recording. What is taken is kept in memory: a file that is taken away later takes nothing from a caller.
"""

import io
import wave
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from ivr.clips import manifest
from ivr.clips.manifest import Entry
from ivr.clips.state import State
from ivr.menu.aloud import Spoken
from ivr.menu.repertoire import Reading

RATE_HZ: Final = 8000
SAMPLE_BYTES: Final = 2
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording that is as it was described. `name` holds a hash of the sound: another recording has another name.

    `voice` tells whose voice it is from any other.
    """

    name: str
    words_sha256: str
    audio_sha256: str
    sound: bytes = field(repr=False)
    voice: str = field(default="", repr=False)


class Recordings(Protocol):
    """Whoever has recordings."""

    def current(self, id: str, spoken: Spoken) -> Clip | None:
        """The recording of this piece, if it says these words in this way."""

    def in_one_voice(self, pieces: Sequence[tuple[str, Spoken]]) -> Sequence[Clip]:
        """A recording of each of these pieces of a prompt, all in one voice; none at all where that cannot be."""

    def open(self, name: str) -> Clip | None:
        """The recording of this name."""

    def state(self, reading: Reading) -> State:
        """How it stands with a recording that is wanted."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The recordings by the piece they speak. `faults` says, by the piece and for an operator, which could not be used.

    `unusable` are the files of those: whether one is mended can be told by looking at it again. `before` are the recordings whose place
    others took: they are played where a prompt would else change voice half-way.
    """

    clips: Mapping[str, Clip] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    unusable: tuple[Path, ...] = ()
    before: Mapping[str, Clip] = field(default_factory=dict)
    _names: Mapping[str, Clip] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", {clip.name: clip for clip in (*self.before.values(), *self.clips.values())})

    @classmethod
    def load(cls, folder: Path, known: "Catalogue | None" = None) -> "Catalogue":
        """The catalogue of this folder; empty where there is no manifest. Raises `OperatorError` if it cannot be read.

        What is in the catalogue `known` already is not read again: a caller may be waiting for it.
        """
        held = {clip.audio_sha256: clip.sound for clip in (*known.before.values(), *known.clips.values())} if known else {}
        clips: dict[str, Clip] = {}
        faults: dict[str, str] = {}
        entries = manifest.read(folder)
        for id, entry in entries.items():
            found = _clip(folder, id, entry, held) if isinstance(entry, Entry) else entry
            if isinstance(found, Clip):
                clips[id] = found
            else:
                faults[id] = found
        unusable = tuple(folder / entry.file for id in faults if isinstance(entry := entries[id], Entry))
        return cls(clips, faults, unusable, dict(_before(folder, entries, held)))

    def current(self, id: str, spoken: Spoken) -> Clip | None:
        """The recording of this piece, if it says these words in this way."""
        clip = self.clips.get(id)
        return clip if clip and clip.words_sha256 == spoken.sha256 else None

    def in_one_voice(self, pieces: Sequence[tuple[str, Spoken]]) -> Sequence[Clip]:
        """A recording of each of these pieces of a prompt, all in one voice; none at all where that cannot be."""
        by_voice = [self._voices(id, spoken) for id, spoken in pieces]
        for voice in dict.fromkeys(voice for voices in by_voice for voice in voices):
            if all(voice in voices for voices in by_voice):
                return [voices[voice] for voices in by_voice]
        return ()

    def _voices(self, id: str, spoken: Spoken) -> Mapping[str, Clip]:
        """The recordings of a piece by their voice, the one that is to be heard first; none if that one says other words."""
        now, before = self.current(id, spoken), self.before.get(id)
        also = {before.voice: before} if before and before.words_sha256 == spoken.sha256 else {}
        return {now.voice: now} | {voice: clip for voice, clip in also.items() if voice != now.voice} if now else {}

    def open(self, name: str) -> Clip | None:
        """The recording of this name. A name is looked up, never made into a path."""
        return self._names.get(name)

    def state(self, reading: Reading) -> State:
        """How it stands with a recording that is wanted."""
        if reading.id in self.faults:
            return State.FAULTY
        if reading.id not in self.clips:
            return State.MISSING
        return State.CURRENT if self.current(reading.id, reading.spoken) else State.STALE

    def states(self, wanted: Iterable[Reading]) -> dict[str, State]:
        """How it stands with all that are wanted, by their ids."""
        return {reading.id: self.state(reading) for reading in wanted}


def name_of(id: str, sound: bytes) -> str:
    """The name of a recording of this piece with this sound (a whole WAV file)."""
    return named(id, sha256(sound).hexdigest())


def named(id: str, audio_sha256: str) -> str:
    """The same, of a sound that has this hash."""
    return f"{id}.{audio_sha256[:_SHOWN]}.wav"


def _before(folder: Path, entries: Mapping[str, Entry | str], held: Mapping[str, bytes]) -> Iterator[tuple[str, Clip]]:
    for id, entry in entries.items():
        if isinstance(entry, Entry) and entry.before and isinstance(clip := _clip(folder, id, entry.before, held), Clip):
            yield id, clip


def _clip(folder: Path, id: str, entry: Entry, held: Mapping[str, bytes]) -> Clip | str:
    """The recording of an entry, or what is wrong with it. `held` are sounds that were looked at before, by their hash."""
    sound = held.get(entry.audio_sha256) or _sound(folder, entry)
    if isinstance(sound, str):
        return sound
    return Clip(named(id, entry.audio_sha256), entry.words_sha256, entry.audio_sha256, sound, f"{entry.source.value}: {entry.by}")


def _sound(folder: Path, entry: Entry) -> bytes | str:
    path = folder.resolve() / entry.file
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "has its file outside the audio folder."
        sound = path.read_bytes()
    except (OSError, ValueError):
        return f"{entry.file} cannot be read."
    if sha256(sound).hexdigest() != entry.audio_sha256:
        return f"{entry.file} is not the recording that was described."
    if not _is_telephone_sound(sound):
        return f"{entry.file} is not sound as a telephone has it: 8 kHz, 16 bits, one channel."
    return sound


def _is_telephone_sound(sound: bytes) -> bool:
    """Whether these bytes are a WAV file that Twilio need not convert (contract 3.6)."""
    try:
        with wave.open(io.BytesIO(sound)) as found:
            shape = (found.getframerate(), found.getsampwidth(), found.getnchannels(), found.getcomptype())
            return shape == (RATE_HZ, SAMPLE_BYTES, 1, "NONE") and len(found.readframes(found.getnframes())) >= SAMPLE_BYTES
    except (wave.Error, EOFError):
        return False
