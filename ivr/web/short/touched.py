"""The words of a text with what can be touched in them, as a mobile would show them: sites, e-mail addresses, telephone numbers.

Knows how each looks. Only a site that texts may lead to is a link; and 999 is none, so that nobody rings it by a slip of the thumb.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from ivr.menu.addresses import addresses

_MAIL: Final = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_NUMBER: Final = r"(?<![\d.-])(?:0[\d ]{7,12}\d|116 \d{3}|111)(?![\d.-]\d|\d)"
_TOUCHED: Final = re.compile(f"(?P<mail>{_MAIL})|(?P<number>{_NUMBER})")


@dataclass(frozen=True, slots=True)
class Part:
    """Some words, and where touching them leads; "" for words alone."""

    words: str
    to: str = ""


def touched(words: str, hosts: Collection[str]) -> Iterator[Part]:
    """These words in parts. `hosts` are the sites that may be led to."""
    done = 0
    for address in addresses(words):
        if address.host in hosts:
            yield from _between(words[done : address.start])
            yield Part(address.written, address.written if "://" in address.written else f"https://{address.written}")
            done = address.end
    yield from _between(words[done:])


def _between(words: str) -> Iterator[Part]:
    done = 0
    for found in _TOUCHED.finditer(words):
        yield from _alone(words[done : found.start()])
        yield Part(found[0], f"mailto:{found[0]}" if found["mail"] else f"tel:{found[0].replace(' ', '')}")
        done = found.end()
    yield from _alone(words[done:])


def _alone(words: str) -> Iterator[Part]:
    if words:
        yield Part(words)
