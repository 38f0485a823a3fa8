"""What Twilio says by itself when this server cannot be reached at all: one document that needs nothing of ours.

It is kept at Twilio (contract 1.13), so it names no address of ours, plays no recording and leads on to nothing: it would fail again, and
to ring the helpline from here would go round. It says sorry, where help is, and when to call again.
"""

from ivr.call.turn import HangUp, Place, Turn
from ivr.clips.catalogue import Catalogue
from ivr.errors import AuthorError, Fault
from ivr.menu import script
from ivr.menu.model import Helpline
from ivr.phone.links import Links
from ivr.phone.speech import Speech
from ivr.phone.twiml import render

SAYS = ("welcome", "sorry", "fallback", "goodbye")
MOST_CHARACTERS = 4_000  # what Twilio takes of a document that it is given (contract 1.15)


def fallback(helpline: Helpline) -> str:
    """The document, to be kept at Twilio. Raises `AuthorError` if its words are more than Twilio keeps."""
    says = tuple(script.line(helpline, id) for id in SAYS)
    document = render(Turn(says, HangUp(), Place()), Speech(Links(""), Catalogue(), helpline.voice, helpline.speech), opening=True)
    if len(document) > MOST_CHARACTERS:
        problem = f"With the lines said around it, this is {len(document)} characters, and Twilio keeps {MOST_CHARACTERS}."
        raise AuthorError((Fault(helpline.lines["fallback"].where, problem, "Write fewer words."),))
    return document
