"""The length of a text as the network counts it, which is what it costs and whether it arrives in one piece.

Knows the two alphabets of SMS, GSM-7 and UCS-2 (contract 4.12), and nothing of what a text says. What is counted is what is sent: words
that `ivr.menu.plain` has made plain.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ivr.menu.plain import BASIC, ESCAPED, beyond_gsm_7


class Alphabet(StrEnum):
    """How the characters of a text are coded. One character outside GSM-7 makes the whole text UCS-2."""

    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of a text: `units` of its alphabet (septets, or UTF-16 units) and the `segments` it is billed as."""

    alphabet: Alphabet
    units: int
    segments: int


_UNITS: Final = dict.fromkeys(BASIC, 1) | dict.fromkeys(ESCAPED, 2)

_ALONE: Final = {Alphabet.GSM_7: 160, Alphabet.UCS_2: 70}
_JOINED: Final = {Alphabet.GSM_7: 153, Alphabet.UCS_2: 67}  # room left beside the header that joins the parts
_ONE_UTF_16_UNIT: Final = 0xFFFF


def measure(body: str) -> Measure:
    """The size of `body`, sent exactly as it stands. An empty text is no segment at all."""
    alphabet = Alphabet.UCS_2 if beyond_gsm_7(body) else Alphabet.GSM_7
    widths = [_width(character, alphabet) for character in body]
    units = sum(widths)
    if units <= _ALONE[alphabet]:
        return Measure(alphabet, units, 1 if units else 0)
    return Measure(alphabet, units, _parts(widths, _JOINED[alphabet]))


def _width(character: str, alphabet: Alphabet) -> int:
    if alphabet is Alphabet.GSM_7:
        return _UNITS[character]
    return 1 if ord(character) <= _ONE_UTF_16_UNIT else 2


def _parts(widths: list[int], room: int) -> int:
    parts, left = 1, room
    for width in widths:
        if width > left:  # a character of two units is never cut: it opens the next part whole
            parts, left = parts + 1, room
        left -= width
    return parts
