"""Every text and what it takes: its alphabet, its units and its segments, as a table for whoever reads a check.

Knows how it is laid out; the counting is in `ivr.texts.words`. What is counted is what is sent, links of our own in place of long ones
where that makes it fit. That a text takes more than one segment is for L43 to judge.
"""

from ivr.menu.model import Helpline
from ivr.texts.discreet import as_sent
from ivr.texts.words import measure


def table(helpline: Helpline) -> str:
    """One line for each text, in their order; "" where there are none."""
    if not helpline.texts:
        return ""
    widest = max(map(len, helpline.texts))
    rows = [f"{'text':{widest}}  alphabet  units  segments"]
    for id, text in helpline.texts.items():
        body = as_sent(helpline, text)
        size = measure(body)
        asked = f"  to whoever texts {' or '.join(text.keywords)}" if text.keywords else ""
        short = "" if body == text.body else f"  with links of {helpline.short_links}"
        rows.append(f"{id:{widest}}  {size.alphabet.value:8}  {size.units:5}  {size.segments:8}{short}{asked}")
    return "\n".join(rows) + "\n"
