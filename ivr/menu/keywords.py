"""What a text that comes in asks for: no more texts, texts again, help, or one of ours by its keyword.

Knows the words that Twilio acts on by itself (contract 4.9), and that people write them with capitals, signs and a please. A text asks for
something if that is all it says: who writes "when does mediation end?" has asked a question, and wants an answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

STOP: Final = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"})
START: Final = frozenset({"START", "YES", "UNSTOP"})
HELP: Final = frozenset({"HELP", "INFO"})
POLITE: Final = frozenset({"PLEASE", "PLS", "PLZ", "THANKS"})
TAKEN: Final = STOP | START | HELP | POLITE
_WORD: Final = re.compile(r"[^\W\d_]+")


class Asks(Enum):
    """What a text asks for that is none of ours."""

    STOP = "stop"
    START = "start"
    HELP = "help"  # which Twilio answers
    NOTHING = "nothing"  # that we know of


@dataclass(frozen=True, slots=True)
class Wants:
    """The text of this id."""

    text: str


def understood(words: str, keywords: Mapping[str, str]) -> Asks | Wants:
    """What a text asks for. `keywords` maps each, in capitals, to the id of its text.

    To stop is asked for with or without a please. Only the bare word starts texts again, for Twilio goes on blocking them until then.
    """
    said = [word.upper() for word in _WORD.findall(words)]
    whole, asked = "".join(said), "".join(word for word in said if word not in POLITE)
    if asked in STOP:
        return Asks.STOP
    if whole in START:
        return Asks.START
    if whole in HELP:
        return Asks.HELP
    return Wants(keywords[asked]) if asked in keywords else Asks.NOTHING
