"""What a recording is like, told from its samples alone: level, peak, silences, rate of speech, how much of it a telephone carries.

Knows how each is measured, and the guidance's clauses for that (L21, L28 to L33); what is too much of it is for `ivr.clips.judging`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ivr.clips.catalogue import RATE_HZ
from ivr.clips.sound import Samples, true_peak

FRAME_S: Final = 0.02
QUIET_DBFS: Final = -45.0  # speech is above it, silence below (L28, L31)
BAND_HZ: Final = (300, 3400)  # what a telephone carries (L33)
_ACTIVE_DB: Final = 30.0  # frames this far below the loudest are no speech (L32)
_SILENT: Final = -120.0
PAUSE_LEAST_S: Final = 0.16  # a shorter quiet is the closure of a consonant
PAUSE_EDGE_S: Final = 0.06  # at the ends of a pause are the softest sounds of the words around it


@dataclass(frozen=True, slots=True)
class Measured:
    """Lengths in seconds, levels in dB below full scale. `wpm` is words a minute; `in_band` a share, 0 to 1.

    `pauses_db` is how far the pauses lie below the speech; infinite where they are digital silence, or there are none.
    """

    seconds: float
    level_dbfs: float
    peak_dbtp: float
    lead_s: float
    tail_s: float
    longest_silence_s: float
    wpm: float
    in_band: float
    pauses_db: float


def measure(samples: Samples, words: int) -> Measured:
    """Measure a recording of so many words."""
    loud = frames_db(samples)
    heard = np.flatnonzero(loud > QUIET_DBFS)
    seconds = samples.size / RATE_HZ
    if not heard.size:
        return Measured(seconds, _SILENT, _SILENT, seconds, seconds, seconds, 0, 0, np.inf)
    first, last = int(heard[0]), int(heard[-1]) + 1
    level = level_dbfs(samples)
    return Measured(
        seconds=seconds,
        level_dbfs=level,
        peak_dbtp=_db(true_peak(samples)),
        lead_s=first * FRAME_S,
        tail_s=max(0.0, seconds - last * FRAME_S),
        longest_silence_s=_longest(loud <= QUIET_DBFS) * FRAME_S,
        wpm=words / ((last - first) * FRAME_S) * 60,
        in_band=_in_band(samples),
        pauses_db=_pauses(loud[first:last], level),
    )


def level_dbfs(samples: Samples) -> float:
    """The level of the speech in it: of the frames within 30 dB of the loudest (L32)."""
    powers = _powers(samples)
    if not powers.size or powers.max() <= 0:
        return _SILENT
    active = powers[powers >= powers.max() / 10 ** (_ACTIVE_DB / 10)]
    return float(10 * np.log10(active.mean()))


def frames_db(samples: Samples) -> Samples:
    """The level of each frame of 20 ms."""
    return 10 * np.log10(np.maximum(_powers(samples), 10 ** (_SILENT / 10)))


def _powers(samples: Samples) -> Samples:
    size = int(FRAME_S * RATE_HZ)
    whole = np.pad(samples, (0, -samples.size % size)).reshape(-1, size)
    powers: Samples = (whole**2).mean(axis=1)
    return powers


def _pauses(loud: Samples, level: float) -> float:
    edge = int(PAUSE_EDGE_S / FRAME_S)
    at = [slice(start + edge, end - edge) for start, end in _runs(loud <= QUIET_DBFS) if (end - start) * FRAME_S >= PAUSE_LEAST_S]
    quiet = np.concatenate([loud[one] for one in at]) if at else loud[:0]
    if not quiet.size or quiet.max() <= _SILENT + 1:
        return np.inf
    return float(level - 10 * np.log10((10 ** (quiet / 10)).mean()))


def _in_band(samples: Samples) -> float:
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(samples.size, 1 / RATE_HZ)
    carried = (hertz >= BAND_HZ[0]) & (hertz <= BAND_HZ[1])
    return float(power[carried].sum() / max(power.sum(), 1e-12))


def _longest(quiet: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> int:
    return max((end - start for start, end in _runs(quiet)), default=0)


def _runs(quiet: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> list[tuple[int, int]]:
    """Where each run of quiet begins and ends, in frames."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _db(value: float) -> float:
    return float(20 * np.log10(max(value, 1e-6)))
