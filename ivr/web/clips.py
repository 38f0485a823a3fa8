"""The recordings, and the takes that are to become some, to whoever asks.

They are public and unsigned: whether Twilio signs what it fetches is not known (contract 2.14). A name holds a hash of its sound, so that a
page is fetched once and kept (contract 3.7); a take's id cannot be guessed, and nobody on the way keeps a take. The type is said by us, for
Twilio refuses what some systems would guess (contract 3.5).
"""

from io import BytesIO

from flask import Blueprint, Response, abort, send_file

from ivr.clips.catalogue import Recordings
from ivr.clips.takes import TakeState
from ivr.phone.links import CLIPS, TAKES
from ivr.store import Store, StoreError
from ivr.web.trouble import note

YEAR_S = 31_536_000


def attach(doors: Blueprint, recordings: Recordings, store: Store) -> None:
    """Open the doors of the recordings and the takes."""

    @doors.get(f"{CLIPS}/<name>")
    def clip(name: str) -> Response:
        found = recordings.open(name)
        if found is None:
            abort(404)
        response = sent(found.sound, found.audio_sha256)
        response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        return response

    @doors.get(f"{TAKES}/<id>.wav")
    def take(id: str) -> Response:
        try:
            found = store.takes.find(id)
        except StoreError as error:
            note("a take", error)
            abort(503)
        if found is None or found.state is not TakeState.READY or not found.wav:
            abort(404)
        return sent(found.wav)


def sent(wav: bytes, etag: str = "") -> Response:
    """A sound, whole or the part of it that is asked for."""
    response = send_file(BytesIO(wav), mimetype="audio/wav", etag=etag or False, conditional=True)
    response.headers["Cache-Control"] = "no-store"
    return response
