"""Keeping a person's take in the place of what was heard until now, and putting that back.

A new recording gets a file of its own, so that the one before stays whole until there is a third. Knows files and what is known of them;
whether a take is good was decided in `ivr.clips.taking`.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ivr.clips import making, manifest
from ivr.clips.catalogue import name_of
from ivr.clips.manifest import LANGUAGE, Entry, Source
from ivr.errors import OperatorError
from ivr.menu.repertoire import Reading


class NotUndoneError(OperatorError):
    """There is nothing to put back, or what was to be taken away is not what is heard any more."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, and where their consent is kept."""

    name: str
    consent: str


def keep(folder: Path, reading: Reading, wav: bytes, speaker: Speaker, today: date) -> Entry:
    """Keep a mastered take of this reading; callers hear it from the next turn on. Raises `OperatorError` where it cannot be kept."""
    file = f"{LANGUAGE}/{name_of(reading.id, wav)}"
    made = making.described(reading, wav, file, source=Source.HUMAN, by=speaker.name, consent=speaker.consent, made=today)
    with manifest.changing(folder) as known:
        manifest.put(folder / file, wav)
        found = known.get(reading.id)
        if found is None or found.file == file:  # the very same take again replaces nothing
            known[reading.id] = replace(made, before=found.before if found else None)
        else:
            known[reading.id] = replace(made, before=replace(found, before=None))
    if found and found.before:
        making.forget(folder, found.before, known[reading.id])
    return known[reading.id]


def undo(folder: Path, reading: Reading, heard: str = "") -> Entry:
    """Put back what this recording took the place of; again undoes that.

    With `heard`, the hash of the sound that is to be taken away, nothing is done where that was undone already: it can be told twice.
    Raises `NotUndoneError`, and `OperatorError` where it cannot be kept.
    """
    with manifest.changing(folder) as known:
        found = known.get(reading.id)
        if found is None or found.before is None:
            message = f"{reading.id}: there is no recording before this one to go back to."
            raise NotUndoneError(message)
        if heard in ("", found.audio_sha256):
            known[reading.id] = _swapped(found, found.before)
        elif heard != found.before.audio_sha256:
            message = f"{reading.id}: another recording has taken its place meanwhile."
            raise NotUndoneError(message)
    return known[reading.id]


def take_back(folder: Path, reading: Reading, audio: str) -> None:
    """Take away the recording of whose sound this begins the hash, and put back what it took the place of, if there was anything.

    Where something else is heard by now, nothing is done; so a second time does nothing. Raises `OperatorError` where it cannot be done.
    """
    with manifest.changing(folder) as known:
        found = known.get(reading.id)
        if not audio or found is None or not found.audio_sha256.startswith(audio):
            return
        if found.before:
            known[reading.id] = _swapped(found, found.before)
            return
        del known[reading.id]
    (folder / found.file).unlink(missing_ok=True)


def _swapped(now: Entry, before: Entry) -> Entry:
    """The one before in its old place, with the one that took it kept beside it."""
    return replace(before, before=replace(now, before=None))
