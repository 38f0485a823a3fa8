"""A text that is longer than one message because of its links: sent with links of our own in their place, where that makes it fit.

Knows which links have one: those of links.yaml. An address that a caller can read and trust is kept wherever there is room for it
(guidance L44), so the longest goes first, and none goes for nothing.
"""

from collections.abc import Iterator

from ivr.menu.addresses import addresses, bare
from ivr.menu.model import Helpline
from ivr.menu.short import code
from ivr.texts.words import measure


def fitted(helpline: Helpline, words: str) -> str:
    """These words of a text as they are sent: as they stand where they are one message, or where short links save none."""
    if not helpline.short_links or measure(words).segments <= 1:
        return words
    return min((words, *_shorter(helpline, words)), key=lambda body: measure(body).segments)


def _shorter(helpline: Helpline, words: str) -> Iterator[str]:
    """The words with one link more of our own each time."""
    known = {bare(link.to): link.id for link in helpline.links.values()}
    while True:
        long = max(addresses(words), key=lambda address: len(address.written) if bare(address.written) in known else 0, default=None)
        if long is None or bare(long.written) not in known:
            return
        short = f"{helpline.short_links}/{code(known[bare(long.written)])}"
        words = words[: long.start] + short + words[long.end :]
        yield words
