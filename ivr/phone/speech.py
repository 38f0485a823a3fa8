"""A prompt as sound: a recording for each piece that has one of today's words, and a voice that reads the rest.

Knows how long and how clean the words of a `Say` must be; nothing of what a prompt is for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ivr.clips.catalogue import Catalogue
from ivr.menu.script import Piece, Prompt
from ivr.phone.links import Links

LANGUAGE = "en-GB"
MOST = 1000  # characters in one Say: well below every voice's limit (contract 3.3)

# What XML 1.0 cannot hold: one such character and the call fails (contract 1.19, 8.6).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Speech:
    """How this helpline sounds: its recordings, and the voice for what has none (contract 3.1, 3.2)."""

    links: Links
    catalogue: Catalogue
    voice: str

    def utter(self, verb: Any, prompts: tuple[Prompt, ...]) -> None:
        """Add the prompts to a `VoiceResponse` or a `Gather`."""
        for prompt in prompts:
            for address, pieces in groupby(prompt.pieces, self._recording):
                if address is None:
                    self._say(verb, " ".join(piece.words for piece in pieces))
                else:
                    for _ in pieces:
                        verb.play(address)

    def _recording(self, piece: Piece) -> str | None:
        clip = self.catalogue.current(piece)
        return self.links.clip(clip.name) if clip else None

    def _say(self, verb: Any, words: str) -> None:
        for part in split(words):
            verb.say(part, voice=self.voice, language=LANGUAGE)


def split(words: str, most: int = MOST) -> Iterator[str]:
    """The words in parts of at most `most` characters, each ending with a sentence if it can, else with a word. No part is empty."""
    rest = " ".join(_NOT_XML.sub(" ", words).split())
    while len(rest) > most:
        end = _end(rest, most)
        yield rest[:end].strip()
        rest = rest[end:].strip()
    if rest:  # nothing to say is an error of its own (contract 3.3)
        yield rest


def _end(words: str, most: int) -> int:
    sentence = max(words.rfind(mark, 0, most) for mark in (". ", "? ", "! "))
    if sentence > 0:
        return sentence + 1
    space = words.rfind(" ", 0, most)
    return space if space > 0 else most
