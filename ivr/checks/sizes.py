"""Every text and what it takes: its alphabet, its units and its segments, as a table for whoever reads a check.

Knows how it is laid out; the counting is in `ivr.texts.words`. That a text takes more than one segment is for L43 to judge.
"""

from collections.abc import Mapping

from ivr.menu.model import Text
from ivr.texts.words import measure


def table(texts: Mapping[str, Text]) -> str:
    """One line for each text, in their order; "" where there are none."""
    if not texts:
        return ""
    widest = max(map(len, texts))
    rows = [f"{'text':{widest}}  alphabet  units  segments"]
    for id, text in texts.items():
        size = measure(text.body)
        rows.append(f"{id:{widest}}  {size.alphabet.value:8}  {size.units:5}  {size.segments:8}")
    return "\n".join(rows) + "\n"
