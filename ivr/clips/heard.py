"""What a machine heard in each recording, held against its words: the report, and whether it is of today's files.

Knows the report (`heard.json`) and how two ways of writing the same words are told to be the same; who listens is in
`ivr.clips.hearing`, which no server and no test run needs.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from ivr.clips import manifest
from ivr.clips.catalogue import Catalogue
from ivr.errors import OperatorError
from ivr.menu.aloud import Digits, Letters, Plain, Sounded, Spoken
from ivr.menu.repertoire import Reading

REPORT: Final = "heard.json"
MOST_WER: Final = 0.02
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
_SAME: Final = {
    "okay": "ok",
    "program": "programme",
    "organization": "organisation",
    "organizations": "organisations",
    "adviser": "advisor",
}
_WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard in one recording: of so many words so many wrong. `exact` is None where it has nothing to dial or to press."""

    audio_sha256: str
    heard: str
    words: int
    wrong: int
    exact: bool | None = None

    @property
    def word_error_rate(self) -> float:
        """The share of words that were heard wrong."""
        return self.wrong / self.words if self.words else 0.0


def read(folder: Path) -> dict[str, Heard]:
    """The report of this folder; nothing where there is none. Raises `OperatorError` for what is no report."""
    try:
        clips = json.loads((folder / REPORT).read_text("utf-8"))["clips"]
        return {id: Heard(**{name: value for name, value in known.items() if name != "word_error_rate"}) for id, known in clips.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OperatorError(f"{folder / REPORT} is not a report ({type(error).__name__}): `ivr audio hear` makes one.") from None


def write(folder: Path, found: Mapping[str, Heard]) -> None:
    """Keep the report, in one move."""
    clips = {id: {**asdict(heard), "word_error_rate": round(heard.word_error_rate, 4)} for id, heard in sorted(found.items())}
    report: dict[str, Any] = {"word_error_rate": round(word_error_rate(found.values()), 4), "clips": clips}
    manifest.put(folder / REPORT, (json.dumps(report, indent=1, ensure_ascii=False) + "\n").encode())


def word_error_rate(found: Iterable[Heard]) -> float:
    """The share of all words that were heard wrong."""
    both = [(heard.wrong, heard.words) for heard in found]
    return sum(wrong for wrong, _ in both) / max(1, sum(words for _, words in both))


def faults(folder: Path, readings: Iterable[Reading]) -> Iterator[str]:
    """What is wrong with the report of this folder: what was not heard, or not as it is now; what was heard wrong."""
    report, catalogue = read(folder), Catalogue.load(folder)
    for reading in readings:
        clip, found = catalogue.clips.get(reading.id), report.get(reading.id)
        if clip is None:
            continue
        if found is None or found.audio_sha256 != clip.audio_sha256:
            yield f"{reading.id}: nobody has listened to this recording since it was made: `ivr audio hear`."
        elif found.exact is False:
            yield f"{reading.id}: a number, an address or a key was heard wrong: {found.heard}"
    if (rate := word_error_rate(report.values())) > MOST_WER:
        yield f"{rate:.1%} of all words were heard wrong; {MOST_WER:.0%} is the most."


def said(spoken: Spoken) -> str:
    """The words as they are said, for comparing: digits and letters one by one."""
    return "".join(_said(spoken))


def plain(words: str) -> list[str]:
    """Words as they are compared: in small letters, numbers in figures, without what only writing has."""
    found: list[str] = []
    for word in _WORD.findall(words.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("-", " ")):
        found.extend(_one(word))
    return _joined(found)


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


def _one(word: str) -> Iterator[str]:
    if word in _ORDINALS:
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
    """Twenty and three are 23, whoever writes them so; a run of digits is digits, one by one."""
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        tens = before.isdigit() and int(before) in _TENS.values()
        if tens and re.fullmatch(r"[1-9](th)?", word):
            found[-1] = str(int(before) + int(word[0])) + word[1:]
        else:
            found.append(word)
    return found
