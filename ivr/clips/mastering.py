"""Any voice, made fit for the telephone: cleaned, brought to one level, kept below its peaks, with the silences that a caller needs.

One way for a voice that is made and for a person's, so that the two can be mixed in one call. Knows the figures and where they come
from; nothing of files.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ivr.clips.catalogue import RATE_HZ
from ivr.clips.measure import FRAME_S, PAUSE_EDGE_S, PAUSE_LEAST_S, QUIET_DBFS, frames_db, level_dbfs
from ivr.clips.sound import Samples, resampled, true_peak
from ivr.menu.repertoire import Reading

LEVEL_DBFS: Final = -22.0  # active speech (L32, RFC 7874)
PEAK_DBTP: Final = -3.0
HIGH_PASS_HZ: Final = 200  # below it a voice spends its headroom, and the telephone carries nothing
LEAD_S: Final = 0.2
AFTER_KEY_S: Final = 0.5  # the telephone is on its way back to the ear (L30)
TAIL_S: Final = 0.3
JOINT_S: Final = 0.04  # where the sentence goes on in another recording
PAUSE_S: Final = 0.35  # after a group of digits
LONGEST_SILENCE_S: Final = 3.0  # L31
_KEPT_SILENCE_S: Final = 1.0
_FADE_S: Final = 0.008
_AROUND_S: Final = 0.02  # what is kept of the quiet around speech, where its softest sounds are
_SOFTEST_DB: Final = 38.0  # below the speech
_SOFT_S: Final = 0.06  # of it at most: what dies away for longer is heard as silence
_NOISE_DB: Final = 6.0
_LOOK_S: Final = 0.005
_TAPS: Final = 511
_ROUNDS: Final = 6
_MARGIN_DB: Final = 0.2


@dataclass(frozen=True, slots=True)
class Edges:
    """The silence before and after the words, in seconds."""

    lead_s: float = LEAD_S
    tail_s: float = TAIL_S


def edges(reading: Reading) -> Edges:
    """The silences that belong around what is recorded."""
    lead = JOINT_S if reading.before else AFTER_KEY_S if reading.after_key else LEAD_S
    tail = PAUSE_S if reading.pause_after else JOINT_S if reading.after else TAIL_S
    return Edges(lead, tail)


def mastered(samples: Samples, rate: int, around: Edges) -> Samples:
    """A voice at 8 kHz, as a caller is to hear it. Silence alone stays silence."""
    voice = trimmed(resampled(high_passed(samples, rate), rate))
    if not voice.size:
        return np.zeros(int((around.lead_s + around.tail_s) * RATE_HZ))
    even = faded(hushed(levelled(shortened(voice))))
    return np.concatenate([_silence(around.lead_s), even, _silence(around.tail_s)])


def high_passed(samples: Samples, rate: int) -> Samples:
    """Without what lies below the telephone's band: hum, handling, breath."""
    at = np.arange(_TAPS) - _TAPS // 2
    low = 2 * HIGH_PASS_HZ / rate * np.sinc(2 * HIGH_PASS_HZ / rate * at) * np.blackman(_TAPS)
    kernel = -low / low.sum()
    kernel[_TAPS // 2] += 1
    size = 1 << (samples.size + _TAPS - 2).bit_length()  # at least all of it; of a length with large factors it takes ten times as long
    whole = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(kernel, size), size)
    found: Samples = whole[_TAPS // 2 : _TAPS // 2 + samples.size]
    return found


def trimmed(samples: Samples) -> Samples:
    """From the first sound to the last, whatever its level: quiet is told by the loudest."""
    if not samples.size or not samples.any():
        return samples[:0]
    loud, level = frames_db(samples), level_dbfs(samples)
    quiet = QUIET_DBFS + level - LEVEL_DBFS
    softest = max(level - _SOFTEST_DB, float(np.percentile(loud, 5)) + _NOISE_DB)  # an f or an h, but not the noise of the room
    words, sounds = np.flatnonzero(loud > quiet), np.flatnonzero(loud > min(softest, quiet))
    if not words.size:
        return samples[:0]
    reach = int(_SOFT_S / FRAME_S)
    first, last = max(int(sounds[0]), int(words[0]) - reach), min(int(sounds[-1]), int(words[-1]) + reach) + 1
    size, around = int(FRAME_S * RATE_HZ), int(_AROUND_S * RATE_HZ)
    return samples[max(0, first * size - around) : last * size + around]


def shortened(samples: Samples) -> Samples:
    """Without silences that are too long for a caller: they think that the line is dead (L31)."""
    size = int(FRAME_S * RATE_HZ)
    quiet = frames_db(samples) <= QUIET_DBFS + level_dbfs(samples) - LEVEL_DBFS
    kept, run = [], 0
    most = int(_KEPT_SILENCE_S / FRAME_S)
    limit = int((LONGEST_SILENCE_S - 0.5) / FRAME_S)
    runs = _runs(quiet)
    for n, is_quiet in enumerate(quiet):
        run = run + 1 if is_quiet else 0
        if not (is_quiet and runs[n] > limit and run > most):
            kept.append(samples[n * size : (n + 1) * size])
    return np.concatenate(kept) if kept else samples


def levelled(samples: Samples) -> Samples:
    """At one level, and below the peak: what stands out is held back for as long as it does, and no longer."""
    found = samples
    for _ in range(_ROUNDS):
        found = found * _ratio(LEVEL_DBFS - level_dbfs(found))
        if true_peak(found) <= _ratio(PEAK_DBTP):
            return found
        found = _held(found, _ratio(PEAK_DBTP - _MARGIN_DB) * np.abs(found).max() / true_peak(found))
    return found * min(1.0, _ratio(PEAK_DBTP) / true_peak(found))


def hushed(samples: Samples) -> Samples:
    """With nothing at all in the pauses: what a voice breathes there is a hiss on the telephone (L21)."""
    size = int(FRAME_S * RATE_HZ)
    quiet = frames_db(samples) <= QUIET_DBFS
    pause = np.array([run * FRAME_S >= PAUSE_LEAST_S for run in _runs(quiet)])
    edge = int(PAUSE_EDGE_S / FRAME_S)  # where the softest sounds of the words around it are
    core = np.lib.stride_tricks.sliding_window_view(np.pad(pause, edge, constant_values=False), 2 * edge + 1).all(axis=1)
    gain = np.repeat(np.where(core, 0.0, 1.0), size)[: samples.size]
    smooth = np.hanning(size + 2)[1:-1]
    return samples * np.convolve(np.pad(gain, size // 2, mode="edge"), smooth / smooth.sum(), mode="same")[size // 2 :][: samples.size]


def faded(samples: Samples) -> Samples:
    """With a beginning and an end that do not click."""
    size = min(int(_FADE_S * RATE_HZ), samples.size // 2)
    ramp = np.ones(samples.size)
    if size:
        ramp[:size] = np.linspace(0, 1, size)
        ramp[-size:] = np.linspace(1, 0, size)
    return samples * ramp


def _held(samples: Samples, most: float) -> Samples:
    wanted = np.minimum(1.0, most / np.maximum(np.abs(samples), 1e-9))
    reach = int(_LOOK_S * RATE_HZ)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(wanted, reach, constant_values=1.0), 2 * reach + 1)
    lowest = around.min(axis=1)
    smooth = np.hanning(2 * reach + 3)[1:-1]
    gain = np.convolve(np.pad(lowest, reach, mode="edge"), smooth / smooth.sum(), mode="valid")
    return samples * np.minimum(gain, wanted)


def _runs(quiet: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> list[int]:
    """For each frame, how long the run of quiet is that it belongs to; 0 for one that is not quiet."""
    lengths = [0] * len(quiet)
    start = 0
    for n in range(len(quiet) + 1):
        if n == len(quiet) or not quiet[n]:
            lengths[start:n] = [n - start] * (n - start)
            start = n + 1
    return lengths


def _silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE_HZ))


def _ratio(db: float) -> float:
    return float(10 ** (db / 20))
