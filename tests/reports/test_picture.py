"""The picture of the menus: that all of it is there, and can be seen and heard."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from ivr.menu.load import load
from ivr.menu.model import Helpline, Menu, Provenance
from ivr.reports import picture
from ivr.reports.picture import draw
from tests.small import COMPLAINT, helpline, with_node, with_text

SVG = "{http://www.w3.org/2000/svg}"
BEYOND = Provenance(source="ours", beyond_leaflet=True)
MENUS = Path(__file__).parents[2] / "menus"


def drawn(whole: Helpline, at: str | None = None) -> Element:
    return fromstring(draw(whole, at))


def group(root: Element, id: str) -> Element:
    return next(found for found in root.iter(f"{SVG}g") if found.get("id") == f"node-{id}")


def words(element: Element) -> str:
    return " ".join("".join(text.itertext()).strip() for text in element.iter(f"{SVG}text"))


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


@pytest.fixture(scope="module")
def ours() -> Helpline:
    return load(MENUS)


def test_every_node_of_the_real_menus_is_drawn_with_its_title(ours: Helpline) -> None:
    root = drawn(ours)
    for node in ours.nodes.values():
        assert words(group(root, node.id)).startswith(node.title)


def test_every_key_of_the_real_menus_has_its_line(ours: Helpline) -> None:
    keys = sum(len(node.choices) for node in ours.nodes.values() if isinstance(node, Menu))
    lines = [path for path in drawn(ours).iter(f"{SVG}path") if "edge" in classes(path)]
    assert len(lines) == keys


def test_the_real_menus_fit_a_sheet_1600_pixels_wide(ours: Helpline) -> None:
    assert drawn(ours).get("width") == "1600"


def test_no_title_is_longer_than_its_box(ours: Helpline) -> None:
    for text in drawn(ours).iter(f"{SVG}text"):
        if "name" in classes(text):
            assert len(text.text or "") <= 31


def test_guidance_says_how_many_pages_it_has_and_that_there_is_a_text() -> None:
    assert words(group(drawn(helpline()), "complaint")) == "Make a complaint 2 pages text"


def test_guidance_without_a_text_has_no_mark() -> None:
    silent = with_node(helpline(), replace(COMPLAINT, texts=()))
    assert words(group(drawn(silent), "complaint")) == "Make a complaint 2 pages"


def test_a_draft_page_is_marked_and_its_box_stays_plain() -> None:
    some = replace(COMPLAINT, pages=(COMPLAINT.pages[0], replace(COMPLAINT.pages[1], provenance=BEYOND)))
    found = group(drawn(with_node(helpline(), some)), "complaint")
    assert words(found) == "Make a complaint 2 pages, 1 draft text"
    assert "draft" not in classes(found)


def test_guidance_of_drafts_alone_is_a_draft() -> None:
    whole = replace(COMPLAINT, pages=tuple(replace(page, provenance=BEYOND) for page in COMPLAINT.pages))
    found = group(drawn(with_node(helpline(), whole)), "complaint")
    assert words(found) == "Make a complaint 2 pages, all drafts text"
    assert "draft" in classes(found)


def test_a_draft_text_is_marked() -> None:
    waiting = with_text(helpline(), "complaint_tips", "IASK: tips.", provenance=BEYOND)
    assert words(group(drawn(waiting), "complaint")) == "Make a complaint 2 pages text, draft"


def test_what_nothing_leads_to_says_so() -> None:
    lost = with_node(helpline(), replace(COMPLAINT, id="lost", title="Lost"))
    found = group(drawn(lost), "lost")
    assert "alone" in classes(found)
    assert words(found) == "Lost nothing leads here text"


def test_the_place_asked_for_is_lit_and_no_other() -> None:
    root = drawn(helpline(), at="school")
    assert [found.get("id") for found in root.iter(f"{SVG}g") if "here" in classes(found)] == ["node-school"]
    assert "The caller is at: Help at school." in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize("at", [None, "nowhere"])
def test_without_a_place_nothing_is_lit(at: str | None) -> None:
    root = drawn(helpline(), at=at)
    assert not [found for found in root.iter(f"{SVG}g") if "here" in classes(found)]
    assert "The caller is at" not in (root.findtext(f"{SVG}desc") or "")


def test_whoever_cannot_see_it_hears_every_node_and_key() -> None:
    root = drawn(helpline())
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
    assert root.get("aria-labelledby") == " ".join(found.get("id", "") for found in named if found is not None)
    heard = root.findtext(f"{SVG}desc") or ""
    assert "Main menu, a menu: 1 Help at school, 2 Someone's safety." in heard
    assert "Make a complaint, guidance: 2 pages, 1 text." in heard


def test_words_that_look_like_markup_are_only_words() -> None:
    odd = with_node(helpline(), replace(COMPLAINT, title="<b>Tea & 'cake'</b>"))
    assert words(group(drawn(odd), "complaint")).startswith("<b>Tea & 'cake'</b>")


def test_the_same_menus_are_drawn_the_same() -> None:
    assert draw(helpline()) == draw(helpline())


# The colours, each before what is behind it (WCAG 2.2, 1.4.3 for words and 1.4.11 for lines)

ON_WHITE, ON_BLUE, ON_GREEN, ON_BROWN, ON_CREAM, ON_YELLOW = "#ffffff", "#1f4e79", "#0b5d3b", "#7a4b00", "#fff6dd", "#ffd84d"
PAIRS = [
    ("#1b1b1b", ON_WHITE, 4.5),
    ("#1b1b1b", ON_CREAM, 4.5),
    ("#1b1b1b", ON_YELLOW, 4.5),
    ("#45494d", ON_WHITE, 4.5),
    ("#45494d", ON_CREAM, 4.5),
    ("#7a4b00", ON_WHITE, 4.5),
    ("#7a4b00", ON_CREAM, 4.5),
    ("#a31515", ON_WHITE, 4.5),
    ("#a31515", ON_CREAM, 4.5),
    ("#ffffff", ON_BLUE, 4.5),
    ("#ffffff", ON_GREEN, 4.5),
    ("#ffffff", ON_BROWN, 4.5),
    ("#5c6b7a", ON_WHITE, 3.0),
    ("#c2185b", ON_WHITE, 3.0),
]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_every_colour_stands_out_from_what_is_behind_it(ink: str, paper: str, least: float) -> None:
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_no_colour_is_used_that_was_not_looked_at() -> None:
    looked_at = {colour for ink, paper, _ in PAIRS for colour in (ink, paper)}
    assert set(re.findall(r"#[0-9a-f]{6}", picture._STYLE)) == looked_at


def test_the_keys_of_the_legend_do_not_run_into_each_other() -> None:
    legend = [text for text in drawn(helpline()).iter(f"{SVG}text") if "legend" in classes(text)]
    places = [(float(text.get("x", "")), len(text.text or "")) for text in legend]
    assert all(x + 6.4 * letters < next_x for (x, letters), (next_x, _) in pairwise(places))
