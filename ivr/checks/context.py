"""What every rule is given: the helpline as written, the moment, the ways calls go where they were walked.

Knows how to list all that is said aloud with the place it is written; judges none of it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from ivr.checks.routes import Routes
from ivr.clips.state import State
from ivr.errors import Where
from ivr.menu import hours, script
from ivr.menu.model import Guidance, Helpline, Line, Menu, Node, Page, Provenance, Text

_SAMPLES = {
    "opens": "on Wednesday the 23rd of September at 9am",
    "by": "on Wednesday the 23rd of September",
    "place": "3",
    "ends": "1 2 3",
    "number": "0 7 7 0 0, 9 0 0, 1 2 3",
}


class Sort(Enum):
    """What sort of thing is said."""

    PAGE = "page"
    MENU = "menu"
    LINE = "line"
    CLOSED = "closed"  # the words of a closure or of the emergency switch


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing said aloud. `words` are its author's; `heard` adds what is said with it, as a caller hears it."""

    sort: Sort
    id: str
    words: str
    heard: str
    where: Where


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing written, with where its words come from and how long they may be trusted."""

    id: str
    words: str
    provenance: Provenance
    where: Where
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask about. `helpline` holds drafts too.

    `routes` is None where no calls were walked, `recordings` where none was looked at; else it says how it stands with each that is wanted.
    `bank_holidays` maps a year to its bank holidays in England, by date; empty where they are not known.
    """

    helpline: Helpline
    now: datetime
    routes: Routes | None = None
    recordings: Mapping[str, State] | None = None
    bank_holidays: Callable[[int], Mapping[date, str]] = hours.bank_holidays

    @property
    def today(self) -> date:
        """The day of `now`, in Kent."""
        return self.now.date()

    def menus(self) -> Iterator[Menu]:
        """Every menu, as written."""
        return (node for node in self.helpline.nodes.values() if isinstance(node, Menu))

    def guidances(self) -> Iterator[Guidance]:
        """Every guidance with all its pages, drafts included."""
        return (node for node in self.helpline.nodes.values() if isinstance(node, Guidance))

    def pages(self) -> Iterator[tuple[Guidance, Page]]:
        """Every page, drafts included, with the guidance it belongs to."""
        return ((node, page) for node in self.guidances() for page in node.pages)

    def spoken(self) -> Iterator[Spoken]:
        """Everything said aloud, drafts included, since a draft is a page that is about to be spoken."""
        yield from (_page(node, page) for node, page in self.pages())
        yield from (_menu(self.helpline, node) for node in self.menus())
        yield from (_line(line) for line in self.helpline.lines.values())
        yield from (_about(text) for text in self.helpline.texts.values() if text.about)
        yield from _closed(self.helpline)

    def dated(self) -> Iterator[Dated]:
        """Everything that carries where its words come from: pages, texts, lines and menus, drafts included."""
        for node, page in self.pages():
            yield Dated(f"{node.id}.{page.number}", page.say, page.provenance, page.where, page.facts)
        for text in self.helpline.texts.values():
            yield Dated(f"the text {text.id}", text.body, text.provenance, text.where, text.facts)
        for line in self.helpline.lines.values():
            yield Dated(line.id, line.say, line.provenance, line.where, line.facts)
        for menu in self.menus():
            yield Dated(menu.id, menu.intro or menu.title, menu.provenance, menu.where, menu.facts)


def choices_of(node: Node | None) -> tuple[str, ...]:
    """The nodes that the keys of this one lead to; none for a guidance or for a node that is not there."""
    return tuple(choice.go for choice in node.choices) if isinstance(node, Menu) else ()


def _page(node: Guidance, page: Page) -> Spoken:
    return Spoken(Sort.PAGE, f"{node.id}.{page.number}", page.say, page.say, page.where)


def _menu(helpline: Helpline, node: Menu) -> Spoken:
    prompt = script.menu(helpline, node, is_open=True)
    own = " ".join(piece.words for piece in prompt.pieces if piece.id not in helpline.lines)
    return Spoken(Sort.MENU, node.id, own, prompt.words, node.where)


def _line(line: Line) -> Spoken:
    said = line.say
    for slot, sample in _SAMPLES.items():
        said = said.replace(f"{{{slot}}}", sample)
    return Spoken(Sort.LINE, line.id, said, said, line.where)


def _about(text: Text) -> Spoken:
    return Spoken(Sort.LINE, f"text.about.{text.id}", text.about, text.about, text.where)


def _closed(helpline: Helpline) -> Iterator[Spoken]:
    switch = helpline.hours.emergency
    yield Spoken(Sort.CLOSED, "emergency", switch.say, switch.say, switch.where)
    for closure in helpline.hours.closures:
        yield Spoken(Sort.CLOSED, f"closure of {closure.first}", closure.say, closure.say, closure.where)


def for_callers(context: Context) -> Context:
    """The same, without drafts: what callers can hear today."""
    return replace(context, helpline=context.helpline.spoken())
