"""Turns to keep, made by hand: what they say does not matter here, what they promise does."""

from datetime import datetime, timedelta

from ivr.call.turn import Doing, Effect, KeepMessage, Listen, Place, SendText, SendToKept, Turn
from ivr.menu.hours import LONDON
from ivr.menu.script import Piece, Prompt
from ivr.texts.numbers import Mobile

CALL = "CA" + "0" * 31 + "1"
OTHER_CALL = "CA" + "0" * 31 + "2"
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=LONDON)
MOBILE = Mobile("+447700900123")
TYPED = Mobile("+447700900456")
WORDS = {"tips": "Five tips.", "links": "Three links."}
MESSAGE = KeepMessage("RE" + "a" * 32, "https://api.twilio.com/recordings/RE" + "a" * 32, 20)


def sent(text: str, to: Mobile = MOBILE) -> SendText:
    """A text to the mobile that rings."""
    return SendText(text, to, WORDS[text])


def confirmed(text: str) -> SendToKept:
    """A text to the number that was typed."""
    return SendToKept(text, WORDS[text])


def turn(*does: Effect, step: int = 1) -> Turn:
    """A turn that does this."""
    said = Prompt("complaint.1", (Piece("complaint.1", "Here are five tips."), Piece("digit.7", "7")))
    return Turn((said, Prompt("text.sent", ())), Listen(8), Place(node="complaint", page=1, doing=Doing.CHECKING, step=step), does)


def later(seconds: float) -> datetime:
    """So many seconds from now."""
    return NOW + timedelta(seconds=seconds)
