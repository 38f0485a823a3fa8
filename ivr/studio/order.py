"""Where a recording stands among the others, and what it is called: what staff look through is 450 of them.

Knows the menus' nodes and lines, and how a recording can stand; nothing of pages.
"""

from enum import Enum
from typing import assert_never

from ivr.clips.manifest import Entry, Source
from ivr.clips.state import State
from ivr.menu.model import Guidance, Helpline, Menu


class Group(Enum):
    """What is read in one sitting, in the order of the list; the value is its name in an address."""

    PAGES = "pages"
    LINES = "lines"
    PIECES = "pieces"

    @property
    def says(self) -> str:
        """Its heading."""
        return {
            Group.PAGES: "Menus and pages of guidance",
            Group.LINES: "What the line itself says",
            Group.PIECES: "Numbers, days and times",
        }[self]


class Standing(Enum):
    """How a recording stands, and whose voice it is; the value is its word in an address."""

    MISSING = "missing"
    STALE = "stale"
    FAULTY = "faulty"
    SYNTHETIC = "synthetic"
    PERSON = "person"

    @property
    def says(self) -> str:
        """The same to staff."""
        return {
            Standing.MISSING: "Missing",
            Standing.STALE: "Says older words",
            Standing.FAULTY: "Cannot be used",
            Standing.SYNTHETIC: "Synthetic voice",
            Standing.PERSON: "Read by a person",
        }[self]


_PIECES = frozenset({"number", "digit", "day", "date", "month", "time"})


def group(helpline: Helpline, id: str) -> Group:
    """Which group a recording of this name is in."""
    first = id.partition(".")[0]
    if _node(helpline, id) is not None:
        return Group.PAGES
    return Group.PIECES if first in _PIECES and first not in helpline.lines else Group.LINES


def title(helpline: Helpline, id: str) -> str:
    """What it is, in the author's words; empty for what has no title but its name."""
    node = _node(helpline, id)
    match node:
        case None:
            return ""
        case Menu():
            return f"Menu: {node.title}"
        case Guidance():
            return f"{node.title}, page {id.rpartition('.')[2]} of {len(node.pages)}"
        case _:
            assert_never(node)


def standing(state: State, entry: Entry | None) -> Standing:
    """How a recording stands."""
    match state:
        case State.MISSING:
            return Standing.MISSING
        case State.STALE:
            return Standing.STALE
        case State.FAULTY:
            return Standing.FAULTY
        case State.CURRENT:
            return Standing.PERSON if entry and entry.source is Source.HUMAN else Standing.SYNTHETIC
        case _:
            assert_never(state)


def voice(entry: Entry) -> str:
    """Whose voice a recording is, and since when."""
    who = (entry.by or "somebody who is not named") if entry.source is Source.HUMAN else "the synthetic voice"
    return f"{who}, {entry.made:%-d %B %Y}" if entry.made else who


def _node(helpline: Helpline, id: str) -> Menu | Guidance | None:
    if id in helpline.lines:
        return None
    return helpline.nodes.get(id) or helpline.nodes.get(id.rpartition(".")[0])
