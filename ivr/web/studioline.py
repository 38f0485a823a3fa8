"""The doors of the recording line, which staff ring.

Knows HTTP and what Twilio's forms tell of such a call; what is said is decided in `ivr.studio`. A turn is always answered 200 with a
document (contract 1.14): what could not be made becomes an apology that was made while the helpline started. No turn is written down, and
no log line holds a digit that was typed.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import assert_never

from flask import Blueprint, Response, request

from ivr.clips.catalogue import Catalogue
from ivr.phone import form
from ivr.phone.form import Form
from ivr.phone.speech import Speech
from ivr.porter import Porter
from ivr.porter.hashes import BusyError
from ivr.staff.people import Staff
from ivr.studio import line
from ivr.studio.addresses import Kind, path, read
from ivr.studio.attendant import Attendant
from ivr.studio.errands import Out
from ivr.studio.place import At, Failed, Rang, Read, Silent, Told, Typed, Waited
from ivr.studio.reply import Replies
from ivr.studio.studio import Studio
from ivr.web.switchboard import Clock
from ivr.web.trouble import note
from ivr.web.voice import twiml


@dataclass(frozen=True, slots=True)
class StudioLine:
    """All that an answer needs. `sorry` is the document for when there is none."""

    attendant: Attendant
    replies: Replies
    clock: Clock
    sorry: str

    def answer(self, kind: Kind, query: str, fields: Form) -> str:
        """The document for what was told at an address of this kind, with this query and these fields. Never raises."""
        try:
            turn = self.attendant.answer(read(query), told(kind, fields), self.clock())
            return self.replies.document(turn, opening=kind is Kind.CALL)
        except Exception as error:  # noqa: BLE001 - somebody is on the line
            note(f"a turn of the recording line ({kind.value})", error, form.call(fields))
            return self.sorry


def attach(doors: Blueprint, studio: Studio, porter: Porter, speech: Speech, clock: Clock) -> None:
    """Open the doors of the recording line."""
    helpline = studio.helpline
    plain = Speech(speech.links, Catalogue(), helpline.voice, helpline.speech)  # a recording is one thing more that could be missing
    sorry = Replies(helpline, plain).document(line.over(At(), "sorry"))
    found = StudioLine(Attendant(studio, partial(admitted, porter)), Replies(helpline, speech), clock, sorry)
    for kind in Kind:
        doors.add_url_rule(path(kind), f"studio-{kind.value}", partial(_turn, found, kind), methods=["POST"])


def told(kind: Kind, fields: Form) -> Told:
    """What a form posted to an address of this kind tells."""
    match kind:
        case Kind.CALL:
            return Rang()
        case Kind.KEYS:
            return Typed(form.keys(fields))
        case Kind.SILENCE:
            return Silent()
        case Kind.RECORDED:
            found = form.recorded(fields)
            return Read(found.recording, found.seconds, found.hung_up)
        case Kind.MOMENT:
            return Waited()
        case Kind.FAILED:
            return Failed()
        case _:
            assert_never(kind)


def admitted(porter: Porter, staff_number: str, pin: str, now: datetime) -> Staff | Out:
    """Whose staff number and PIN these are, or why they are not let in."""
    try:
        found = porter.check_pin(staff_number, pin, now)
    except BusyError:
        return Out.LOCKED
    if isinstance(found, Staff):
        return found
    return Out.LOCKED if found.until else Out.WRONG


def _turn(found: StudioLine, kind: Kind) -> Response:
    return twiml(found.answer(kind, request.query_string.decode("latin-1"), request.form))
