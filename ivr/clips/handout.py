"""The reading script: what is to be read at a microphone, as a page to print.

Knows how it is set out for a reader: large words, one recording a block that no page break parts, the name that its file must have and
the number that the recording line asks for. What is to be read is chosen by whoever prints it.
"""

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element

from ivr.clips import leaf
from ivr.menu.reader import hints, target_s
from ivr.menu.repertoire import Reading

_STYLE: Final = """
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 42rem; padding: 0 1rem; color: #1b1b1b; background: #ffffff; }
body { font: 16px/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; }
section { border-top: 2px solid #1b1b1b; padding: .75rem 0 1rem; break-inside: avoid; }
h2 { display: flex; justify-content: space-between; flex-wrap: wrap; gap: 0 2rem; margin: 0; font-size: 1rem; }
.words { font-size: 1.5rem; line-height: 1.5; margin: .5rem 0; }
.around { color: #4a4a4a; font-size: 1.25rem; }
.say { margin: 0; }
@media print { body { margin: 0; max-width: none; } }
"""
_HOW: Final = (
    "Read each one at the pace of a calm talk, in a quiet room with carpet and curtains, a hand's width and a half from the microphone.",
    "Leave a second of silence before and after the words. Save each as a file of the name given, such as welcome.wav.",
    "Where a sentence begins or goes on elsewhere, think of those words, and read yours in the tone that they would have there.",
    "Read all the pieces of such a sentence: callers hear yours when all of them are read.",
)


def handout(numbered: Iterable[tuple[int | None, Reading]]) -> str:
    """The page. Each recording comes with its number on the recording line; None for a draft, which the line does not know yet."""
    page, main = leaf.begun("To be read", _STYLE)
    for line in _HOW:
        leaf.put(main, "p", line)
    for number, reading in numbered:
        _block(leaf.put(main, "section", "", id=reading.id), number, reading)
    return leaf.written(page)


def _block(block: Element, number: int | None, reading: Reading) -> None:
    title = leaf.put(block, "h2", "")
    leaf.put(title, "span", reading.id)
    leaf.put(title, "span", "waits for a sign-off" if number is None else f"number {number}")
    leaf.put(title, "span", f"about {target_s(reading.spoken)} s")
    if reading.before:
        leaf.put(block, "p", f"comes after: {reading.before.text.strip()}", **{"class": "around"})
    leaf.put(block, "p", reading.spoken.text.strip(), **{"class": "words"})
    if reading.after:
        leaf.put(block, "p", f"goes on: {reading.after.text.strip()}", **{"class": "around"})
    for hint in hints(reading.spoken):
        leaf.put(block, "p", f"{hint.text}: {hint.how}", **{"class": "say"})
