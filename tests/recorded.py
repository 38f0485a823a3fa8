"""Recordings made by hand: a tone in place of a voice, described as `ivr audio make` describes one."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from ivr.clips import manifest
from ivr.clips.catalogue import Clip, name_of
from ivr.clips.manifest import Entry
from ivr.exchange.recordings import wav
from ivr.exchange.voice import tone
from ivr.menu.aloud import Pronunciation, aloud
from ivr.menu.script import Piece


def sound(seconds: float = 1) -> bytes:
    """A WAV file as a telephone has it."""
    return wav(tone(seconds))


def clip(piece: Piece, seconds: float = 1, speech: Mapping[str, Pronunciation] | None = None) -> Clip:
    """A recording of this piece."""
    made = sound(seconds)
    return Clip(name_of(piece.id, made), aloud(piece.words, speech or {}).sha256, sha256(made).hexdigest(), made)


def clips(*pieces: Piece) -> dict[str, Clip]:
    """A recording of each of these pieces, each of another length."""
    return {piece.id: clip(piece, number / 100) for number, piece in enumerate(pieces, 1)}


def folder(place: Path, *pieces: Piece, seconds: float = 0.1, speech: Mapping[str, Pronunciation] | None = None) -> Path:
    """An audio folder with a recording of each of these pieces, each a little longer than the one before."""
    entries = {}
    for number, piece in enumerate(pieces):
        made = clip(piece, seconds + number / 100, speech)
        file = f"en-GB/{piece.id}.wav"
        manifest.put(place / file, made.sound)
        entries[piece.id] = Entry(file=file, words_sha256=made.words_sha256, audio_sha256=made.audio_sha256, words=piece.words)
    manifest.write(place, entries)
    return place
