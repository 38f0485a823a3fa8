"""The contact sheet: every recording on one page, to look over and to listen to.

One HTML file that fetches nothing but the recordings beside it. Each row says in words what its picture shows. Knows how a recording is
shown; what is right or wrong with one is known in `ivr.clips.judging`, and what was heard in it in `ivr.clips.heard`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

import numpy as np

from ivr.clips import leaf, sound
from ivr.clips.catalogue import Catalogue
from ivr.clips.heard import Heard
from ivr.clips.judging import JUDGED_WORDS, Judged
from ivr.clips.manifest import Entry
from ivr.clips.measure import Measured
from ivr.clips.sound import Samples
from ivr.menu.reader import words_of

COLUMNS: Final = 240  # of a waveform
_HALF: Final = 30  # its height, up and down

_STYLE: Final = """
:root { color-scheme: light; }
body { margin: 1.5rem; font: 16px/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; color: #1b1b1b; background: #ffffff; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .5rem; }
tbody p { margin: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid #8a939c; }
thead th { position: sticky; top: 0; background: #ffffff; }
tbody th { font-weight: bold; white-space: nowrap; }
td.figures { white-space: nowrap; }
tr.wrong { background: #fff1f0; }
.wrong strong { color: #a31515; }
svg { display: block; width: 240px; height: 60px; background: #f2f5f8; }
path { stroke: #1f4e79; stroke-width: 1; fill: none; }
audio { width: 240px; height: 2.5rem; }
@media (max-width: 60rem) {
  body { margin: 1rem; }
  thead { display: none; }
  table, caption, tbody, tr, th, td { display: block; }
  th, td { padding: .25rem 0; border: 0; }
  tr { border-top: 1px solid #8a939c; padding: .5rem 0; }
  tbody th, td.figures { white-space: normal; overflow-wrap: anywhere; }
}
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The recordings there are, what is known of them, and what was heard in them.

    `beside` leads from the page to their folder: "" in that folder itself, else "../audio/".
    """

    catalogue: Catalogue
    known: Mapping[str, Entry]
    heard: Mapping[str, Heard]
    beside: str = ""


def sheet(judged: Sequence[Judged], shelf: Shelf) -> str:
    """The page."""
    page, body = leaf.begun("The recordings", _STYLE)
    leaf.put(body, "p", _summary(judged))
    table = SubElement(body, "table")
    leaf.put(table, "caption", "Each recording that the menus want, in the order of the menus.")
    titles = SubElement(SubElement(table, "thead"), "tr")
    for title in ("Recording", "Words", "Sound", "Measured", "State"):
        leaf.put(titles, "th", title, scope="col")
    rows = SubElement(table, "tbody")
    for one in judged:
        _row(rows, one, shelf)
    return leaf.written(page)


def wave(samples: Samples) -> str:
    """The outline of a sound as the path of an SVG: for each column its lowest and its highest point."""
    parts = np.array_split(samples, min(COLUMNS, max(1, samples.size)))
    lines = (f"M{n + 0.5} {_HALF * (1 - _edge(part, 1)):.1f}V{_HALF * (1 - _edge(part, -1)):.1f}" for n, part in enumerate(parts))
    return "".join(lines)


def _edge(part: Samples, side: int) -> float:
    return side * max(float((side * part).max(initial=0)), 0.01)


def _summary(judged: Sequence[Judged]) -> str:
    states = [one.state.value for one in judged]
    counts = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    seconds = sum(one.measured.seconds for one in judged if one.measured)
    wrong = sum(bool(one.verdicts) for one in judged)
    return f"{len(judged)} recordings: {counts or 'none'}. {seconds / 60:.0f} minutes in all. {wrong} of them have something to mend."


def _row(rows: Element, one: Judged, shelf: Shelf) -> None:
    entry, heard = shelf.known.get(one.reading.id), shelf.heard.get(one.reading.id)
    row = SubElement(rows, "tr", {"id": one.reading.id, **({"class": "wrong"} if one.verdicts else {})})
    leaf.put(row, "th", one.reading.id, scope="row")
    words = SubElement(row, "td")
    leaf.put(words, "p", " ".join(part for part in (_around(one, 0), one.reading.spoken.text, _around(one, 1)) if part))
    if heard and heard.wrong:
        leaf.put(words, "p", f"A machine heard: {heard.heard}")
    _sound(SubElement(row, "td"), one.reading.id, shelf)
    _lines(SubElement(row, "td", {"class": "figures"}), _figures(one, one.measured) if one.measured else ())
    state = SubElement(row, "td")
    _lines(state, (one.state.value, *((f"{entry.source.value}: {entry.by}",) if entry else ())))
    for verdict in one.verdicts:
        leaf.put(SubElement(state, "p"), "strong", f"{'Error' if verdict.is_error else 'Warning'}: {verdict.problem}")


def _around(one: Judged, side: int) -> str:
    """The rest of the sentence, so that a piece of it makes sense."""
    text = (one.reading.before, one.reading.after)[side].text.strip()
    return f"({text})" if text else ""


def _sound(cell: Element, id: str, shelf: Shelf) -> None:
    clip, entry = shelf.catalogue.clips.get(id), shelf.known.get(id)
    if not clip or not entry:
        leaf.put(cell, "p", "No sound.")
        return
    drawing = SubElement(cell, "svg", {"viewBox": f"0 0 {COLUMNS} {2 * _HALF}", "preserveAspectRatio": "none", "aria-hidden": "true"})
    SubElement(drawing, "path", {"d": wave(sound.decoded(clip.sound))})
    SubElement(cell, "audio", {"controls": "", "preload": "none", "src": f"{shelf.beside}{entry.file}", "aria-label": f"Hear {id}"})


def _figures(one: Judged, found: Measured) -> Iterable[str]:
    yield f"{found.seconds:.1f} s"
    yield f"{found.level_dbfs:.1f} dBFS"
    yield f"peak {found.peak_dbtp:.1f} dBTP"
    if words_of(one.reading.spoken) >= JUDGED_WORDS:
        yield f"{found.wpm:.0f} words a minute"


def _lines(cell: Element, lines: Iterable[str]) -> None:
    for line in lines:
        leaf.put(cell, "div", line)
