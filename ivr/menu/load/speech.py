"""speech.yaml: how words are said that a voice, or a person at the microphone, would get wrong.

Knows how an author writes it: `NHS: letters` for a word that is said letter by letter, `{like: ..., ipa: ...}` for one that is not said
as it is written. A helpline with no such words has no such file.
"""

import re
import unicodedata

from ivr.menu.aloud import Pronunciation
from ivr.reading import TEXT, Block, Fields, Kind

_LETTERS = "letters"
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'-]{0,39}")
_MARKS = frozenset("ˈˌː.ˑ ̩̃")


def _ipa(text: str) -> str | None:
    sounds = unicodedata.normalize("NFC", text.strip("/"))
    known = all(character in _MARKS or unicodedata.category(character) in {"Ll", "Lm", "Lo"} for character in sounds)
    return sounds if sounds and known else None


_SAID = Kind(f"`{_LETTERS}`, or how it is said, such as {{like: sen-coe, ipa: ˈsɛnkəʊ}}", lambda text: text == _LETTERS or None, True)  # noqa: FBT003 - the stand-in
_IPA = Kind("its sounds in the alphabet of phoneticians, such as ˈsɛnkəʊ", _ipa, "")


def pronunciations(f: Fields) -> dict[str, Pronunciation]:
    """All of speech.yaml, by the word."""
    return {key.text: _pronunciation(key.text, f) for key in f.names() if _is_word(key.text, f)}


def _is_word(word: str, f: Fields) -> bool:
    if _WORD.fullmatch(word):
        return True
    f.fault(word, f"`{word}` is not one word.", "Write one word, as it stands in the menus.")
    return False


def _pronunciation(word: str, f: Fields) -> Pronunciation:
    if isinstance(f.value(word), Block):
        with f.part(word) as said:
            return Pronunciation(word, like=said.take("like", TEXT), ipa=said.take("ipa", _IPA), where=said.where)
    f.take(word, _SAID)
    return Pronunciation(word, where=f.where_of(word))
