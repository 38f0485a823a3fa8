"""The spoken form for whoever reads at a microphone: which words are not said as they are written, and how they are said.

Knows English as people read it aloud; what is said in a way of its own was decided in `ivr.menu.aloud`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from ivr.menu.aloud import Digits, Letters, Plain, Sounded, Spoken

_DIGITS: Final = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PACE_WPM: Final = 150  # what readers are asked for (L28)


@dataclass(frozen=True, slots=True)
class Hint:
    """Words as they are written, and how they are said."""

    text: str
    say: str


def hints(spoken: Spoken) -> tuple[Hint, ...]:
    """What has to be said in a way of its own, in the order in which it comes, each once."""
    return tuple(dict.fromkeys(_hints(spoken)))


def _hints(spoken: Spoken) -> Iterator[Hint]:
    for stretch in spoken.stretches:
        match stretch:
            case Plain():
                pass
            case Digits(text):
                yield Hint(text, " ".join(_DIGITS[int(digit)] for digit in stretch.digits))
            case Letters(text):
                yield Hint(text, ", ".join(stretch.letters))
            case Sounded(text, like):
                yield Hint(text, like)
            case _:
                assert_never(stretch)
