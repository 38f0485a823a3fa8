"""How a sentence begins: the synthetic voice hums before its first sound, and a listener hears a word there that nobody said.

"There is" comes out as "but there is", "for" as "before". So where a hum stands before the first full sound and dies away again, it is
brought down to what people do. Knows levels only, and is for a voice that is made: people have no such hum.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from ivr.clips.catalogue import RATE_HZ
from ivr.clips.measure import FRAME_S, QUIET_DBFS, frames_db
from ivr.clips.sound import Samples

_FULL_DBFS: Final = -21.5  # about the level of the speech itself
_HUM_DBFS: Final = -38.0  # a fainter one is not heard as a word
_DIP_DB: Final = 3.0
_SILENT_DBFS: Final = -60.0
_SILENCE_S: Final = 0.16
_SHORTEST_S, _LONGEST_S = 0.06, 0.26
_FLOOR: Final = 0.1
_MOST_LATE_S: Final = 0.08


def weakened(samples: Samples, lead_s: float) -> Samples:
    """The same mastered sound with every sentence begun as weakly as people do; what is heard of it first comes after `lead_s`."""
    found = samples.copy()
    size = int(FRAME_S * RATE_HZ)
    hums = list(_hums(frames_db(samples)))
    for first, full in hums:
        span = slice(first * size, full * size)
        found[span] *= np.linspace(_FLOOR, 1, found[span].size) ** 1.5
    return _prompt(found, lead_s) if hums else found


def _hums(loud: Samples) -> Iterator[tuple[int, int]]:
    """For each sentence that begins with a hum, the frame at which it begins and the one at which its first full sound does."""
    silent, most = loud <= _SILENT_DBFS, int(_SILENCE_S / FRAME_S)
    for first in range(len(loud)):
        if silent[first] or not silent[max(0, first - most) : first].all():
            continue
        reach = loud[first : first + int(_LONGEST_S / FRAME_S)]
        full = next((n for n, level in enumerate(reach) if level >= _FULL_DBFS), 0)
        if full * FRAME_S >= _SHORTEST_S and _hums_at(reach[:full]):
            yield first, first + full


def _hums_at(before: Samples) -> bool:
    peak = int(np.argmax(before[:-1]))
    return bool(before[peak] > _HUM_DBFS and before[peak + 1 :].min() < before[peak] - _DIP_DB)


def _prompt(samples: Samples, lead_s: float) -> Samples:
    """Without the silence that is more than was asked for, now that the first sound is weaker."""
    heard = np.flatnonzero(frames_db(samples) > QUIET_DBFS)
    late = int(heard[0]) * FRAME_S - lead_s if heard.size else 0.0
    return samples[int((late - _MOST_LATE_S / 2) * RATE_HZ) :] if late > _MOST_LATE_S else samples
