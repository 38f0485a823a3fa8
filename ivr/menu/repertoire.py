"""All that can be said, piece by piece: what there is to record.

Knows every prompt that the engine can make of these menus, and in which sentence a piece stands; nothing of who records it. A piece
that is part of a sentence is recorded within one, and cut out of it, so that the sentence it is put into later keeps its tone.
"""

from dataclasses import dataclass

from ivr.menu.aloud import Spoken
from ivr.menu.script import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One recording to be made. `before` and `after` are the words around it in its sentence; empty where it begins or ends one.

    With `after_key` it is the first thing heard after a key press, when the telephone is still on its way back to the ear (L30).
    """

    piece: Piece
    spoken: Spoken
    before: Spoken = Spoken()
    after: Spoken = Spoken()
    after_key: bool = False

    @property
    def id(self) -> str:
        """The name of the recording: the piece's own."""
        return self.piece.id
