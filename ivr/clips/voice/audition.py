"""The same words read in more than one way, and the reading that is heard best.

A voice that is made says a number well at one pace, and swallows an "oh" of it at another. So whoever listens chooses: the first reading
in which every word is heard and with which nothing is wrong, or else the one with the least wrong. Knows neither voice nor listener.
"""

from collections.abc import Callable, Iterable
from typing import Final

from ivr.clips import judging, measure, sound
from ivr.clips.heard import Heard
from ivr.clips.hearing import Listener, Together
from ivr.clips.voice.speaking import SPEED, Pace
from ivr.menu.reader import words_of
from ivr.menu.repertoire import Reading

# The usual one first; then ever further from it, without a breath at each comma and with one.
_SPEEDS: Final = sorted((n / 100 for n in range(72, 100)), key=lambda speed: abs(speed - SPEED))
PACES: Final = (Pace(), *(Pace(speed, comma_s=breath_s, steady=True) for breath_s in (0.0, 0.1) for speed in _SPEEDS))

Faults = tuple[int, int, int, int]
FAULTLESS: Final[Faults] = (0, 0, 0, 0)


def heard_best(reading: Reading, speak: Callable[[Pace], bytes], played: Together, listen: Listener) -> bytes:
    """The reading that is heard best among all else that a call plays with it: a whole WAV file, as `speak` gives it for a pace."""

    def wrong(take: bytes) -> Faults:
        among = played.but(reading, take)
        return faults(reading, take, among.heard(reading, among.words(listen)))

    return best(map(speak, PACES), wrong)


def best(takes: Iterable[bytes], faults: Callable[[bytes], Faults]) -> bytes:
    """The first of these WAV files that has no faults, and none after it is made; or the one with the least. ValueError of none."""
    found: list[tuple[Faults, int, bytes]] = []
    for n, take in enumerate(takes):
        found.append((faults(take), n, take))
        if found[-1][0] == FAULTLESS:
            break
    return min(found)[2]


def faults(reading: Reading, take: bytes, heard: Heard) -> Faults:
    """What is wrong with a take, the worst first: as sound, in what must be exact, in its other words, in what can be lived with."""
    verdicts = list(judging.verdicts(reading, measure.measure(sound.decoded(take), words_of(reading.spoken))))
    errors = sum(verdict.is_error for verdict in verdicts)
    return errors, int(heard.exact is False), heard.wrong, len(verdicts) - errors
