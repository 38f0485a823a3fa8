"""Where each box and line of the picture stands: the menus laid out from left to right, in pixels.

Knows sizes and positions; nothing of SVG or colour. A node that several menus lead to is placed once, beside the first of
them. A node that nothing leads to is placed on its own beneath. However the menus loop, every node has one place.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.menu.model import Choice, Guidance, Helpline, Menu, Node

BOX_WIDTH = 290
COLUMN_WIDTH = 410
NOTE_HEIGHT = 24
LINE_HEIGHT = 20
PADDING = 11
MARGIN = 32
_TITLE_LETTERS = 31  # in one line of a box, at 16 pixels in any usual sans serif
_BOLD_LETTERS = 27  # and beside the keys of a menu, in bold
_ROW_GAP = 13
_PORT_HEIGHT = 30  # between the keys on a menu's edge
_FOREST_GAP = 24  # between the tree and what nothing leads to


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place: its left and top edge, and the lines of its title."""

    node: Node
    column: int
    left: float
    top: float
    height: float
    lines: tuple[str, ...]

    @property
    def right(self) -> float:
        """Its right edge, where the keys stand."""
        return self.left + BOX_WIDTH

    @property
    def middle(self) -> float:
        """Half-way down, where lines arrive."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Edge:
    """A key of a menu, and where it leads. `y` is how far down the key stands. `away` is true where the other box is not the menu's own."""

    choice: Choice
    start: Box
    end: Box
    y: float
    away: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture's geometry; `bottom` is below every box."""

    boxes: Mapping[str, Box]
    edges: tuple[Edge, ...]
    columns: int
    bottom: float


@dataclass(frozen=True, slots=True)
class _Tree:
    """Every node once, each after the one it hangs from: how deep it is, and what hangs from it."""

    column: dict[str, int]
    own: dict[str, list[str]]
    roots: list[str]


def arrange(helpline: Helpline, top: float) -> Layout:
    """Lay the menus out, the first box no higher than `top`."""
    tree = _grow(helpline)
    lines = {id: _wrapped(node) for id, node in helpline.nodes.items()}
    heights = {id: _height(node, len(lines[id])) for id, node in helpline.nodes.items()}
    tops, bottom = _tops(tree, heights, top)
    boxes = {
        id: Box(helpline.nodes[id], column, MARGIN + column * COLUMN_WIDTH, tops[id], heights[id], lines[id])
        for id, column in tree.column.items()
    }
    edges = tuple(edge for id in boxes for edge in _edges(boxes, id, tree.own[id]))
    return Layout(boxes, edges, max(tree.column.values(), default=0) + 1, bottom)


def choices(node: Node) -> tuple[Choice, ...]:
    """The keys of a menu; guidance has none of its own."""
    return node.choices if isinstance(node, Menu) else ()


def _grow(helpline: Helpline) -> _Tree:
    tree = _Tree({}, {id: [] for id in helpline.nodes}, [])
    for root in (helpline.start, *helpline.nodes):
        if root in helpline.nodes and root not in tree.column:
            tree.roots.append(root)
            tree.column[root] = 0
            _spread(helpline, tree, root)
    return tree


def _spread(helpline: Helpline, tree: _Tree, root: str) -> None:
    """Breadth first, so that a shared node stands as near to the first menu as it can be reached."""
    waiting = [root]
    for id in waiting:
        for choice in choices(helpline.nodes[id]):
            if choice.go in helpline.nodes and choice.go not in tree.column:
                tree.column[choice.go] = tree.column[id] + 1
                tree.own[id].append(choice.go)
                waiting.append(choice.go)


def _wrapped(node: Node) -> tuple[str, ...]:
    letters = _BOLD_LETTERS if isinstance(node, Menu) else _TITLE_LETTERS
    return tuple(textwrap.wrap(node.title, letters)) or (node.id,)


def _height(node: Node, lines: int) -> float:
    note = NOTE_HEIGHT if isinstance(node, Guidance) else 0
    return max(2 * PADDING + lines * LINE_HEIGHT + note, len(choices(node)) * _PORT_HEIGHT + PADDING)


def _tops(tree: _Tree, heights: Mapping[str, float], top: float) -> tuple[dict[str, float], float]:
    """The top of every box. A box stands half-way along all that hangs from it, or they along it, whichever is longer."""
    spans: dict[str, float] = {}
    for id in reversed(tree.column):
        spans[id] = max(heights[id] + _ROW_GAP, sum(spans[child] for child in tree.own[id]))
    starts: dict[str, float] = {}
    for root in tree.roots:
        starts[root] = top
        top += spans[root] + _FOREST_GAP
    for id in tree.column:
        below = starts[id] + (spans[id] - sum(spans[child] for child in tree.own[id])) / 2
        for child in tree.own[id]:
            starts[child] = below
            below += spans[child]
    return {id: starts[id] + (spans[id] - heights[id]) / 2 for id in tree.column}, top - _FOREST_GAP


def _edges(boxes: Mapping[str, Box], id: str, own: list[str]) -> Iterator[Edge]:
    start = boxes[id]
    keys = choices(start.node)
    unclaimed = set(own)
    for n, choice in enumerate(keys):
        if choice.go in boxes:
            y = start.middle + (n - (len(keys) - 1) / 2) * _PORT_HEIGHT
            yield Edge(choice, start, boxes[choice.go], y, away=choice.go not in unclaimed)
            unclaimed.discard(choice.go)
