"""The door of short addresses: a link of links.yaml is led to where it leads, a text is shown in full, anything else is told in kind words.

Knows which codes there are, and that mobiles take a full stop or a bracket for the end of an address. Somebody who shares their telephone
may open one: so a page has a title that says nothing, is found by no search, leaves no word of itself elsewhere, and is left in one touch.
"""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, redirect, render_template
from werkzeug.wrappers import Response as Answer

from ivr.menu.lines import AUTO_REPLY, DISCREET
from ivr.menu.model import Helpline, Link, Text
from ivr.menu.short import code
from ivr.phone.links import SHORT
from ivr.texts.written import written
from ivr.web.short.touched import Part, touched

_PAGES: Final = Path(__file__).parent / "pages"
_STYLE: Final = (_PAGES / "short.css").read_text("utf-8")
_SCRIPT: Final = (_PAGES / "leave.js").read_text("utf-8")
_AFTER: Final = ".,;:!?)]}'\"\u201d\u2019"
ELSEWHERE: Final = "https://www.bbc.co.uk/weather"  # where nobody looks twice


def _hashed(words: str) -> str:
    return f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"


# All of a page comes in one answer: on a bus, a second one may not come.
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src {_hashed(_STYLE)}; script-src {_hashed(_SCRIPT)}; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet",
}


def attach(doors: Blueprint, helpline: Helpline) -> None:
    """Open the door. `helpline` is without its drafts. `doors` has its templates here."""
    found = _codes(helpline)

    @doors.get(f"{SHORT}/<code>", strict_slashes=False)
    def short(code: str) -> Response | Answer:
        match found.get(code.strip().rstrip(_AFTER).lower()):
            case Link(to=to):
                response: Response | Answer = redirect(to, HTTPStatus.FOUND)
            case Text(body=body):
                lines = [list(touched(line, helpline.text_hosts)) for line in body.splitlines() if line.strip()]
                response = _page("text.html", lines=lines)
            case None:
                response = _page("nowhere.html", HTTPStatus.NOT_FOUND, number=_our_number(helpline))
        response.headers.update(_HEADERS)
        return response


def _codes(helpline: Helpline) -> Mapping[str, Link | Text]:
    """What each code leads to: the links, and the texts that can be asked for."""
    texts = {code(text.id): text for text in helpline.texts.values() if text.id not in {AUTO_REPLY, DISCREET}}
    return {**texts, **{code(link.id): link for link in helpline.links.values()}}


def _our_number(helpline: Helpline) -> Part:
    """The number that callers ring, written as our texts write it, where one of them does."""
    ours = f"tel:{helpline.numbers.helpline.replace('+44', '0', 1)}"
    said = (part for text in helpline.texts.values() for part in touched(text.body, ()))
    return next((part for part in said if part.to == ours), Part(written(helpline.numbers.helpline), ours))


def _page(template: str, status: int = HTTPStatus.OK, **facts: object) -> Response:
    return Response(render_template(template, style=_STYLE, script=_SCRIPT, elsewhere=ELSEWHERE, **facts), status)
