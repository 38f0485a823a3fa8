"""The recordings, to whoever asks.

They are public and unsigned: whether Twilio signs what it fetches is not known (contract 2.14). A name holds a hash of its sound, so that a
page is fetched once and kept (contract 3.7). The type is said by us, for Twilio refuses what some systems would guess (contract 3.5).
"""

from io import BytesIO

from flask import Blueprint, Response, abort, send_file

from ivr.clips.catalogue import Recordings
from ivr.phone.links import CLIPS

YEAR_S = 31_536_000


def attach(doors: Blueprint, recordings: Recordings) -> None:
    """Open the door of the recordings."""

    @doors.get(f"{CLIPS}/<name>")
    def clip(name: str) -> Response:
        found = recordings.open(name)
        if found is None:
            abort(404)
        response = send_file(BytesIO(found.sound), mimetype="audio/wav", etag=found.audio_sha256, conditional=True)
        response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        return response
