"""Words as they are compared: whether what was written down by ear says the same as what was to be said.

Whoever listens writes "03000 41 3000", "kent.gov.uk" or "Monday 4th January 9 a.m." for what an author writes otherwise, and means the
same sounds. Knows the ways of writing; nothing of sound, nor of reports.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, assert_never

from ivr.menu.aloud import Digits, Letters, Plain, Sounded, Spoken

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = {word: 10 * n for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_NUMBERS: Final = {**{word: n for n, word in enumerate(_ONES.split())}, **_TENS, "oh": 0, "nought": 0}
_FIRST: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS: Final = {**{word: n for n, word in enumerate(_FIRST.split(), 1)}, "thirtieth": 30}
_MONTHS: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_SAME: Final = {
    "advisor": "adviser",
    "advisors": "advisers",
    "center": "centre",
    "council's": "councils",
    "cue": "queue",
    "endeavors": "endeavours",
    "feint": "faint",
    "koram": "coram",
    "okay": "ok",
    "organization": "organisation",
    "organizations": "organisations",
    "passed": "past",
    "program": "programme",
    "senko": "senco",
    "weather": "whether",
}
_ALIKE: Final = {"2": "to", "for": "4", "too": "to"}  # words that sound the same, where only the sentence tells which it is
# How the same sounds are written in more than one way, brought to one: each on small letters, in this order.
_WAYS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\N{RIGHT SINGLE QUOTATION MARK}", "'"),
        (r"@", " at "),
        (r"\bmade stone\b", "maidstone"),
        (r"\bc (?=\d)|\bc(?=\d)", "see "),
        (r"\bcallback(s?)\b", r"call back\1"),
        (r"\bo(?=\d)", "0 "),
        (r"(?<=\d)([, ]+)o\b", r"\1 0"),
        (r"\b([ap])\.? ?m\b\.?", r" \1m "),
        (r"(?<=\d)\.(?=\d)", " point "),
        (r"(?<=[a-z])-(?=[a-z]+\.[a-z])", " dash "),
        (r"(?<=\w)\.(?=[a-z]{2})", " dot "),
        (r"[-\N{EN DASH}]", " "),
    )
)
# And what is left out by some, once the numbers are in figures: "11.16", "on Monday the 4th of January at 9am".
_LEFT_OUT: Final = (
    (re.compile(r"(?<=\d) point (?=\d)"), " "),
    (re.compile(r"\bthe (?=\d+th\b)"), ""),
    (re.compile(rf"\bof (?=(?:{_MONTHS})\b)"), ""),
    (re.compile(rf"\b(\d+) (?=(?:{_MONTHS})\b)"), r"\1th "),
    (re.compile(r"\bat (?=\d+ (?:\d+ )?[ap]m\b)"), ""),
)
_WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_MATTERS: Final = re.compile(r"\d|star|hash|dot|[a-z]|[ap]m|\d+th")
_POSTCODE: Final = re.compile(r"[a-z]{1,2}\d{1,2}|\d(?!th|am|pm)[a-z]{2}")  # either half of one
_DIGITS: Final = re.compile(r"\d{2,}")


def said(spoken: Spoken) -> list[str]:
    """The words that are to be said, as they are compared."""
    return compared("".join(_said(spoken)))


def spelled(spoken: Spoken) -> frozenset[str]:
    """What is said letter by letter, written as one word."""
    return frozenset(stretch.letters.lower() for stretch in spoken.stretches if isinstance(stretch, Letters))


def compared(words: str, by_letters: frozenset[str] = frozenset()) -> list[str]:
    """Words in small letters, numbers in figures one by one, and the words of `by_letters` letter by letter."""
    text = words.lower()
    for pattern, instead in _WAYS:
        text = pattern.sub(instead, text)
    text = " ".join(_joined([word for one in _WORD.findall(text) for word in _one(one, by_letters)]))
    for pattern, instead in _LEFT_OUT:
        text = pattern.sub(instead, text)
    return [word for one in text.split() for word in (one if _DIGITS.fullmatch(one) or _POSTCODE.fullmatch(one) else [one])]


def that_matter(words: list[str]) -> list[str]:
    """Those of compared words that must be heard just as they are said: numbers, keys, letters, dots, and what is beside a dot."""
    return [word for n, word in enumerate(words) if _matters(word, [*words[max(0, n - 1) : n], *words[n + 1 : n + 2]])]


def alike(wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    """What was found, with the word that was wanted wherever another that sounds the same was written for it: "four" for "for"."""
    same = list(found)
    for kind, first, last, start, end in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if kind == "replace" and last - first == end - start:
            for at, word in zip(range(start, end), wanted[first:last], strict=True):
                same[at] = word if same[at] == _ALIKE.get(word) else same[at]
    return same


def misheard(wanted: Sequence[str], found: Sequence[str]) -> list[int]:
    """For each wanted word, how much of it was heard wrong: itself, and what was heard before it that nobody said.

    Of all ways to lay the two beside each other, one with the fewest faults (Levenshtein's).
    """
    faults = [0] * len(wanted)
    least = _least(wanted, found)
    at, heard = len(wanted), len(found)
    while wanted and (at or heard):
        other = int(at > 0 and heard > 0 and wanted[at - 1] != found[heard - 1])
        if at and heard and least[at][heard] == least[at - 1][heard - 1] + other:
            at, heard, word = at - 1, heard - 1, at - 1
        elif heard and least[at][heard] == least[at][heard - 1] + 1:
            heard, word, other = heard - 1, min(at, len(wanted) - 1), 1
        else:
            at, word, other = at - 1, at - 1, 1
        faults[word] += other
    return faults


def _least(wanted: Sequence[str], found: Sequence[str]) -> list[list[int]]:
    """The fewest faults between so many of the wanted words and so many of those found."""
    least = [[at + heard if not (at and heard) else 0 for heard in range(len(found) + 1)] for at in range(len(wanted) + 1)]
    for at, word in enumerate(wanted, 1):
        for heard, other in enumerate(found, 1):
            least[at][heard] = min(least[at - 1][heard - 1] + (word != other), least[at - 1][heard] + 1, least[at][heard - 1] + 1)
    return least


def _matters(word: str, beside: Sequence[str]) -> bool:
    if "dot" in beside:
        return True
    if word in ("a", "i"):  # words like others, but for those that stand among letters: I, A, S, K
        return any(len(one) == 1 and one.isalpha() for one in beside)
    return _MATTERS.fullmatch(word) is not None


def _said(spoken: Spoken) -> Iterator[str]:
    for stretch in spoken.stretches:
        match stretch:
            case Plain(text):
                yield text
            case Digits():
                yield f" {' '.join(stretch.digits)} "
            case Letters():
                yield f" {' '.join(stretch.letters)} "
            case Sounded(text):
                yield text
            case _:
                assert_never(stretch)


def _one(word: str, by_letters: frozenset[str]) -> Iterator[str]:
    if word in by_letters:
        yield from word
    elif word in _ORDINALS:
        yield f"{_ORDINALS[word]}th"
    elif word in _NUMBERS:
        yield str(_NUMBERS[word])
    elif ordinal := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word):
        yield f"{ordinal[1]}th"
    elif hour := re.fullmatch(r"(\d+)(am|pm)", word):
        yield from (hour[1], hour[2])
    else:
        yield _SAME.get(word, word)


def _joined(words: list[str]) -> list[str]:
    """Twenty and three are 23, and a hundred and eleven 111, whoever writes them so."""
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        if before.isdigit() and int(before) in _TENS.values() and re.fullmatch(r"[1-9](th)?", word):
            found[-1] = str(int(before) + int(word[0])) + word[1:]
        elif word == "hundred" and before.isdigit():
            found[-1] = f"{before}00"
        else:
            found.append(word)
    return found
