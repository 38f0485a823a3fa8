"""A text that tells nobody who reads over a shoulder who sent it or what it is about: a link, and words that fit any link.

Knows how it is filled and when it cannot be sent. Its words are the author's, its link leads to the words that were asked for.
"""

from functools import lru_cache
from typing import Final

from ivr.menu.lines import DISCREET
from ivr.menu.model import Helpline, Text
from ivr.menu.plain import plain
from ivr.menu.short import code
from ivr.texts.fitting import fitted
from ivr.texts.words import Alphabet, measure

LINK: Final = "{link}"


def discreet(helpline: Helpline, text: str) -> str:
    """The discreet text in place of the text of this id, as it is sent. "" where there is none, or where it would not be one message.

    Nor is there one where texts come from a name (`answerable: no`): the name on the screen says who we are, whatever the words do.
    """
    rules = helpline.texting
    if not (rules.discreet and rules.answerable and helpline.short_links and DISCREET in helpline.texts):
        return ""
    return _filled(helpline.texts[DISCREET].body, f"{helpline.short_links}/{code(text)}")


def as_sent(helpline: Helpline, text: Text) -> str:
    """A text as it is sent, for whoever counts it: the discreet one with a link of ours in it, of which each is as long as any other."""
    if text.id != DISCREET or not helpline.short_links:
        return fitted(helpline, text.body)
    return _with_link(text.body, f"{helpline.short_links}/{code(text.id)}")


def _with_link(words: str, link: str) -> str:
    return plain(words.replace(LINK, link))


@lru_cache(maxsize=256)
def _filled(words: str, link: str) -> str:
    body = _with_link(words, link)
    size = measure(body)
    return body if size.segments == 1 and size.alphabet is Alphabet.GSM_7 else ""
