"""A prompt as sound: its recordings, if each of its pieces has one of today's words; else a voice that reads it.

Knows how long and how clean the words of a `Say` must be; nothing of what a prompt is for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, assert_never

from ivr.clips.catalogue import Recordings
from ivr.menu.aloud import Digits, Letters, Plain, Pronunciation, Sounded, Spoken, Stretch, aloud
from ivr.menu.script import Prompt
from ivr.phone.links import Links

LANGUAGE = "en-GB"
MOST = 1000  # characters in one Say: well below every voice's limit (contract 3.3)

# What XML 1.0 cannot hold: one such character and the call fails (contract 1.19, 8.6).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Speech:
    """How this helpline sounds: its recordings, the voice for what has none (contract 3.1, 3.2), and how words are said."""

    links: Links
    catalogue: Recordings
    voice: str
    pronunciations: Mapping[str, Pronunciation] = field(default_factory=dict)

    def utter(self, verb: Any, prompts: tuple[Prompt, ...]) -> None:
        """Add the prompts to a `VoiceResponse` or a `Gather`. No prompt changes voice half-way: it is played whole, or read whole."""
        for prompt in prompts:
            clips = self.catalogue.in_one_voice([(piece.id, aloud(piece.words, self.pronunciations)) for piece in prompt.pieces])
            for clip in clips:
                verb.play(self.links.clip(clip.name))
            if not clips:
                self._say(verb, prompt.words)

    def _say(self, verb: Any, words: str) -> None:
        for part in split(words):
            spoken = aloud(part, self.pronunciations)
            if self._takes_ssml and any(_is_marked(stretch) for stretch in spoken.stretches):
                _mark(verb.say(voice=self.voice, language=LANGUAGE), spoken)
            else:
                verb.say(part, voice=self.voice, language=LANGUAGE)

    @property
    def _takes_ssml(self) -> bool:
        return "." in self.voice  # the basic voices, which have no maker's name, take none (contract 3.4)


def _is_marked(stretch: Stretch) -> bool:
    """Whether a voice has to be told how this is said. What has spaces in it is read one by one as it stands."""
    match stretch:
        case Digits(text) | Letters(text):
            return " " not in text
        case Sounded():
            return True
        case Plain():
            return False
        case _:
            assert_never(stretch)


def _mark(say: Any, spoken: Spoken) -> None:
    """Say it as it is to sound, in SSML (contract 3.4). Without the marks it is the words as they were written."""
    for marked, stretches in groupby(spoken.stretches, _is_marked):
        if not marked:  # in one, for of two in a row the library would keep the second alone
            say.append("".join(stretch.text for stretch in stretches))
            continue
        for stretch in stretches:
            _sound(say, stretch)


def _sound(say: Any, stretch: Stretch) -> None:
    match stretch:
        case Digits(text):
            say.say_as(text, interpret_as="digits")
        case Letters(text):
            say.say_as(text, interpret_as="spell-out")
        case Sounded(text, _, ipa):
            say.phoneme(text, alphabet="ipa", ph=ipa)
        case Plain(text):
            say.append(text)
        case _:
            assert_never(stretch)


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
