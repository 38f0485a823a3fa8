"""The keywords of texts: the words that somebody can text us to be sent one.

Knows how they are written, and which cannot be told from others.
"""

import re
from collections.abc import Iterable

from ivr.menu.keywords import TAKEN
from ivr.menu.model import Text
from ivr.reading import Faults, Fields, Kind, Series

_SHAPE = re.compile(r"[A-Za-z]{3,20}")
_KEYWORD = Kind("one word of 3 to 20 letters, such as MEDIATION", lambda text: text.upper() if _SHAPE.fullmatch(text) else None, "")


def keywords(f: Fields) -> tuple[str, ...]:
    """The keywords of a text, in capitals: one at `keyword`, or a list at `keywords`."""
    one = f.take("keyword", _KEYWORD, "")
    found = (*([one] if one else []), *f.many("keywords", _KEYWORD))
    match f.value("keywords"):
        case Series(_, ()):
            f.fault("keywords", "There is no word in this list.", "Write the words that somebody may text us, or take the list out.")
    for keyword in found:
        if keyword in TAKEN:
            f.fault("keyword" if keyword == one else "keywords", f"{keyword} means something else in every text.", "Write another word.")
    return found


def tell_keywords_apart(texts: Iterable[Text], faults: Faults) -> None:
    """Tell each keyword that two texts have, or one has twice."""
    known: dict[str, Text] = {}
    for text in texts:
        for keyword in text.keywords:
            if first := known.get(keyword):
                problem = f"Who texts us {keyword} would be sent `{first.id}` or `{text.id}`."
                faults.add(text.where, problem, "Let each keyword stand at one text, once.")
            known[keyword] = text
