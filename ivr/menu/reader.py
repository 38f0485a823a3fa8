"""The spoken form for whoever reads at a microphone: which words are not said as they are written, and how long the reading takes.

Knows English as people read it aloud; what is said in a way of its own was decided in `ivr.menu.aloud`.
"""

import re
from dataclasses import dataclass
from typing import Final, assert_never

from ivr.menu.aloud import Digits, Letters, Plain, Sounded, Spoken, Stretch

PACE_WPM: Final = 150  # what readers are asked for (L28)
_MINUTE_S: Final = 60
_DIGITS: Final = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORD: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the words. `how` says how they are said; empty where anybody would say them so."""

    text: str
    how: str = ""


def parts(spoken: Spoken) -> list[Part]:
    """The words, in parts."""
    return [Part(stretch.text, _how(stretch)) for stretch in spoken.stretches]


def hints(spoken: Spoken) -> list[Part]:
    """What is said in a way of its own, each once."""
    return list(dict.fromkeys(part for part in parts(spoken) if part.how))


def target_s(spoken: Spoken) -> int:
    """How long it takes at the pace of a calm talk, in whole seconds."""
    return max(1, round(words_of(spoken) * _MINUTE_S / PACE_WPM))


def words_of(spoken: Spoken) -> int:
    """How many words are said: a digit that is said by itself counts as one, and so does a letter (L24)."""
    return sum(_words(stretch) for stretch in spoken.stretches)


def _words(stretch: Stretch) -> int:
    match stretch:
        case Plain(text):
            return len(_WORD.findall(text))
        case Digits():
            return len(stretch.digits)
        case Letters():
            return len(stretch.letters)
        case Sounded():
            return 1


def _how(stretch: Stretch) -> str:
    match stretch:
        case Plain():
            return ""
        case Digits():
            return ", ".join(_DIGITS[int(digit)] for digit in stretch.digits)
        case Letters():
            return f"letter by letter: {', '.join(stretch.letters)}"
        case Sounded(_, like, ipa):
            return f"like \N{LEFT DOUBLE QUOTATION MARK}{like}\N{RIGHT DOUBLE QUOTATION MARK}" if like else f"as /{ipa}/"
        case _:
            assert_never(stretch)
