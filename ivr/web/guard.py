"""The door-keeper of Twilio's webhooks: what is not signed is refused before anything else is done.

Knows where a request keeps its path, form and signature. Who brings no signature is refused before the form is read, and a form too
large to be Twilio's is not read whole, so it cannot be theirs. A refusal is one line of log without the number, the query or the form.
"""

import logging

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from ivr.phone.signature import Signatures

LOG = logging.getLogger("ivr.web")
HEADER = "X-Twilio-Signature"


def protect(doors: Blueprint, signatures: Signatures) -> None:
    """Refuse every request to these doors that Twilio did not sign: 403, and nothing else happens."""

    @doors.before_request
    def guard() -> Response | None:
        if _genuine(signatures):
            return None
        LOG.warning("refused: not signed by Twilio: %s", request.path)
        return Response("Not signed by Twilio.\n", 403, mimetype="text/plain")


def _genuine(signatures: Signatures) -> bool:
    signature = request.headers.get(HEADER)
    if not signature:
        return False
    try:
        return signatures.genuine(_raw_path(), request.form, signature)
    except HTTPException:  # larger than any of Twilio's, or cut off on its way
        return False


def _raw_path() -> str | None:
    # The path before anything decoded it (contract 2.10): gunicorn's name for it, and that of other servers.
    return request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI")
