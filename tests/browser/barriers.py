"""What keeps people from using a page: what axe finds (WCAG 2.2 AA), what is wider than the window, and what is too small to be hit."""

from playwright.sync_api import Page

from tests.npm import axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1440, 768, 320)
RUN = "tags => { %s; return axe.run(document, {runOnly: {type: 'tag', values: tags}}) }"
SMALL = """() => [...document.querySelectorAll("button, summary, input:not([type=hidden]), select, audio")]
    .filter(control => control.checkVisibility() && control.id !== "aloud")
    .map(control => [control.textContent || control.id, control.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([name]) => name)"""


def barriers(page: Page) -> list[str]:
    """Each of them at each width, in words; none of a page that everybody can use."""
    return [f"{width}: {problem}" for width in WIDTHS for problem in _at(page, width)]


def _at(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    found = [f"{one['help']}: {one['nodes'][0]['html']}" for one in page.evaluate(RUN % axe(), TAGS)["violations"]]
    found += [f"too small: {name}" for name in page.evaluate(SMALL)]
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return [*found, *([f"{wide} wide"] if wide > width else [])]
