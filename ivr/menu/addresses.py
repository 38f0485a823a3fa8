"""The addresses of sites in the words of a text: found as a mobile finds them, to be touched.

Knows how an address looks; which of them may be in a text is for the checks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Not what follows the @ of an e-mail address, nor the end of a longer name.
_ADDRESS: Final = re.compile(r"(?<![@\w.-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/[^\s,;]*)?", re.IGNORECASE)
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_AFTER: Final = ".:!?'\")]"  # ends a sentence, not an address


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is `written`, from `start` in the words; `host` is its site, in small letters."""

    written: str
    host: str
    start: int

    @property
    def end(self) -> int:
        """Where the words go on."""
        return self.start + len(self.written)


def addresses(words: str) -> Iterator[Address]:
    """The addresses in these words, in their order."""
    for found in _ADDRESS.finditer(words):
        yield Address(found[0].rstrip(_AFTER), found[1].lower(), found.start())


def bare(written: str) -> str:
    """An address for comparing, without what is written as one likes: https://, the slash at its end, capitals in the name of its site."""
    site, slash, page = _SCHEME.sub("", written).partition("/")
    return f"{site.lower()}{slash}{page}".rstrip("/")
