"""Many readings spoken at once, a process for each: the voice loads in each of them, and what it says is handed back as it is done.

The same words come out as the same bytes, whichever process says them.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache, lru_cache
from multiprocessing import get_context
from pathlib import Path

from ivr.clips import sound
from ivr.clips.hearing import Listener, Together, whisper
from ivr.clips.voice import audition
from ivr.clips.voice.kokoro import RATE_HZ, Uttered, kokoro
from ivr.clips.voice.phonemes import british
from ivr.clips.voice.speaking import Speaker
from ivr.menu.repertoire import Reading

Among = Callable[[Reading], Together]


@dataclass(frozen=True, slots=True)
class Remembering:
    """A voice that says again what it has just said without making it anew."""

    utter: Callable[[str, float], Uttered]


def spoken(readings: Sequence[Reading], voice: Path, processes: int, among: Among | None = None) -> Iterator[tuple[Reading, bytes]]:
    """Each reading as a WAV file, in the order in which they are done. `voice` is the file of the voice's vector.

    With `among`, what else a call plays with each, all are read at several paces, and the listener chooses.
    """
    kokoro(voice)  # what is missing is told here, once
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        begun = {pool.submit(_speak, reading, voice, among(reading) if among else None): reading for reading in readings}
        try:
            for done in as_completed(begun):
                yield begun[done], done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _speak(reading: Reading, voice: Path, played: Together | None) -> bytes:
    if played is None:
        return sound.encoded(_speaker(voice).speak(reading))
    return audition.heard_best(reading, lambda pace: sound.encoded(_speaker(voice).speak(reading, pace)), played, _listener())


@cache
def _speaker(voice: Path) -> Speaker:
    # Pieces of one sentence are cut out of one utterance, and a page is said again where only its pauses change.
    return Speaker(Remembering(lru_cache(maxsize=64)(kokoro(voice).utter)), RATE_HZ, british())


@cache
def _listener() -> Listener:
    return whisper(threads=1)
