"""What a run of typed keys means where a mobile number was asked for.

Knows the star: alone it goes back, and within a number it starts the number again.
"""

from dataclasses import dataclass

from ivr.texts.numbers import Mobile, Refusal, from_keys

_ALONE = ("0", "8", "9", "*")


@dataclass(frozen=True, slots=True)
class Alone:
    """One of the keys that are the same everywhere, pressed by itself."""

    key: str


@dataclass(frozen=True, slots=True)
class Again:
    """A number broken off with a star: it is to be typed anew."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Hash by itself, or no key at all."""


def read(keys: str, *, islands: bool) -> Mobile | Refusal | Alone | Again | Nothing:
    """What the keys say; a hash that ended them may or may not be among them. For `islands` see `may_text`."""
    typed = keys.strip("# ")
    if typed in _ALONE:
        return Alone(typed)
    if not typed:
        return Nothing()
    number = typed.rpartition("*")[2]
    return from_keys(number, islands=islands) if number else Again()
