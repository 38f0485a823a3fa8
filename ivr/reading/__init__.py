"""YAML without guesses: every scalar is the text that was typed, and every fault is told with its line and its mend.

`read_mapping` and `read_list` open a file; `Fields` takes typed things out of a mapping and goes on after a fault, so that
one reading finds them all; `Faults.stop` raises what was found. `dump` writes YAML that no other reader guesses about.
Knows nothing of menus or of calls. `parse` is the one door to the yaml library.
"""

from ivr.reading.dump import Writable, dump
from ivr.reading.fields import Fields
from ivr.reading.kinds import CLOCK, DAY, TEXT, YES_NO, Kind, nearest, taken, whole
from ivr.reading.parse import LARGEST_BYTES, read, read_list, read_mapping
from ivr.reading.tree import Block, Faults, Scalar, Series, Tree

__all__ = [
    "CLOCK",
    "DAY",
    "LARGEST_BYTES",
    "TEXT",
    "YES_NO",
    "Block",
    "Faults",
    "Fields",
    "Kind",
    "Scalar",
    "Series",
    "Tree",
    "Writable",
    "dump",
    "nearest",
    "read",
    "read_list",
    "read_mapping",
    "taken",
    "whole",
]
