"""The recordings, to whoever asks.

They are public and unsigned: whether Twilio signs what it fetches is not known (contract 2.14). A name holds a hash of its sound, so that a
page is fetched once and kept (contract 3.7). The type is said by us, for Twilio refuses what some systems would guess (contract 3.5).
"""

from flask import Blueprint, Response, abort, send_file

from ivr.clips.catalogue import Catalogue
from ivr.phone.links import CLIPS

YEAR_S = 31_536_000


def attach(doors: Blueprint, catalogue: Catalogue) -> None:
    """Open the door of the recordings."""

    @doors.get(f"{CLIPS}/<name>")
    def clip(name: str) -> Response:
        found = catalogue.open(name)
        if found is None:
            abort(404)
        try:
            response = send_file(found.path, mimetype="audio/wav", etag=found.audio_sha256, conditional=True)
        except FileNotFoundError:
            abort(404)
        response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        return response
