"""The menus as a picture: an SVG for the wall, for a web page, and for whoever cannot see it.

Knows shapes, colours and words; nothing of files. What the picture shows it also says, in its description. Every node is a
group with the id `node-<id>` and the classes `node` and `menu` or `guidance`; the class `here` lights one up. Every colour
stands out from what is behind it by 4.5 to 1 or more (WCAG AA).
"""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ivr.menu.model import Guidance, Helpline, Menu
from ivr.reports.layout import BOX_WIDTH, COLUMN_WIDTH, LINE_HEIGHT, MARGIN, NOTE_HEIGHT, PADDING, Box, Edge, arrange
from ivr.reports.outline import count, described, drafts_of, outline, texts_of

_HEADER = 132
_FOOTER = 60
_LEAST_WIDTH = 1600
_DISC = 13
_LETTER = 6.8  # the width of a letter in a note or the legend, on average and a little over

_STYLE = """
.tree { font-family: Arial, "Liberation Sans", Helvetica, sans-serif; }
.tree .paper { fill: #ffffff; }
.tree text { fill: #1b1b1b; font-size: 16px; }
.tree .heading { font-size: 26px; font-weight: bold; }
.tree .note, .tree .legend { font-size: 13px; fill: #45494d; }
.tree .legend { font-size: 14px; }
.tree .node rect.box { fill: #ffffff; stroke: #1f4e79; stroke-width: 2; }
.tree .node.menu rect.box { fill: #1f4e79; }
.tree .node.menu text.name { fill: #ffffff; font-weight: bold; }
.tree .node.draft rect.box { fill: #fff6dd; stroke: #7a4b00; stroke-dasharray: 7 5; }
.tree .node.alone text.note { fill: #a31515; }
.tree .node.menu.alone text.note { fill: #ffffff; }
.tree .node.here rect.box { stroke: #c2185b; stroke-width: 7; stroke-dasharray: none; }
.tree .draft-note { fill: #7a4b00; font-weight: bold; }
.tree .pill rect { fill: #0b5d3b; }
.tree .pill.draft rect { fill: #7a4b00; }
.tree .pill text { fill: #ffffff; font-size: 13px; text-anchor: middle; }
.tree .edge { fill: none; stroke: #5c6b7a; stroke-width: 2; }
.tree .edge.away { stroke-dasharray: 3 4; }
.tree .key circle { fill: #ffd84d; stroke: #1b1b1b; stroke-width: 1.5; }
.tree .key text { font-size: 15px; font-weight: bold; text-anchor: middle; }
"""

_EVERYWHERE = (
    ("0", "a person"),
    ("8", "a text of this"),
    ("9", "hear it again"),
    ("*", "go back"),
    ("1", "more, where there is a next page"),
)


def draw(helpline: Helpline, at: str | None = None) -> str:
    """The menus as an SVG document. `at` lights up the node of that id, if there is one. Drafts are shown, and marked."""
    layout = arrange(helpline, _HEADER)
    width = max(_LEAST_WIDTH, 2 * MARGIN + (layout.columns - 1) * COLUMN_WIDTH + BOX_WIDTH)
    root = _paper(width, layout.bottom + _FOOTER)
    _put(root, "title", f"The menus of {helpline.name}", id="tree-title")
    _put(root, "desc", outline(helpline, [box.node for box in layout.boxes.values()], at), id="tree-desc")
    _put(root, "style", _STYLE)
    _put(root, "rect", class_="paper", width="100%", height="100%")
    _header(root, helpline)
    for edge in layout.edges:
        _edge(root, edge)
    led_to = {helpline.start, *(edge.choice.go for edge in layout.edges)}
    for box in layout.boxes.values():
        _node(root, helpline, box, here=box.node.id == at, alone=box.node.id not in led_to)
    for edge in layout.edges:
        _key(root, edge.choice.key, edge.start.right, edge.y)
    _put(root, "text", f"Menus as of revision {helpline.revision or '-'}.", class_="note", x=MARGIN, y=layout.bottom + _FOOTER * 0.6)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _paper(width: float, height: float) -> Element:
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    named = {"role": "img", "aria-labelledby": "tree-title tree-desc", "class": "tree"}
    return Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **named})


