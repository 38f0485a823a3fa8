"""A topic file: menus with their choices, guidance with its pages.

Knows one node at a time. What a node names elsewhere is kept as a `Reference`, for `links` to follow once all are known.
"""

from dataclasses import dataclass, field

from ivr.errors import Where
from ivr.menu.lines import SLOTS
from ivr.menu.load.kinds import FACT, FOR, ID, LEAD, WORDS
from ivr.menu.load.words import ids, page_provenance
from ivr.menu.model import Choice, Guidance, Menu, Node, Page, Provenance
from ivr.reading import Fields, Scalar, taken

KEYS = "1234567"
_EVERYWHERE = {"0": "a person", "8": "a text", "9": "hearing it again", "*": "going back", "#": "the end of typing"}
_SPOKEN_ALREADY = {*SLOTS, "number", "digit", "day", "date", "time"}  # prompts and recordings go by these names


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that is named away from where it is written."""

    id: str
    where: Where


@dataclass(slots=True)
class Topics:
    """All nodes found so far, and what they name."""

    nodes: dict[str, Node] = field(default_factory=dict)
    leads: list[Reference] = field(default_factory=list)
    texts: list[Reference] = field(default_factory=list)

    def add(self, f: Fields) -> None:
        """Take in the nodes of one file."""
        for key in ids(f):
            id = key.text
            if earlier := self.nodes.get(id):
                f.faults.add(key.where, f"`{id}` is written at {earlier.where} too.", "Give one of them another name.")
            if id in _SPOKEN_ALREADY:
                f.faults.add(key.where, f"`{id}` is a name of the helpline's own.", "Give this another name.")
            node = self._node(id, f.part(id))
            self.nodes.setdefault(id, node)

    def _node(self, id: str, f: Fields) -> Node:
        with f:
            has_choices, has_pages = "choices" in f, "pages" in f
            if has_choices and has_pages:
                f.fault("pages", f"`{id}` has both choices and pages.", "Keep one, and put the other under a name of its own.")
            elif not has_choices and not has_pages:
                f.faults.add(f.where, f"`{id}` has neither choices nor pages.", "Write `choices:` for a menu, `pages:` for guidance.")
            return self._guidance(id, f) if has_pages else self._menu(id, f, offers=has_choices)

    def _menu(self, id: str, f: Fields, *, offers: bool) -> Menu:
        return Menu(
            id=id,
            title=f.take("title", WORDS),
            intro=f.take("intro", WORDS, None),
            choices=self._choices(f.part("choices")) if offers else (),
            facts=f.many("facts", FACT),
            provenance=Provenance(confirm=f.take("confirm", WORDS, None), waive=f.each("waive", WORDS)),
            where=f.where,
        )

    def _choices(self, f: Fields) -> tuple[Choice, ...]:
        keys = f.names()
        if not keys:
            f.faults.add(f.where, "There are no choices.", "Write a line for each, such as `1: {for: mediation, go: mediation}`.")
        return tuple(self._choice(key, f) for key in keys)

    def _choice(self, key: Scalar, f: Fields) -> Choice:
        if key.text in _EVERYWHERE:
            f.faults.add(key.where, f"The key {key.text} means {_EVERYWHERE[key.text]} everywhere.", "Write a key from 1 to 7.")
        elif key.text not in [*KEYS]:
            f.faults.add(key.where, f"`{key.text}` is not a key that can be a choice.", "Write a key from 1 to 7.")
        with f.part(key.text) as part:
            go = part.take("go", ID)
            if go:
                self.leads.append(Reference(go, part.where_of("go")))
            return Choice(key=key.text, lead=_lead(part), go=go, where=part.where)

    def _guidance(self, id: str, f: Fields) -> Guidance:
        title, pages = f.take("title", WORDS), f.parts("pages")
        if not pages and not f.items("pages"):
            f.fault("pages", "There are no pages.", "Write at least one.")
        return Guidance(
            id=id,
            title=title,
            pages=tuple(_page(number, page) for number, page in enumerate(pages, 1)),
            texts=self._texts(f),
            waive=f.each("waive", WORDS),
            where=f.where,
        )

    def _texts(self, f: Fields) -> tuple[str, ...]:
        if "text" in f and "texts" in f:
            f.fault("text", "Both `text` and `texts` are written.", "Put them all in `texts`, in their order.")
        named = [item for item in (*f.items("texts"), f.value("text")) if item is not None]
        found = []
        for item in named:
            if not (id := taken(item, ID, f.faults, "The name of a text")):
                continue
            if id in found:
                f.faults.add(item.where, f"`{id}` is named twice.", "Keep one of them.")
            found.append(id)
            self.texts.append(Reference(id, item.where))
        return tuple(found)


def _lead(f: Fields) -> str:
    has_for, has_say = "for" in f, "say" in f
    if has_for and has_say:
        f.fault("say", "A choice has both `for` and `say`.", "Keep one: `for` is said with For before it, `say` as it stands.")
    elif not has_for and not has_say:
        f.faults.add(f.where, "A choice has neither `for` nor `say`.", "Write `for:` with what the key is for.")
        return ""
    return f.take("for", FOR) if has_for else f.take("say", LEAD)


def _page(number: int, f: Fields) -> Page:
    with f:
        say, facts = f.take("say", WORDS), f.many("facts", FACT)
        return Page(number=number, say=say, facts=facts, provenance=page_provenance(f), where=f.where)
