"""Words as the sounds that the voice is given: British English, in the letters of its own phonemes (misaki's).

The one door to hibari, which knows how English is spelt. Knows how each kind of stretch is said; nothing of sound. Sentences are told
apart here, because the voice speaks one at a time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final, assert_never

from ivr.errors import OurError
from ivr.menu.aloud import Digits, Letters, Plain, Sounded, Spoken, Stretch

Reader = Callable[[str], str]  # of words, with [word](/phonemes/) for what it is to say as told

KEY: Final = ";"  # stands before the key of a choice, where people need a breath
GROUP: Final = "\N{EM DASH}"  # stands between the groups of a number, where they write down what they heard
MOST: Final = 509  # phonemes in a sentence; the voice would cut off what is beyond them
_DIGITS: Final = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NAMES: Final = (  # of the letters of the alphabet, in its order
    "ˈA bˈiː sˈiː dˈiː ˈiː ˈɛf ʤˈiː ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈQ pˈiː kjˈuː ˈɑː ˈɛs tˈiː jˈuː vˈiː dˈʌbəljˌuː ˈɛks wˈI zˈɛd"
)
_LETTERS: Final = dict(zip(ascii_uppercase, _NAMES.split(), strict=True))
# One letter of the voice's for what phoneticians write in two, and the vowels of British English, before which a stress mark stands.
_DIPHTHONGS: Final = {"əʊ": "Q", "oʊ": "Q", "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "tʃ": "ʧ", "dʒ": "ʤ", "g": "ɡ", "r": "ɹ"}
_VOWELS: Final = "QAIWYaɑɒæʌəɜɛeɪiɔʊu"
_STRESSED: Final = re.compile(rf"([ˈˌ])([^{_VOWELS}ˈˌ ]*)")
_ENDS: Final = re.compile(r"(?<=[.?!]) +")
_ALONE: Final = re.compile(r"\b((?:section|letter) )([A-Z])\b")  # else "section I" is read as the Roman one
_BEFORE_KEY: Final = re.compile(r",(?= press\b| (?:\d|star|hash)\.?$)")
# A "for" or a "we" that begins a sentence is weak; half stressed, as the reader has it, the voice slurs what comes before its vowel.
_WEAK: Final = re.compile(r"^([^\sˈˌ]*)ˌ(?=[^\sˈ]*\s)")
_FOR: Final = re.compile(r"^fˌɔː(?=\s)")  # it begins most options, and its f is lost on a telephone where it is weak
_BETWEEN_GROUPS: Final = re.compile(r"^, *$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in phonemes. `number` says that it holds a number to write down."""

    phonemes: str
    number: bool = False


def sentences(spoken: Spoken, read: Reader) -> tuple[Sentence, ...]:
    """The sentences of what is said. Raises `OurError` for one that is longer than the voice can say."""
    found = tuple(_sentence(text, read) for text in _ENDS.split(_marked(spoken)) if text.strip())
    for sentence in found:
        if len(sentence.phonemes) > MOST:
            problem = f"A sentence of {len(sentence.phonemes)} sounds is more than the voice can say, which is {MOST}"
            message = f"{problem}: {spoken.text[:60]}"
            raise OurError(message)
    return found


def british() -> Reader:
    """Whoever reads English aloud as it is spoken here. Needs the extra `voice`."""
    from hibari.g2p import G2P  # noqa: PLC0415 - an extra

    reader = G2P(british=True)
    return lambda words: str(reader(words))


def of_ipa(ipa: str) -> str:
    """The voice's own letters for what phoneticians write."""
    for theirs, its_own in _DIPHTHONGS.items():
        ipa = ipa.replace(theirs, its_own)
    return _STRESSED.sub(r"\2\1", ipa.replace(".", ""))


def _sentence(text: str, read: Reader) -> Sentence:
    phonemes = _FOR.sub("fˈɔː", read(_BEFORE_KEY.sub(KEY, text.replace(_NUMBER, ""))).strip())
    return Sentence(_WEAK.sub(r"\1", phonemes), number=_NUMBER in text)


_NUMBER = "\N{NULL}"  # marks a sentence with a number in it; no author can write one


def _marked(spoken: Spoken) -> str:
    """The words, with what is said in a way of its own marked for the reader."""
    return "".join(_said(spoken.stretches))


def _said(stretches: tuple[Stretch, ...]) -> Iterator[str]:
    for n, stretch in enumerate(stretches):
        match stretch:
            case Plain(text):
                yield f"{GROUP} " if _BETWEEN_GROUPS.match(text) and _in_number(stretches, n) else _ALONE.sub(_named, text)
            case Digits(text, last):
                said = ", ".join(_DIGITS[int(digit)] for digit in stretch.digits)
                yield said + (_NUMBER if last and " " not in text else "")
            case Letters():
                sounds = " ".join(_LETTERS[letter] for letter in stretch.letters)
                yield f"[{stretch.letters}](/{sounds}/)"
            case Sounded(text, _, ipa):
                yield f"[{text}](/{of_ipa(ipa)}/)"
            case _:
                assert_never(stretch)


def _named(found: re.Match[str]) -> str:
    return f"{found[1]}[{found[2]}](/{_LETTERS[found[2]]}/)"


def _in_number(stretches: tuple[Stretch, ...], n: int) -> bool:
    before, after = stretches[n - 1 : n], stretches[n + 1 : n + 2]
    return bool(before and after) and isinstance(before[0], Digits) and isinstance(after[0], Digits)
