"""Words as a listener meets them: how many, how long they take, how hard they are, and which keys they name.

Knows English; nothing of menus. Syllables are counted by pyphen (its American patterns, two letters at each end): against a
pronouncing dictionary that is right for 19 words in 20 of ours and puts a page about half a grade low, so treat a grade as
give or take one.
"""

import re
from functools import cache

import pyphen  # type: ignore[import-untyped]  # it ships no types
import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

WORDS_A_MINUTE = 150
PAUSE_S = 0.6  # after each choice of a menu

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")  # noqa: RUF001 - authors type curly apostrophes
_TOKEN = re.compile(r"[\w@]+(?:['’:.-]\w+)*")  # noqa: RUF001 - authors type curly apostrophes
_NUMBER = re.compile(r"\d+(?:,? \d+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_KEY = re.compile(r"\bpress(?:ing)?\s+(\d|star|hash|zero)\b", re.IGNORECASE)
_ANY_KEY = re.compile(r"\b(\d|star|hash|zero)\b", re.IGNORECASE)
_SHORTEST, _LONG = 3, 5  # digits: of a number to ring, and of one that is read out digit by digit
_NAMED = {"star": "*", "hash": "#", "zero": "0"}
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a about all an and any are as at be by can do for from get go has have help how i if in is it its me more my no not of "
        "on one or other our out someone than that the their them then there they this to up us using want was we what when "
        "where which who why will with you your",
    )
)


def sentences(words: str) -> list[str]:
    """The sentences of what is said, in order."""
    return [sentence for sentence in _SENTENCE.split(words.strip()) if _TOKEN.search(sentence)]


def count(words: str) -> int:
    """How many words there are; a run of digits is one."""
    return len(_TOKEN.findall(words))


def seconds(words: str) -> float:
    """How long the words take to say, in seconds, each digit of a telephone number being a word."""
    digits = sum(len(re.findall(r"\d", run)) - len(run.split()) for run in _NUMBER.findall(words) if _telephone(run))
    return (count(words) + digits) * 60 / WORDS_A_MINUTE


def grade(words: str) -> float:
    """The Flesch-Kincaid grade (Kincaid and others, 1975): school years needed to read this. Figures are left out."""
    found = _WORD.findall(words)
    if not found:
        return 0.0
    syllables = sum(_syllables(word.lower()) for word in found)
    return 0.39 * len(found) / len(sentences(words)) + 11.8 * syllables / len(found) - 15.59


def stems(words: str) -> frozenset[str]:
    """The words that carry the meaning, each cut to its stem: "complaints" and "complain" meet."""
    return frozenset(_stem(word.lower()) for word in _WORD.findall(words) if word.lower() not in _STOP)


def telephone_numbers(words: str) -> list[str]:
    """Runs of three or more digits as they are said or written, their spaces and commas left out: "9 9 9" is "999"."""
    runs = ("".join(re.findall(r"\d", run)) for run in _NUMBER.findall(words))
    return [run for run in runs if len(run) >= _SHORTEST]


def keys_pressed(words: str) -> list[str]:
    """The keys that the words say to press, as Twilio names them: "press star" is "*"."""
    return [_key(found) for found in _KEY.findall(words)]


def keys_named(words: str) -> list[str]:
    """Every key that the words name at all: "Back, star." names "*"."""
    return [_key(found) for found in _ANY_KEY.findall(words)]


def _key(said: str) -> str:
    return _NAMED.get(said.lower(), said)


def _telephone(number: str) -> bool:
    return len(number.replace(" ", "")) >= _LONG or number.startswith("0")


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=2, right=2)


@cache
def _syllables(word: str) -> int:
    return len(_hyphens().positions(word)) + 1


@cache
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))
