"""The guard of the pages of staff, and how another room puts a page there.

Whatever is put up here is shut until somebody has signed in; a page says which role it needs, and is given whoever asks. Knows HTTP and
the porter; what a page shows is its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from flask import Blueprint, Flask, Response, g, redirect, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as Answer

from ivr.porter import Porter
from ivr.staff.people import Role, Staff
from ivr.web.desk import sealed
from ivr.web.desk.visit import FIELD, Visits
from ivr.web.switchboard import Clock
from ivr.web.trouble import note

START = "/desk"
SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
_MEGABYTE = 1_000_000
_MOST_HEARD_OUT = 200 * _MEGABYTE
_PART_BYTES = 512 * 1024  # what is held in memory of a form with a file, whose parts are read 64 kB at a time
# A view is given whoever has signed in, and then what is in the path.
View = Callable[..., str | Response | Answer | tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Link:
    """A page that staff find on their first one, and the role it needs."""

    path: str
    title: str
    needs: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The pages of staff. `public` is the address they are found at; `gate` is open to all, `doors` to whoever has signed in."""

    public: str
    porter: Porter
    clock: Clock
    gate: Blueprint = field(default_factory=lambda: Blueprint("gate", __name__, template_folder="pages"))
    doors: Blueprint = field(default_factory=lambda: Blueprint("desk", __name__, template_folder="pages"))
    links: list[Link] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def visits(self) -> Visits:
        """How browsers are told apart here."""
        parts = urlsplit(self.public)
        return Visits(f"{parts.scheme}://{parts.netloc}".lower())

    def page(
        self, path: str, *, needs: Role | None = None, title: str = "", methods: tuple[str, ...] = ("GET",), most_bytes: int | None = None
    ) -> Callable[[View], View]:
        """Put a page up: `@desk.page("/studio", needs=Role.RECORD, title="Record")` over `def studio(staff: Staff, ...)`.

        Without `needs` it is for everybody who has signed in; with a title there is a link to it on the first page. A request by any
        method but GET must bring what `csrf()` gives a form, or the same in the header X-CSRF-Token; with `most_bytes` it may be larger
        than a form is.
        """
        if title and needs:
            self.links.append(Link(path, title, needs))

        def put(view: View) -> View:
            def guarded(**inside: Any) -> Any:  # Any: what Flask takes and gives
                staff: Staff = g.staff
                return view(staff, **inside) if needs is None or staff.may(needs) else self.refused("Your account may not do this.", 403)

            if most_bytes:
                self.sizes[view.__name__] = most_bytes
            self.doors.add_url_rule(path, view.__name__, guarded, methods=methods)
            return view

        return put

    def show(self, template: str, status: int = HTTPStatus.OK, **facts: Any) -> Response:
        """A page of ours, from a template that extends `desk.html`. It has `staff`, `csrf()` and `at(path)` besides these facts."""
        given = {"staff": g.get("staff"), "csrf": self.visits.token, "field": FIELD, "at": self.at, "file": self._file}
        return Response(render_template(template, **given, **facts), status)

    def refused(self, problem: str, status: int) -> Response:
        """A page that says what is wrong and what to do."""
        return self.show("refused.html", status, problem=problem)

    def go(self, path: str, **query: str) -> Answer:
        """Send the browser to another page of ours, to look at it."""
        return redirect(self.at(quote(path)) + (f"?{urlencode(query)}" if query else ""), HTTPStatus.SEE_OTHER)

    def at(self, path: str) -> str:
        """The address of a path of ours, without its host: the public address may have a path of its own."""
        return urlsplit(self.public).path + path

    def mine(self) -> list[Link]:
        """The links that whoever has signed in may follow."""
        return [link for link in self.links if g.staff.may(link.needs)]

    def open(self, app: Flask) -> None:
        """Put all of it up. Pages that come later are too late."""
        self.doors.before_request(self._signed_in)
        self.doors.before_request(self._sized)  # before its form is looked into
        for doors in (self.gate, self.doors):
            doors.before_request(self._from_us)
            doors.after_request(self.visits.set)
            doors.after_request(sealed.seal(secure=self.visits.secure))
            doors.register_error_handler(Exception, self._failed)
            app.register_blueprint(doors)

    def _signed_in(self) -> Answer | None:
        g.staff = self.porter.who(self.visits.word(), self.clock())
        if g.staff:
            return None
        return self.go(SIGN_IN) if request.path == START or request.method != "GET" else self._back_here()

    def _back_here(self) -> Answer:
        return redirect(f"{self.at(SIGN_IN)}?next={quote(request.path, safe='/')}", HTTPStatus.SEE_OTHER)

    def _sized(self) -> None:
        if most := self.sizes.get((request.endpoint or "").rpartition(".")[2]):
            request.max_content_length, request.max_form_memory_size = most, _PART_BYTES

    def _file(self, name: str) -> str:
        return self.at(sealed.path(name))

    def _from_us(self) -> Response | None:
        if request.method in {"GET", "HEAD", "OPTIONS"} or self.visits.own():
            return None
        return self.refused("This form is out of date, or not from this site. Go back, load the page again, and send it once more.", 400)

    def _failed(self, error: Exception) -> Response:
        if isinstance(error, RequestEntityTooLarge):
            _hear_out()
            return self.refused(f"That is too large: {(request.max_content_length or 0) / _MEGABYTE:.2g} MB at most can be sent.", 413)
        if isinstance(error, HTTPException):
            return self.refused(error.description or error.name, error.code or 500)
        note("a page of the staff's", error)
        return self.refused("Something broke at our end, and nothing was changed. Try again in a minute.", 503)


def _hear_out() -> None:
    """Read what is too large to its end, and keep nothing: to a browser that is still sending, an answer is a broken line."""
    left = min(request.content_length or 0, _MOST_HEARD_OUT) if g.get("staff") else 0
    if left > (request.max_content_length or 0):  # else some of it was read before
        while left > 0 and (read := len(request.environ["wsgi.input"].read(min(left, _PART_BYTES)))):
            left -= read
