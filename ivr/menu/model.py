"""What can be said: the whole helpline as data, as an author wrote it.

Knows nothing of files, of Twilio, or of the call. Every part remembers where it was written. Only `ivr.menu.load` makes a real one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ivr.errors import Where
from ivr.menu.aloud import Pronunciation
from ivr.menu.service import NOWHERE, Hours, Numbers, Queue, Texting, Timing


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who at the service agreed to words that the leaflet does not hold, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where words come from and how long they may be trusted.

    `confirm` asks the content owner something. `safety` words protect life, and are spoken before they are signed off. `waive` maps the
    id of a check to the written reason why its warning does not apply here.
    """

    source: str = ""
    reviewed: date | None = None
    review_by: date | None = None
    beyond_leaflet: bool = False
    safety: bool = False
    signed_off: SignOff | None = None
    confirm: str | None = None
    waive: Mapping[str, str] = field(default_factory=dict)

    @property
    def draft(self) -> bool:
        """Whether these words wait for a sign-off, and so are not for callers yet."""
        return self.beyond_leaflet and not self.safety and self.signed_off is None


FROM_OURSELVES = Provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One stretch of guidance, heard whole. `number` counts from 1 within its guidance, drafts included."""

    number: int
    say: str
    facts: tuple[str, ...] = ()
    provenance: Provenance = FROM_OURSELVES
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A key of a menu. `lead` is the choice as it is said before its key: "For mediation"."""

    key: str
    lead: str
    go: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A node that offers choices. What is said comes from its title (or `intro`) and its choices, in `ivr.menu.script`."""

    id: str
    title: str
    choices: tuple[Choice, ...]
    intro: str | None = None
    facts: tuple[str, ...] = ()
    provenance: Provenance = FROM_OURSELVES
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """A node that tells: pages in order, and the texts that carry them, the first offered first."""

    id: str
    title: str
    pages: tuple[Page, ...]
    texts: tuple[str, ...] = ()
    waive: Mapping[str, str] = field(default_factory=dict)
    where: Where = NOWHERE


Node = Menu | Guidance


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text message, word for word as it is sent.

    `about` is said of it before a caller chooses it; "" where nobody is offered it. Whoever texts us one of its `keywords` is sent it.
    """

    id: str
    body: str
    about: str = ""
    keywords: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    provenance: Provenance = FROM_OURSELVES
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page of somebody's that texts lead to: `to` is its whole address, `checked` the day when somebody last opened it, if ever."""

    id: str
    to: str
    owner: str
    checked: date | None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words the helpline itself says; `{slots}` are filled during the call. Without `interrupt` it is heard whole whatever is pressed."""

    id: str
    say: str
    interrupt: bool = True
    facts: tuple[str, ...] = ()
    provenance: Provenance = FROM_OURSELVES
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """All that a caller can meet. `revision` is a hash of it as it was read; `voice` reads what has no recording, as `speech` tells it.

    `short_links` is where links of our own are served, such as `helpline.example/t`: a slash and a code of `ivr.menu.short` follow. ""
    where no address of ours is known.
    """

    name: str
    numbers: Numbers
    start: str
    nodes: Mapping[str, Node]
    lines: Mapping[str, Line]
    texts: Mapping[str, Text]
    hours: Hours
    queue: Queue = field(default_factory=Queue)
    timing: Timing = field(default_factory=Timing)
    texting: Texting = field(default_factory=Texting)
    voice: str = "Polly.Amy-Neural"
    text_hosts: tuple[str, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict)
    speech: Mapping[str, Pronunciation] = field(default_factory=dict)
    short_links: str = ""
    revision: str = ""

    @property
    def initials(self) -> str:
        """What texts call us: the capital letters of the name."""
        return "".join(sign for sign in self.name if sign.isupper())

    @property
    def keywords(self) -> Mapping[str, str]:
        """The texts, by id, that are sent to whoever texts us their keyword."""
        return {keyword: text.id for text in self.texts.values() for keyword in text.keywords}

    def spoken(self) -> "Helpline":
        """The same helpline without its drafts: what callers may hear."""
        texts = {id: text for id, text in self.texts.items() if not text.provenance.draft}
        return replace(self, nodes={id: _spoken(node, texts) for id, node in self.nodes.items()}, texts=texts)


def _spoken(node: Node, texts: Mapping[str, Text]) -> Node:
    if isinstance(node, Menu):
        return node
    kept = tuple(text for text in node.texts if text in texts)
    return replace(node, pages=tuple(page for page in node.pages if not page.provenance.draft), texts=kept)
