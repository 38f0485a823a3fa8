"""Many readings spoken at once, a process for each: the voice loads in each of them, and what it says is handed back as it is done.

The same words come out as the same bytes, whichever process says them.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from ivr.clips import sound
from ivr.clips.voice.kokoro import RATE_HZ, kokoro
from ivr.clips.voice.phonemes import british
from ivr.clips.voice.speaking import Speaker
from ivr.menu.repertoire import Reading


def spoken(readings: Sequence[Reading], voice: Path, processes: int) -> Iterator[tuple[Reading, bytes]]:
    """Each reading as a WAV file, in the order in which they are done. `voice` is the file of the voice's vector."""
    kokoro(voice)  # what is missing is told here, once
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        begun = {pool.submit(_speak, reading, voice): reading for reading in readings}
        try:
            for done in as_completed(begun):
                yield begun[done], done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _speak(reading: Reading, voice: Path) -> bytes:
    return sound.encoded(_speaker(voice).speak(reading))


@cache
def _speaker(voice: Path) -> Speaker:
    return Speaker(kokoro(voice), RATE_HZ, british())
