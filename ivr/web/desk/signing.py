"""Signing in and out.

Knows the two forms, and where somebody goes afterwards: to the page of ours that they asked for, and to no other address. What is said
of a refusal is the same whether or not there is such an account.
"""

from datetime import datetime

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as Answer

from ivr.porter import Refused, SignedIn
from ivr.porter.hashes import BusyError
from ivr.staff.people import Staff
from ivr.web.desk.desk import SIGN_IN, SIGN_OUT, START, Desk

WRONG = "That name and that password do not belong together. Check both, and try again."
LOCKED = "There were too many wrong tries for this name. Try again at {until:%H:%M}, or ask whoever runs the helpline for a new password."


def attach(desk: Desk) -> None:
    """Open the doors of signing in and out."""

    @desk.gate.get(SIGN_IN)
    def asked() -> Response | Answer:
        if desk.porter.who(desk.visits.word(), desk.clock()):
            return desk.go(START)
        return _form(desk)

    @desk.gate.post(SIGN_IN)
    def signed_in() -> Response | Answer:
        try:
            found = desk.porter.sign_in(request.form.get("name", ""), request.form.get("password", ""), desk.clock())
        except BusyError as busy:
            return _form(desk, str(busy), 503)
        return _let_in(desk, found) if isinstance(found, SignedIn) else _turned_away(desk, found)

    @desk.page(SIGN_OUT, methods=("POST",))
    def signed_out(staff: Staff) -> Answer:
        del staff
        desk.porter.sign_out(desk.visits.word())
        return desk.go(SIGN_IN)


def _let_in(desk: Desk, found: SignedIn) -> Answer:
    desk.porter.sign_out(desk.visits.word())  # whoever was signed in here before
    desk.visits.change(found.token)
    return desk.go(_known(request.args.get("next", "")))


def _turned_away(desk: Desk, refused: Refused) -> Response:
    if refused.until:
        return _locked(desk, refused.until)
    return _form(desk, WRONG, 403)


def _locked(desk: Desk, until: datetime) -> Response:
    response = _form(desk, LOCKED.format(until=until), 429)
    response.headers["Retry-After"] = str(max(1, int((until - desk.clock()).total_seconds())))
    return response


def _form(desk: Desk, problem: str = "", status: int = 200) -> Response:
    to = _known(request.args.get("next", ""))
    return desk.show("sign-in.html", status, problem=problem, name=request.form.get("name", ""), to="" if to == START else to)


def _known(path: str) -> str:
    """The path if it is a page of staff, or else their first page."""
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return START
    is_path = path.startswith("/") and not path.startswith("//")  # two slashes, and what follows them is another host
    return path if is_path and endpoint.startswith("desk.") else START
