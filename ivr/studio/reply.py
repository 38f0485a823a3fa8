"""A turn of the recording line as a document for Twilio.

Knows which address is told what follows, and for how long to wait for it; Twilio's verbs are known in `ivr.phone`.
"""

from dataclasses import dataclass
from typing import Final, assert_never

from ivr.call.turn import Listen
from ivr.menu import script
from ivr.menu.model import Helpline
from ivr.menu.script import Piece, Prompt
from ivr.phone.documents import Document, Sound
from ivr.phone.speech import Speech
from ivr.studio.addresses import Addresses, Kind
from ivr.studio.turn import Playback, Says, Then, Turn

POLL_S: Final = 2
LONGEST_S: Final = 60  # well above the longest recording there may be
SILENCE_S: Final = 5  # longer than anybody pauses in reading


@dataclass(frozen=True, slots=True)
class Replies:
    """Makes the documents, in this helpline's words and as it sounds."""

    helpline: Helpline
    speech: Speech

    def document(self, turn: Turn, *, opening: bool = False) -> str:
        """The document for a turn; with `opening` it is the first of its call."""
        says, at = tuple(self._said(one) for one in turn.says), turn.at
        timing, to = self.helpline.timing, Addresses(self.speech.links.public)
        document, keys, silence = Document(self.speech, opening=opening), to.action(Kind.KEYS, at), to.turn(Kind.SILENCE, at)
        match turn.then:
            case Then.KEY:
                return document.listen(says, Listen(timing.page_s), keys, silence)
            case Then.DIGITS:
                return document.listen(says, Listen(timing.digit_s, most=None), keys, silence)
            case Then.RECORD:
                return document.record(says, LONGEST_S, SILENCE_S, to.action(Kind.RECORDED, at), silence)
            case Then.WAIT:
                return document.redirect(says, to.turn(Kind.MOMENT, at), after_s=POLL_S)
            case Then.HANG_UP:
                return document.hang_up(says)
            case _:
                assert_never(turn.then)

    def _said(self, one: Says) -> Prompt | Sound:
        match one:
            case str():
                return script.line(self.helpline, one)
            case Piece():
                return Prompt(one.id, (one,))
            case Playback(take):
                return Sound(self.speech.links.take(take))
            case _:
                assert_never(one)
