"""What names something elsewhere: every choice, every text and the start must lead to what is written and may be heard.

Knows ids and drafts only.
"""

from collections.abc import Collection

from ivr.menu.load.nodes import Reference, Topics
from ivr.menu.model import Guidance
from ivr.reading import Faults, nearest


def follow_nodes(topics: Topics, start: Reference, faults: Faults) -> None:
    """Tell each choice that leads nowhere or to drafts alone, and a start that is no menu. Every topic file must be known."""
    if start.id and isinstance(topics.nodes.get(start.id), Guidance):
        faults.add(start.where, f"`{start.id}` is guidance, and a call starts at a menu.", "Write the id of a menu.")
    _follow(start, topics.nodes, "menu", faults)
    for lead in topics.leads:
        _follow(lead, topics.nodes, "menu or guidance", faults)
        if _all_draft(topics, lead.id):
            problem = f"Every page of `{lead.id}` waits for a sign-off, so callers would find nothing here."
            faults.add(lead.where, problem, "Sign a page off, or take this choice out.")


def follow_texts(topics: Topics, texts: Collection[str], faults: Faults) -> None:
    """Tell each text that is named and not written. All of texts.yaml must be known."""
    for named in topics.texts:
        _follow(named, texts, "text", faults)


def _follow(named: Reference, known: Collection[str], what: str, faults: Faults) -> None:
    if named.id and named.id not in known:
        mend = nearest(named.id, known).strip() or "Write it, or name one that is written."
        faults.add(named.where, f"No {what} is called `{named.id}`.", mend)


def _all_draft(topics: Topics, id: str) -> bool:
    node = topics.nodes.get(id)
    return isinstance(node, Guidance) and bool(node.pages) and all(page.provenance.draft for page in node.pages)
