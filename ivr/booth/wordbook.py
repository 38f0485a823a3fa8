"""What each recording says, for a page that shows the words of what is played.

A recording is known by the hash of its words, and the words by the turn that has them played. Knows nothing of sound.
"""

from datetime import datetime

from ivr.call.engine import decide
from ivr.call.heard import Heard
from ivr.call.turn import Place, Turn
from ivr.clips.catalogue import Recordings
from ivr.menu.aloud import aloud
from ivr.menu.model import Helpline
from ivr.web.switchboard import Decide


class Wordbook:
    """The words of the recordings that were played so far. `then` decides."""

    def __init__(self, recordings: Recordings, then: Decide = decide) -> None:
        self._recordings = recordings
        self._then = then
        self._words: dict[str, str] = {}

    def decide(self, helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
        """Decide, and note the words of the turn."""
        turn = self._then(helpline, place, heard, now)
        for prompt in turn.says:
            for piece in prompt.pieces:
                self._words[aloud(piece.words, helpline.speech).sha256] = piece.words
        return turn

    def of(self, url: str) -> str:
        """What the recording at this address says; empty where that is not known."""
        clip = self._recordings.open(url.rpartition("/")[2])
        return self._words.get(clip.words_sha256, "") if clip else ""
