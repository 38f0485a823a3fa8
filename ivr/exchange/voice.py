"""What is spoken at a handset, stretch by stretch, and the sound that a recording makes of it.

Sound is raw samples here: 8 kHz, mono, 16 bits, little end first. (L16 of RFC 2586 at 8000, but for the order of its bytes, which is
the one that browsers and WAV files have.) Whoever has no microphone speaks a tone. Knows nothing of calls or files.
"""

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ivr.exchange.alerts import NotPossibleError
from ivr.exchange.clock import elapsed_s

RATE: Final = 8000  # samples a second, as the telephone has them
SAMPLE: Final = 2  # bytes
MOST_S: Final = 86_400  # no call is longer (contract 3.49)
_PITCH: Final = 220
_LOUD: Final = 2000


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `at` somebody spoke for so many seconds, 0 if they were silent; `sound` is what a microphone took of it, silence and all.

    `NotPossibleError` for half a sample, or for what is no length of time.
    """

    at: datetime
    seconds: float
    sound: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        if not 0 <= self.seconds <= MOST_S:
            raise NotPossibleError(f"one speaks for 0 to {MOST_S} seconds")
        if len(self.sound) % SAMPLE:
            raise NotPossibleError(f"a sample has {SAMPLE} bytes, and half of one came")


def recorded(stretches: Sequence[Stretch], began: datetime, until: datetime, *, trim: bool) -> bytes:
    """The sound from `began` to `until`; with `trim` from the first stretch somebody spoke in to the last (contract 3.24).

    What a microphone took stands whole and without a gap, however unevenly it came; between tones there is as much quiet as there was.
    """
    sound, first, last = bytearray(), 0, 0
    taken = False
    for stretch in stretches:
        if not (taken and stretch.sound):
            sound += _quiet(elapsed_s(began, stretch.at) - length_s(sound))
        start, taken = len(sound), bool(stretch.sound)
        sound += stretch.sound or tone(min(stretch.seconds, elapsed_s(stretch.at, until)))
        if stretch.seconds:
            first, last = first if last else start, len(sound)
    if trim:
        return bytes(sound[first:last])
    return bytes(sound + _quiet(elapsed_s(began, until) - length_s(sound)))


def tone(seconds: float) -> bytes:
    """So many seconds of a quiet tone; none of less than none."""
    whole, rest = divmod(_samples(seconds), RATE)
    cycle = struct.pack(f"<{RATE}h", *(int(_LOUD * math.sin(2 * math.pi * _PITCH * n / RATE)) for n in range(RATE)))  # whole waves
    return cycle * whole + cycle[: rest * SAMPLE]


def length_s(sound: bytes | bytearray) -> float:
    """For how many seconds these samples sound."""
    return len(sound) / SAMPLE / RATE


def _quiet(seconds: float) -> bytes:
    return bytes(_samples(seconds) * SAMPLE)


def _samples(seconds: float) -> int:
    return max(0, round(seconds * RATE))
