"""Whether the helpline stands, for whoever watches it.

Two questions: is the process up, and could it take a call now. An answer names what is wrong in words that hold no secret.
"""

from flask import Blueprint, Response, jsonify

from ivr.menu.model import Helpline
from ivr.store import Store
from ivr.web.trouble import note


def attach(doors: Blueprint, store: Store, helpline: Helpline) -> None:
    """Open the doors of health."""

    @doors.get("/healthz")
    def healthz() -> Response:
        return Response("up\n", mimetype="text/plain")

    @doors.get("/readyz")
    def readyz() -> tuple[Response, int]:
        reasons = [*_store(store), *_helpline(helpline)]
        return jsonify(ready=not reasons, reasons=reasons, menus=helpline.revision), 503 if reasons else 200


def _store(store: Store) -> list[str]:
    try:
        store.ready()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a reason
        note("asking the database", error)
        return ["The database does not take what callers leave."]
    return []


def _helpline(helpline: Helpline) -> list[str]:
    return [] if helpline.start in helpline.nodes else ["The first menu is missing."]
