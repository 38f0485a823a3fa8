"""Where the boxes of the picture stand."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ivr.menu.model import Choice, Guidance, Helpline, Menu, Page
from ivr.reports.layout import BOX_WIDTH, Box, Layout, arrange
from tests.small import MAIN, helpline, with_node


def apart(one: Box, other: Box) -> bool:
    beside = one.right <= other.left or other.right <= one.left
    return beside or one.top + one.height <= other.top or other.top + other.height <= one.top


def arranged(nodes: dict[str, tuple[str, ...]]) -> Layout:
    """The layout of a helpline of these nodes: each with the nodes its keys lead to, or none for guidance."""
    made: dict[str, Menu | Guidance] = {}
    for id, leads in nodes.items():
        keys = tuple(Choice(key=str(n), lead="For more", go=go) for n, go in enumerate(leads, 1))
        made[id] = Menu(id=id, title=id * 3, choices=keys) if keys else Guidance(id=id, title=id, pages=(Page(number=1, say="Yes."),))
    return arrange(replace(helpline(), start=next(iter(nodes)), nodes=made), 100)


def test_each_menu_stands_left_of_what_it_leads_to() -> None:
    boxes = arranged({"a": ("b", "c"), "b": ("d",), "c": (), "d": ()}).boxes
    assert boxes["a"].right < boxes["b"].left == boxes["c"].left < boxes["d"].left
    assert boxes["b"].middle < boxes["c"].middle


def test_a_shared_leaf_is_placed_once_and_has_two_lines() -> None:
    layout = arrange(helpline(), 0)
    to_urgent = [edge for edge in layout.edges if edge.choice.go == "urgent"]
    assert [(edge.start.node.id, edge.choice.key, edge.away) for edge in to_urgent] == [("main", "2", False), ("school", "2", True)]
    assert to_urgent[0].end is to_urgent[1].end


def test_the_keys_of_a_menu_stand_on_its_edge_in_order() -> None:
    layout = arranged({"a": tuple("bcdefghij"), **dict.fromkeys("bcdefghij", ())})
    heights = [edge.y for edge in layout.edges]
    box = layout.boxes["a"]
    assert heights == sorted(set(heights))
    assert box.top < heights[0]
    assert heights[-1] < box.top + box.height


def test_a_node_that_nothing_leads_to_stands_beneath_the_tree() -> None:
    layout = arranged({"a": ("b",), "b": (), "lost": ()})
    assert layout.boxes["lost"].column == 0
    assert layout.boxes["lost"].top > layout.boxes["a"].top + layout.boxes["a"].height


def test_menus_that_go_round_are_placed_once() -> None:
    layout = arranged({"a": ("b",), "b": ("a", "b")})
    assert set(layout.boxes) == {"a", "b"}
    assert [edge.away for edge in layout.edges] == [False, True, True]


def test_a_key_that_leads_nowhere_has_no_line() -> None:
    broken = with_node(helpline(), replace(MAIN, choices=(*MAIN.choices, Choice(key="3", lead="For nothing", go="nowhere"))))
    assert "nowhere" not in {edge.choice.go for edge in arrange(broken, 0).edges}


def test_a_helpline_without_nodes_is_an_empty_picture() -> None:
    empty: Helpline = replace(helpline(), nodes={})
    assert arrange(empty, 0).boxes == {}


IDS = st.sampled_from("abcdefghijk")


@given(st.dictionaries(IDS, st.lists(IDS, max_size=9).map(tuple), min_size=1))
def test_every_node_has_one_place_and_no_two_overlap(nodes: dict[str, tuple[str, ...]]) -> None:
    layout = arranged(nodes)
    assert set(layout.boxes) == set(nodes)
    assert all(apart(one, other) for one, other in combinations(layout.boxes.values(), 2))
    for box in layout.boxes.values():
        assert box.top >= 100
        assert box.top + box.height <= layout.bottom
        assert box.right == box.left + BOX_WIDTH
