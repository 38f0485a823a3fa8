"""How words sound: the spoken form of what an author wrote.

One spoken form feeds the recording, the voice that stands in for it and whoever reads at the microphone, so that none of them says a
number or a name in a way of its own. Nothing is rewritten: a spoken form is the words as written, cut into stretches, some of which
are marked with how they are said. Knows English as it is spoken in Kent, and the author's list of words that a voice would get wrong
(`menus/speech.yaml`); nothing of voices, TwiML or sound.

Three things are understood without being listed: a telephone number in groups with commas ("03000, 41, 3000"), digits with spaces
between them ("9 9 9"), and letters with spaces between them ("U K"). Each is said one by one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import assert_never

from ivr.errors import Where

_NOWHERE = Where("-")


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a word is said. `like` is for a reader ("sen-coe"), `ipa` for a voice; a word without `ipa` is said letter by letter."""

    word: str
    like: str = ""
    ipa: str = ""
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that any voice says right."""

    text: str


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits that are said one by one: "03000", "9 9 9". `last` if the number ends with them, so that the voice falls."""

    text: str
    last: bool = True

    @property
    def digits(self) -> str:
        """The digits alone."""
        return self.text.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters that are said one by one: "NHS", "U K"."""

    text: str

    @property
    def letters(self) -> str:
        """The letters alone."""
        return self.text.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Sounded:
    """A word that is said in a way of its own. `like` tells a reader, `ipa` (the alphabet of phoneticians) a voice."""

    text: str
    like: str
    ipa: str


Stretch = Plain | Digits | Letters | Sounded


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said, in stretches; joined together they are the words as written."""

    stretches: tuple[Stretch, ...] = ()

    @property
    def text(self) -> str:
        """The words as written."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def sha256(self) -> str:
        """A hash of the words and of how they sound. Spaces between words do not count, nor a pause at the end (comma, full stop)."""
        return sha256("\n".join([_plain(self.text), *sorted({_sound(one) for one in self.stretches} - {""})]).encode()).hexdigest()

    def __bool__(self) -> bool:
        return bool(self.stretches)


NOTHING = Spoken()

_NUMBER = r"(?<![\d,])0\d+(?:, \d+)+"
_ONE_BY_ONE = r"(?<![\d,])\b\d(?: \d)+\b"
_SPELLED = r"\b[A-Z](?: [A-Z])+\b"
_GROUP = re.compile(r"\d+")
_MORE = re.compile(rf", {_ONE_BY_ONE}")


def aloud(words: str, list_: Mapping[str, Pronunciation]) -> Spoken:
    """The spoken form of these words. `list_` holds how words are said, by the word."""
    return _aloud(words, tuple(list_.values()))


@lru_cache(maxsize=4096)  # the same few hundred scripts, turn after turn
def _aloud(words: str, known: tuple[Pronunciation, ...]) -> Spoken:
    by_word = {one.word: one for one in known}
    found: list[Stretch] = []
    start = 0
    for match in _pattern(tuple(by_word)).finditer(words):
        if match.start() > start:
            found.append(Plain(words[start : match.start()]))
        found.extend(_marked(match[0], by_word, goes_on=_MORE.match(words, match.end()) is not None))
        start = match.end()
    if start < len(words):
        found.append(Plain(words[start:]))
    return Spoken(tuple(found))


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words, key=len, reverse=True)]
    return re.compile("|".join([_NUMBER, _ONE_BY_ONE, _SPELLED, *listed]))


def _marked(text: str, by_word: Mapping[str, Pronunciation], *, goes_on: bool) -> Iterator[Stretch]:
    if text in by_word:
        one = by_word[text]
        yield Sounded(text, one.like, one.ipa) if one.ipa else Letters(text)
    elif text[0].isdigit() and "," in text:
        yield from _groups(text)
    elif text[0].isdigit():
        yield Digits(text, last=not goes_on)
    else:
        yield Letters(text)


def _groups(text: str) -> Iterator[Stretch]:
    start = 0
    for match in _GROUP.finditer(text):
        if match.start() > start:
            yield Plain(text[start : match.start()])
        yield Digits(match[0], last=match.end() == len(text))
        start = match.end()


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".,")


def _sound(stretch: Stretch) -> str:
    match stretch:
        case Sounded(text, _, ipa):
            return f"{text} /{ipa}/"
        case Letters(text):
            return "" if " " in text else f"{text} by letters"  # written apart, the words themselves tell
        case Plain() | Digits():
            return ""
        case _:
            assert_never(stretch)
