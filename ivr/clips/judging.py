"""What is wrong with a recording, told from its file alone: what a caller, or the telephone, would not bear.

Knows the limits and the clauses they come from; how each is measured is known in `ivr.clips.measure`. The same limits hold for a voice
that is made and for a person's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ivr.clips import manifest, mastering, measure, sound
from ivr.clips.catalogue import Catalogue
from ivr.clips.manifest import Entry
from ivr.clips.measure import Measured
from ivr.clips.state import State
from ivr.menu.reader import words_of
from ivr.menu.repertoire import Reading

LONGEST_S: Final = 35.0  # a page (L24); a warning past 25 s is for the menus' own check
_LEVEL_DB: Final = 1.0
_LEAD_S: Final = 0.1
_PAUSES_DB: Final = 30.0  # below the speech (L21)
_IN_BAND: Final = 0.6  # of its power within 300 to 3400 Hz (L33); a voice has its lowest notes below
_PACE_WPM: Final = (140.0, 160.0)  # what is asked for
PACE_LIMIT_WPM: Final = (115.0, 175.0)  # L28
JUDGED_WORDS: Final = 8  # of fewer the pace says nothing
_SHORT_S: Final = 0.15
_ROUNDED_S: Final = 0.05
_CLAUSE: Final = re.compile(r" \(L\d+\)")


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """One thing about one recording. `is_error` unless it can be lived with."""

    id: str
    is_error: bool
    problem: str
    mend: str

    @property
    def plain(self) -> str:
        """The problem without the clause it comes from, which says nothing to somebody at a microphone."""
        return _CLAUSE.sub("", self.problem)

    def __str__(self) -> str:
        return f"{self.id}: {'error' if self.is_error else 'warning'}: {self.problem} {self.mend}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A recording that is wanted, how it stands with it, what was measured of it if it can be, and what is wrong."""

    reading: Reading
    state: State
    measured: Measured | None
    verdicts: tuple[Verdict, ...]


def judge(folder: Path, readings: Iterable[Reading]) -> Iterator[Judged]:
    """Every recording that is wanted of this folder. Raises `OperatorError` if its manifest cannot be read."""
    catalogue, known = Catalogue.load(folder), manifest.read(folder)
    for reading in readings:
        state = catalogue.state(reading)
        clip = catalogue.clips.get(reading.id)
        if clip is None:
            yield Judged(reading, state, None, (_absent(reading, state, catalogue),))
            continue
        measured = measure.measure(sound.decoded(clip.sound), words_of(reading.spoken))
        stale = (_absent(reading, state, catalogue),) if state is State.STALE else ()
        yield Judged(reading, state, measured, (*stale, *verdicts(reading, measured), *_described(reading, measured, known[reading.id])))


def _absent(reading: Reading, state: State, catalogue: Catalogue) -> Verdict:
    match state:
        case State.MISSING:
            problem = "There is no recording."
        case State.STALE:
            problem = "The recording says other words than the menu."
        case State.FAULTY | State.CURRENT:
            problem = f"The recording is not used: it {catalogue.faults.get(reading.id, 'is faulty.')}"
    return Verdict(reading.id, True, problem, "Make it with `ivr audio make`, or read it again; until then the voice reads the words.")  # noqa: FBT003 - an error


def verdicts(reading: Reading, found: Measured) -> Iterator[Verdict]:
    """What is wrong with a recording of this reading, by what was measured of it."""
    again = f"Make it again with `ivr audio make --again {reading.id}`, or master a person's take again with `ivr audio take`."
    around = mastering.edges(reading)
    for is_wrong, is_error, problem in (
        (abs(found.level_dbfs - mastering.LEVEL_DBFS) > _LEVEL_DB, True, f"Its level is {found.level_dbfs:.1f} dBFS, not -22 (L32)."),
        (found.peak_dbtp > mastering.PEAK_DBTP + 0.05, True, f"Its peak is {found.peak_dbtp:.1f} dBTP, above -3."),
        (found.longest_silence_s > mastering.LONGEST_SILENCE_S, True, f"It is silent for {found.longest_silence_s:.1f} s (L31)."),
        (abs(found.lead_s - around.lead_s) > _LEAD_S, True, f"It begins after {found.lead_s:.2f} s, not {around.lead_s} (L30)."),
        (abs(found.tail_s - around.tail_s) > _LEAD_S, True, f"It ends with {found.tail_s:.2f} s of silence, not {around.tail_s}."),
        (found.pauses_db < _PAUSES_DB, True, f"Its pauses are only {found.pauses_db:.0f} dB below the speech (L21)."),
        (found.in_band < _IN_BAND, True, f"Only {found.in_band:.0%} of it is what a telephone carries (L33)."),
        (found.seconds > LONGEST_S, True, f"It is {found.seconds:.0f} s long (L24)."),
        (found.seconds < _SHORT_S, True, f"It is {found.seconds:.2f} s long: nothing is said in that time."),
        *_pace(reading, found),
    ):
        if is_wrong:
            yield Verdict(reading.id, is_error, problem, again)


def is_paced(reading: Reading) -> bool:
    """Whether its pace says anything: it has words enough, and is no piece of a sentence."""
    return words_of(reading.spoken) >= JUDGED_WORDS and not reading.before and not reading.after


def _pace(reading: Reading, found: Measured) -> Iterator[tuple[bool, bool, str]]:
    if not is_paced(reading):
        return
    least, most = PACE_LIMIT_WPM
    beyond = not least <= found.wpm <= most
    asked = _PACE_WPM[0] - 0.5 <= found.wpm <= _PACE_WPM[1] + 0.5
    yield not asked, beyond, f"It is read at {found.wpm:.0f} words a minute, not 140 to 160 (L28)."


def _described(reading: Reading, found: Measured, entry: Entry | str) -> Iterator[Verdict]:
    if isinstance(entry, Entry) and abs(entry.seconds - found.seconds) > _ROUNDED_S:
        problem = f"The manifest says that it is {entry.seconds} s long, and it is {found.seconds:.2f}."
        yield Verdict(reading.id, True, problem, "Make it again, so that the manifest is true.")  # noqa: FBT003 - an error
