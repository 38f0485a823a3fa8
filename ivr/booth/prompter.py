"""What the recordings of one call say, word for word and in their order.

A recording is known by the hash of its words, which leaves the pauses out; so the words are those of the turn that has it played. What is
played and was not to be said has no words here. Knows nothing of sound.
"""

from collections import deque
from datetime import datetime

from ivr.call.engine import decide
from ivr.call.heard import Heard
from ivr.call.turn import Place, Turn
from ivr.clips.catalogue import Recordings
from ivr.exchange.events import Played
from ivr.menu.aloud import aloud
from ivr.menu.model import Helpline
from ivr.web.switchboard import Decide


class Prompter:
    """Reads along with a single call, whose turns `then` decides."""

    def __init__(self, recordings: Recordings, then: Decide = decide) -> None:
        self._recordings = recordings
        self._then = then
        self._coming: deque[tuple[str, str]] = deque()
        self._read: dict[int, str] = {}

    def decide(self, helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
        """Decide, and note what is to be said."""
        turn = self._then(helpline, place, heard, now)
        pieces = (piece for prompt in turn.says for piece in prompt.pieces)
        self._coming.extend((aloud(piece.words, helpline.speech).sha256, piece.words) for piece in pieces)
        return turn

    def read(self, played: Played) -> str:
        """What this recording says: the next words to come that are its own. The first question after each is to be in their order."""
        if played.number not in self._read:
            self._read[played.number] = self._next(played.url)
        return self._read[played.number]

    def _next(self, url: str) -> str:
        clip = self._recordings.open(url.rpartition("/")[2])
        while clip and self._coming:
            hashed, words = self._coming.popleft()
            if hashed == clip.words_sha256:
                return words
        return ""
