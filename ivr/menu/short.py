"""The code by which a link or a text is found at our own short address: the same on every server, and for as long as its id is kept.

Knows nothing of who asks: everybody is sent the same code. Without vowels, so that it spells no word, and without signs that are taken
for one another.
"""

from hashlib import sha256
from typing import Final

_SIGNS: Final = "bcdfghjkmnpqrstvwxz23456789"
_LENGTH: Final = 5  # 14 million codes


def code(id: str) -> str:
    """Five signs for the id of a link or of a text."""
    number = int.from_bytes(sha256(id.encode()).digest(), "big")
    signs = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[place])
    return "".join(signs)
