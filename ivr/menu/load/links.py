"""links.yaml: the pages that texts lead to, each with who keeps it and the day when somebody last opened it.

Knows how an author writes it. Whether a text names only these, and whether they were opened lately, is for the checks. A helpline whose
texts lead nowhere has no such file.
"""

from collections.abc import Collection, Iterable
from datetime import date
from urllib.parse import urlsplit

from ivr.menu.addresses import bare
from ivr.menu.load.kinds import ADDRESS, WORDS
from ivr.menu.load.words import ids
from ivr.menu.model import Link, Text
from ivr.menu.short import code
from ivr.reading import DAY, Faults, Fields, Kind

_NEVER = "never"
_CHECKED = Kind(f"{DAY.what}, or `{_NEVER}`", lambda text: date.min if text == _NEVER else DAY.understand(text), date.min)


def links(f: Fields) -> dict[str, Link]:
    """All of links.yaml."""
    return {key.text: _link(key.text, f.part(key.text)) for key in ids(f)}


def follow_links(found: Iterable[Link], hosts: Collection[str], faults: Faults) -> None:
    """Tell each link to a site that texts may not lead to, and each that leads where another does."""
    known: dict[str, Link] = {}
    for link in found:
        host = urlsplit(link.to).hostname
        if host and host not in hosts:
            problem = f"`{link.id}` leads to {host}, and no text may lead there."
            faults.add(link.where, problem, "List that site under `text_hosts` in helpline.yaml, or take this out.")
        first = known.setdefault(bare(link.to), link)
        if first is not link:
            faults.add(link.where, f"`{link.id}` leads where `{first.id}` leads.", "Keep one of them.")


def tell_apart(found: Iterable[Link | Text], faults: Faults) -> None:
    """Tell each link or text that would be found at the short address of another (`ivr.menu.short`)."""
    known: dict[str, Link | Text] = {}
    for one in found:
        first = known.setdefault(code(one.id), one)
        if first is not one and first.id == one.id:
            faults.add(
                one.where, f"A text is called `{one.id}` too, and each has a short address by its name.", f"Call this {one.id}_page, say."
            )
        elif first is not one:
            faults.add(one.where, f"`{one.id}` and `{first.id}` would have one short address.", "Give one of them another name.")


def _link(id: str, f: Fields) -> Link:
    with f:
        to, owner, checked = f.take("to", ADDRESS), f.take("owner", WORDS), f.take("checked", _CHECKED)
        return Link(id=id, to=to, owner=owner, checked=None if checked == date.min else checked, where=f.where)
