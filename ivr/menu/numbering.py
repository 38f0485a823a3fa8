"""A number for every recording, to be typed on a telephone: the same one tomorrow, whatever is added to the menus meanwhile.

A reader holds a printed script that may be weeks old. So a number is made from the recording's name and not from its place in a list: the
number of one that has gone leads nowhere.
"""

import zlib
from collections.abc import Iterable

from ivr.menu.repertoire import Reading

DIGITS = 5
_FIRST = 10 ** (DIGITS - 1)  # none begins with a nought, which is easily lost
_MANY = 9 * _FIRST


def numbered(readings: Iterable[Reading]) -> dict[int, Reading]:
    """The recordings by their numbers. Of two that would have the same one, which is rare, the later name gets the next that is free."""
    found: dict[int, Reading] = {}
    for reading in sorted(readings, key=lambda reading: reading.id):
        number = zlib.crc32(reading.id.encode()) % _MANY
        while _FIRST + number in found:
            number = (number + 1) % _MANY
        found[_FIRST + number] = reading
    return found