def _header(root: Element, helpline: Helpline) -> None:
    _put(root, "text", f"{helpline.name}: what callers can choose", class_="heading", x=MARGIN, y=50)
    _put(root, "text", "On every page:", class_="legend", x=MARGIN, y=93)
    x = MARGIN + 124.0
    for key, does in _EVERYWHERE:
        _key(root, key, x, 88)
        x = _legend(root, does, x + 20) + 32
    x += _pill(root, "text", x - 8, 78, draft=False)
    x = _legend(root, "can be sent by text", x) + 24
    x += _pill(root, "draft", x, 78, draft=True) + 8
    _legend(root, "waits for a sign-off, not heard yet", x)


def _legend(root: Element, words: str, x: float) -> float:
    _put(root, "text", words, class_="legend", x=x, y=93)
    return x + len(words) * _LETTER


def _node(root: Element, helpline: Helpline, box: Box, *, here: bool, alone: bool) -> None:
    node = box.node
    kind = "menu" if isinstance(node, Menu) else "guidance"
    draft = isinstance(node, Guidance) and bool(node.pages) and all(page.provenance.draft for page in node.pages)
    marks = [kind, *(["draft"] if draft else []), *(["alone"] if alone else []), *(["here"] if here else [])]
    group = _put(root, "g", id=f"node-{node.id}", class_=" ".join(["node", *marks]))
    _put(group, "title", described(helpline, node))
    _put(group, "rect", class_="box", x=box.left, y=box.top, width=BOX_WIDTH, height=box.height, rx=8)
    tall = LINE_HEIGHT * len(box.lines) + (NOTE_HEIGHT if isinstance(node, Guidance) or alone else 0)
    y = box.middle - tall / 2 + LINE_HEIGHT * 0.75
    for line in box.lines:
        _put(group, "text", line, class_="name", x=box.left + PADDING, y=y)
        y += LINE_HEIGHT
    if isinstance(node, Guidance):
        _guidance_note(group, helpline, node, box, y + NOTE_HEIGHT - LINE_HEIGHT, alone=alone)
    elif alone:
        _put(group, "text", "nothing leads here", class_="note", x=box.left + PADDING, y=y)


def _guidance_note(group: Element, helpline: Helpline, node: Guidance, box: Box, y: float, *, alone: bool) -> None:
    words = "nothing leads here" if alone else count(len(node.pages), "page")
    note = _put(group, "text", words, class_="note", x=box.left + PADDING, y=y)
    if waiting := _waiting(drafts_of(node.pages), len(node.pages)):
        _put(note, "tspan", waiting, class_="draft-note")
    texts = texts_of(helpline, node)
    if texts:
        waiting = _waiting(drafts_of(texts), len(texts))
        words = ("text" if len(texts) == 1 else count(len(texts), "text")) + waiting
        _pill(group, words, box.right - _pill_width(words) - PADDING, y - LINE_HEIGHT * 0.75, draft=bool(waiting))


def _waiting(drafts: int, of: int) -> str:
    if not drafts:
        return ""
    if drafts < of:
        return f", {count(drafts, 'draft')}"
    return ", draft" if of == 1 else ", all drafts"


def _edge(root: Element, edge: Edge) -> None:
    x, y, to_x, to_y = edge.start.right, edge.y, edge.end.left, edge.end.middle
    bend = max(60.0, (to_x - x) / 2)
    path = f"M {x:g} {y:g} C {x + bend:g} {y:g}, {to_x - bend:g} {to_y:g}, {to_x:g} {to_y:g}"
    _put(root, "path", class_="edge away" if edge.away else "edge", d=path)


def _key(root: Element, key: str, x: float, y: float) -> None:
    group = _put(root, "g", class_="key")
    _put(group, "circle", cx=x, cy=y, r=_DISC)
    _put(group, "text", "\N{BLACK STAR}" if key == "*" else key, x=x, y=y + 5)


def _pill(root: Element, words: str, x: float, y: float, *, draft: bool) -> float:
    width = _pill_width(words)
    group = _put(root, "g", class_="pill draft" if draft else "pill")
    _put(group, "rect", x=x, y=y, width=width, height=LINE_HEIGHT, rx=LINE_HEIGHT / 2)
    _put(group, "text", words, x=x + width / 2, y=y + LINE_HEIGHT * 0.72)
    return width


def _pill_width(words: str) -> float:
    return len(words) * _LETTER + 16


def _put(parent: Element, tag: str, text: str | None = None, **attributes: str | float) -> Element:
    """A new element; `class_` is written as `class`, and numbers without needless noughts."""
    named = {name.rstrip("_"): value if isinstance(value, str) else f"{value:g}" for name, value in attributes.items()}
    element = SubElement(parent, tag, named)
    element.text = text
    return element
