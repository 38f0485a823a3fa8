"""What every page of staff is sent with: what a browser may do with it, and the files that it is made with.

Nothing on these pages is another's: no script, style, picture or frame from elsewhere, and none written into a page. Nobody on the way
keeps them, and no other site hears where somebody came from.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort

_FILES: Final = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "files").iterdir())}
_VERSION: Final = sha256(b"".join(_FILES.values())).hexdigest()[:12]
_KINDS: Final = {".css": "text/css", ".js": "text/javascript"}
_YEAR_S: Final = 31_536_000
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self' blob:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not `no-referrer`: with that, browsers send a form without saying where it comes from, and we ask.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def seal(*, secure: bool) -> Callable[[Response], Response]:
    """What puts these headers on an answer; over https, browsers are told to come by https from now on."""

    def sealed(response: Response) -> Response:
        response.headers.update(_HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        if secure:
            response.headers["Strict-Transport-Security"] = f"max-age={_YEAR_S}"
        return response

    return sealed


def path(name: str) -> str:
    """Where a style sheet or a script of this name is found. It holds a hash of all: one script asks for another by name."""
    return f"/desk/{_VERSION}/{name}"


STYLE: Final = path("desk.css")


def attach(doors: Blueprint) -> None:
    """Open the door of style sheets and scripts. They are fetched once and kept."""

    @doors.get(path("<name>"))
    def file(name: str) -> Response:
        if name not in _FILES:
            abort(404, "There is no such file.")
        kind = _KINDS[Path(name).suffix]
        return Response(_FILES[name], mimetype=kind, headers={"Cache-Control": f"public, max-age={_YEAR_S}, immutable"})
