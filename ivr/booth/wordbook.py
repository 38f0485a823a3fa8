"""What each recording says, for a page that shows the words of what is played.

A recording is known by its piece and the hash of its words, and the words by the turn that has them played; or by the menus, where another
line than the callers' plays them. Knows nothing of sound.
"""

from datetime import datetime

from ivr.call.engine import decide
from ivr.call.heard import Heard
from ivr.call.turn import Place, Turn
from ivr.clips.catalogue import Recordings
from ivr.menu.aloud import aloud
from ivr.menu.model import Helpline
from ivr.menu.repertoire import repertoire
from ivr.web.switchboard import Decide


class Wordbook:
    """The words of the recordings that were played so far. `then` decides."""

    def __init__(self, recordings: Recordings, then: Decide = decide) -> None:
        self._recordings = recordings
        self._then = then
        self._words: dict[tuple[str, str], str] = {}
        self._learnt = ""

    def decide(self, helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
        """Decide, and note the words of the turn."""
        turn = self._then(helpline, place, heard, now)
        for prompt in turn.says:
            for piece in prompt.pieces:
                self._words[piece.id, aloud(piece.words, helpline.speech).sha256] = piece.words
        return turn

    def of(self, url: str, menus: Helpline) -> str:
        """What the recording at this address says, which these menus may have; empty where that is not known."""
        name = url.rpartition("/")[2]
        clip, id = self._recordings.open(name), name.removesuffix(".wav").rpartition(".")[0]
        if clip is None:
            return ""
        if (id, clip.words_sha256) not in self._words:
            self._learn(menus)
        return self._words.get((id, clip.words_sha256), "")

    def _learn(self, menus: Helpline) -> None:
        if self._learnt != menus.revision:
            self._learnt = menus.revision
            self._words |= {(reading.id, reading.spoken.sha256): reading.piece.words for reading in repertoire(menus)}
