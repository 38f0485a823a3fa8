"""The menus in words: what the picture says to whoever hears it.

Knows the nodes and how many of a thing there are; nothing of where they are drawn.
"""

from collections.abc import Iterable

from ivr.menu.model import Guidance, Helpline, Menu, Node, Page, Text


def outline(helpline: Helpline, nodes: Iterable[Node], at: str | None) -> str:
    """One line a node, in the order given; first of all where the caller is, if `at` names a node."""
    here = [f"The caller is at: {helpline.nodes[at].title}."] if at is not None and at in helpline.nodes else []
    return "\n".join([*here, *(described(helpline, node) for node in nodes)])


def described(helpline: Helpline, node: Node) -> str:
    """A menu with its keys, or guidance with its pages and texts, in one sentence."""
    if isinstance(node, Menu):
        led = ", ".join(f"{choice.key} {helpline.nodes[choice.go].title}" for choice in node.choices if choice.go in helpline.nodes)
        return f"{node.title}, a menu: {led}."
    drafts = drafts_of(node.pages)
    waiting = f" ({count(drafts, 'draft')})" if drafts else ""
    texts = texts_of(helpline, node)
    return f"{node.title}, guidance: {count(len(node.pages), 'page')}{waiting}, {count(len(texts), 'text') if texts else 'no text'}."


def texts_of(helpline: Helpline, node: Guidance) -> tuple[Text, ...]:
    """The texts that carry this guidance."""
    return tuple(helpline.texts[id] for id in node.texts if id in helpline.texts)


def drafts_of(parts: Iterable[Page | Text]) -> int:
    """How many of these wait for a sign-off."""
    return sum(part.provenance.draft for part in parts)


def count(many: int, what: str) -> str:
    """How many of what: "1 page", "2 pages"."""
    return f"{many} {what}" if many == 1 else f"{many} {what}s"
