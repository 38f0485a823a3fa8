"""The page's own doors: what it shows, what it asks, and the feed that it follows.

The second web application of the house, and out of reach of the first: what answers real callers cannot import it. Takes requests from
its own page only, since any other page in the same browser could send some (by name, by form or by script). Knows HTTP; what is done is
in `ivr.booth.box`.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, Final

from flask import Blueprint, Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from ivr.booth.box import Box
from ivr.errors import HelplineError, OperatorError
from ivr.exchange.alerts import NotPossibleError
from ivr.exchange.call import Call
from ivr.exchange.voice import RATE

CALLERS: Final = (
    {"from": "07700 900123", "what": "a mobile"},
    {"from": "01632 960123", "what": "a landline"},
    {"from": "withheld", "what": "number withheld"},
)
SOUND: Final = "application/octet-stream"  # samples as `ivr.exchange.voice` has them, which no kind of audio names
_MOST_BYTES: Final = 1_000_000  # about a minute of sound
_HEARTBEAT_S: Final = 10
_LONGEST_S: Final = 600  # nobody speaks longer
_LONGEST_ID: Final = 15  # digits


def create(box: Box, origin: str) -> Flask:
    """The page's application; `origin` is the only address it is asked at, such as `http://127.0.0.1:8300`."""
    app = Flask("ivr.booth", static_folder="page", static_url_path="/page")
    app.config.update(MAX_CONTENT_LENGTH=_MOST_BYTES, SEND_FILE_MAX_AGE_DEFAULT=0)
    app.before_request(partial(_own, origin.removesuffix(":80")))  # nobody names that port
    app.after_request(partial(_sealed, box.installation.door.url))
    app.register_error_handler(HelplineError, _refused)
    app.register_error_handler(HTTPException, _turned_away)
    app.register_blueprint(_shown(box, app))
    app.register_blueprint(_asked(box))
    app.register_blueprint(_done(box))
    return app


def _shown(box: Box, app: Flask) -> Blueprint:
    doors = Blueprint("shown", __name__)
    doors.add_url_rule("/", "page", lambda: app.send_static_file("index.html"))

    @doors.get("/feed")
    def feed() -> Response:
        seen = request.headers.get("Last-Event-ID", "0")[:_LONGEST_ID]
        return Response(_followed(box, int(seen) if seen.isdecimal() else 0), mimetype="text/event-stream")

    @doors.get("/tree.svg")
    def tree() -> Response:
        return Response(box.tree(), mimetype="image/svg+xml")

    @doors.get("/recordings/<sid>")
    def recording(sid: str) -> Response:
        sound = box.exchange.plant.recordings.get(sid)
        if sound is None:
            abort(404)
        return Response(sound.wav, mimetype="audio/wav", headers={"Accept-Ranges": "none"})

    return doors


def _asked(box: Box) -> Blueprint:
    doors = Blueprint("asked", __name__)
    doors.add_url_rule("/callers", "callers", lambda: {"callers": CALLERS, "lines": box.lines()})
    doors.add_url_rule("/clock", "clock", box.time)
    return doors


def _done(box: Box) -> Blueprint:
    doors = Blueprint("done", __name__)

    @doors.post("/clock")
    def clock() -> dict[str, object]:
        return box.set_time(_moment(_field("at", str, None)))

    @doors.post("/menus")
    def menus() -> dict[str, object]:
        return box.read_again()

    @doors.post("/calls")
    def ring() -> tuple[dict[str, str], int]:
        return {"call": box.ring(_field("from", str), _field("line", str, "helpline")).sid}, 201

    @doors.post("/advisers")
    def advise() -> tuple[dict[str, str], int]:
        return {"call": box.advise().sid}, 201

    @doors.post("/texts")
    def text() -> Response:
        box.text(_field("from", str), _field("body", str))
        return Response(status=204)

    @doors.post("/calls/<sid>/<act>")
    def call(sid: str, act: str) -> Response:
        _act(_call(box, sid), act)
        return Response(status=204)

    return doors


def _act(call: Call, act: str) -> None:
    match act:
        case "keys":
            call.press(_field("keys", str))
        case "heard":
            call.heard(_field("number", int))
        case "voice" if request.mimetype == SOUND:
            call.speak(_voiced_s(), request.get_data())
        case "voice":
            call.speak(min(_field("seconds", int), _LONGEST_S))
        case "hang-up":
            call.hang_up()
        case _ as unknown:
            abort(404, f"a call has no {unknown}")


def _call(box: Box, sid: str) -> Call:
    try:
        return box.call(sid)
    except LookupError:
        abort(404)


def _followed(box: Box, seen: int) -> Iterator[str]:
    """All that was told after `seen`, that it was all, and then whatever is told. Server-sent events."""
    past = box.feed.after(seen)
    yield from (f"id: {news.id}\ndata: {news.told}\n\n" for news in past)
    yield f'data: {{"kind": "opened", "box": "{box.id}"}}\n\n'
    for news in box.feed.follow(seen + len(past), _HEARTBEAT_S):
        yield "".join(f"id: {one.id}\ndata: {one.told}\n\n" for one in news) or ": still here\n\n"


def _field(name: str, kind: type, *unset: Any) -> Any:  # Any: what JSON holds
    asked = request.get_json(silent=True)
    found = asked.get(name, *unset) if isinstance(asked, dict) else ...
    if not isinstance(found, (kind, *(type(one) for one in unset))) or not _is_text(found):
        raise OperatorError(f"{name} is missing or is not what it should be.")
    return found


def _is_text(found: object) -> bool:
    """False for half of a character, which JSON can hold and nobody can write."""
    try:
        str(found).encode()
    except UnicodeEncodeError:
        return False
    return True


def _moment(at: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(at).replace(tzinfo=None) if at else None
    except ValueError:
        raise OperatorError("That is not a moment. Write it as 2026-11-27T16:59.") from None


def _voiced_s() -> float:
    try:
        voiced = float(request.headers.get("X-Voiced-Seconds", "0"))
    except ValueError:
        raise OperatorError("X-Voiced-Seconds is a number of seconds.") from None
    return min(max(voiced, 0.0), len(request.get_data()) / 2 / RATE)


def _own(origin: str) -> None:
    # The name in a request is checked too: a name of somebody's may be made to lead to this machine.
    if request.host_url.rstrip("/") != origin or request.headers.get("Origin", origin) != origin:
        abort(403, f"This page is at {origin}/ and nowhere else.")
    # Another page may show this one's link; what it fetches by itself, it is not given.
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and request.headers.get("Sec-Fetch-Mode") != "navigate":
        abort(403, "Only this page itself is answered.")
    if request.method == "POST" and request.mimetype not in ("application/json", SOUND):
        abort(415)


def _sealed(helpline: str, response: Response) -> Response:
    response.headers["Content-Security-Policy"] = (
        f"default-src 'self'; media-src 'self' {helpline}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _refused(error: HelplineError) -> tuple[dict[str, str], int]:
    return {"error": str(error)}, 409 if isinstance(error, NotPossibleError) else 400


def _turned_away(error: HTTPException) -> tuple[dict[str, str | None], int]:
    return {"error": error.description}, error.code or 500
