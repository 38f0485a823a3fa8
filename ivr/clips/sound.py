"""Sound as numbers: read from whatever a person brings, brought to the telephone's rate, and written as the telephone has it.

The one door to soundfile and soxr. Knows files and rates; nothing of what is good sound (`ivr.clips.measure`) or how it is made so
(`ivr.clips.mastering`).
"""

import io
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from ivr.clips.catalogue import RATE_HZ
from ivr.errors import OperatorError

Samples = NDArray[np.float64]  # mono; full scale is 1

FULL_SCALE: Final = 32767
_OVERSAMPLED: Final = 4
_LONGEST_S: Final = 600
_LONGEST_OPENED_S: Final = 120  # what somebody sends is held in memory, and many may send at once
_MOST_CHANNELS, _HIGHEST_HZ = 2, 96_000


class TooLongError(OperatorError):
    """Sound, but more of it than anybody reads in one go."""


def read(path: Path) -> tuple[Samples, int]:
    """The samples of a file, its channels mixed to one, and its rate in Hz. Raises `OperatorError` for what is no sound."""
    try:
        return _mixed(path, str(path), _LONGEST_S)
    except soundfile.LibsndfileError as error:
        raise OperatorError(f"{path} cannot be read as sound: {error.error_string} Save it as WAV, FLAC, MP3 or Ogg.") from None


def opened(file: bytes) -> tuple[Samples, int]:
    """The same of a file that is in memory. Raises `TooLongError` for more than two minutes."""
    try:
        return _mixed(io.BytesIO(file), "This", _LONGEST_OPENED_S)
    except soundfile.LibsndfileError as error:
        raise OperatorError(f"This is no sound: {error.error_string}") from None


def _mixed(file: Path | io.BytesIO, name: str, longest_s: int) -> tuple[Samples, int]:
    with soundfile.SoundFile(file) as found:
        most = longest_s * min(found.samplerate, _HIGHEST_HZ) * _MOST_CHANNELS  # a small file can hold more than a machine does
        if found.frames > longest_s * found.samplerate or found.frames * found.channels > most:
            raise TooLongError(f"{name} is longer than {longest_s} seconds: give one prompt a file.")
        samples: Samples = found.read(dtype="float64", always_2d=True).mean(axis=1)
        if not np.isfinite(samples).all():
            raise OperatorError(f"{name} holds what is no number.")
        return samples, found.samplerate


def decoded(wav: bytes) -> Samples:
    """The samples of a WAV file at the telephone's rate. Raises `OperatorError` for any other."""
    try:
        samples, rate = soundfile.read(io.BytesIO(wav), dtype="float64", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise OperatorError(f"This is no sound: {error.error_string}") from None
    if rate != RATE_HZ or samples.shape[1] != 1:
        raise OperatorError(f"This is sound at {rate} Hz in {samples.shape[1]} channels, where a telephone has {RATE_HZ} in one.")
    found: Samples = samples[:, 0]
    return found


def encoded(samples: Samples) -> bytes:
    """A WAV file of 16-bit samples at the telephone's rate. What is beyond full scale is cut off."""
    whole = np.round(np.clip(samples, -1, 1) * FULL_SCALE).astype("<i2")
    file = io.BytesIO()
    soundfile.write(file, whole, RATE_HZ, format="WAV", subtype="PCM_16")
    return file.getvalue()


def resampled(samples: Samples, rate: int, to: int = RATE_HZ) -> Samples:
    """The same sound at another rate."""
    found: Samples = soxr.resample(samples, rate, to, quality="VHQ")
    return found


def true_peak(samples: Samples) -> float:
    """The highest value between the samples too, as a loudspeaker would draw it; 0 of no sound."""
    if not samples.size:
        return 0.0
    drawn: Samples = soxr.resample(samples, RATE_HZ, RATE_HZ * _OVERSAMPLED, quality="HQ")
    return float(max(np.abs(samples).max(), np.abs(drawn).max()))
