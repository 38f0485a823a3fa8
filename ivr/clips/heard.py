"""What a machine heard in each recording, held against its words: the report.

Knows the report (`heard.json`); which ways of writing are the same words is told by `ivr.clips.wording`, and who listens is in
`ivr.clips.hearing`, which no server and no test run needs.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from ivr.clips import manifest
from ivr.errors import OperatorError

REPORT: Final = "heard.json"
MOST_WER: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard in one recording: of so many words so many wrong.

    `important` are its numbers, keys and addresses as they are compared, `exact` whether they were heard just so; None where it has none.
    Of a piece of a sentence `heard` is the whole sentence, and `audio_sha256` the hash of all its pieces' sounds.
    """

    audio_sha256: str
    heard: str
    words: int
    wrong: int
    important: str = ""
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
