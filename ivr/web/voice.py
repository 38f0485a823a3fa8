"""The doors of a call: one view for every turn, and two that nobody listens to.

Knows HTTP and nothing of what is said. A turn is always answered 200 with a document (contract 1.14). What Twilio tells of a call or a
recording is answered 204 once it is kept, and 503 while it cannot be: nobody hears that, it shows in the account's log
(contract 1.21) and is told again where a second try was asked for (contract 1.9).
"""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, request

from ivr.phone import form
from ivr.phone.links import RECORDING, STATUS, Kind, path
from ivr.store import Store
from ivr.web.switchboard import Clock, Switchboard
from ivr.web.trouble import note


def attach(doors: Blueprint, switchboard: Switchboard) -> None:
    """Open the doors of a call."""
    for kind in Kind:
        doors.add_url_rule(path(kind), kind.value, partial(_turn, switchboard, kind), methods=["POST"])
    store, clock = switchboard.store, switchboard.clock
    doors.add_url_rule(STATUS, "status", partial(_told, "a call's end", partial(_status, store, clock)), methods=["POST"])
    doors.add_url_rule(RECORDING, "recording", partial(_told, "a recording", partial(_recording, store, clock)), methods=["POST"])


def twiml(document: str) -> Response:
    """A document for Twilio; nothing on the way may keep it."""
    return Response(document, content_type="text/xml; charset=utf-8", headers={"Cache-Control": "no-store"})


def _turn(switchboard: Switchboard, kind: Kind) -> Response:
    return twiml(switchboard.answer(kind, request.query_string.decode("latin-1"), request.form))


def _status(store: Store, clock: Clock) -> None:
    fields = request.form
    if call := form.call(fields):
        store.call_ended(call, fields.get("CallStatus", ""), form.count(fields, "CallDuration"), clock())


def _recording(store: Store, clock: Clock) -> None:
    fields = request.form
    recording, url = fields.get("RecordingSid", ""), fields.get("RecordingUrl", "")
    if recording:
        seconds, status = form.count(fields, "RecordingDuration"), fields.get("RecordingStatus", "")
        store.recording_ready(recording, form.call(fields), url=url, seconds=seconds, status=status, at=clock())


def _told(what: str, keep: Callable[[], None]) -> Response:
    try:
        keep()
    except Exception as error:  # noqa: BLE001 - told again, or seen in the account's log
        note(f"keeping {what}", error, form.call(request.form))
        return Response(status=503)
    return Response(status=204)
