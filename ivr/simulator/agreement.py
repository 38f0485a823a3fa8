"""Two versions of one call held against each other: as the engine goes on paper, and as the helpline went over the telephone.

Knows what must be the same: the steps, every word that is said, every text. Nothing of how a version comes about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff

from ivr.simulator.steps import Step
from ivr.simulator.transcript import Transcript
from ivr.simulator.writing import write

_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True, slots=True)
class Version:
    """A call as it went: its transcript, all that was said, the texts that came, and what else Twilio would have found amiss."""

    transcript: Transcript
    said: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    amiss: tuple[str, ...] = ()

    def then(self, steps: Sequence[Step], said: Sequence[str] = (), texts: Sequence[str] = (), amiss: Sequence[str] = ()) -> "Version":
        """The same call a little later. Where one thing said ends and the next begins makes no difference."""
        transcript = replace(self.transcript, steps=(*self.transcript.steps, *steps))
        return Version(transcript, (*self.said, *said), (*self.texts, *texts), (*self.amiss, *amiss))


def difference(paper: Version, line: Version) -> str:
    """What the two would have had happen, said and sent, side by side; empty if it is the same."""
    return "\n".join(
        [*_unlike("call", _steps(paper, line)), *_unlike("words", _words(paper, line)), *_unlike("texts", _texts(paper, line)), *line.amiss]
    )


Sides = tuple[Sequence[str], Sequence[str]]


def _steps(paper: Version, line: Version) -> Sides:
    if paper.transcript == line.transcript:
        return (), ()
    return write([paper.transcript]).splitlines(), write([line.transcript]).splitlines()


def _words(paper: Version, line: Version) -> Sides:
    return _BETWEEN_SENTENCES.split(" ".join(paper.said)), _BETWEEN_SENTENCES.split(" ".join(line.said))


def _texts(paper: Version, line: Version) -> Sides:
    return paper.texts, line.texts


def _unlike(what: str, sides: Sides) -> Iterator[str]:
    return unified_diff(*sides, f"{what} on paper", f"{what} over HTTP", lineterm="")
