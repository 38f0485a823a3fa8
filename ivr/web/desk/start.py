"""The first page of staff: who they are, where they can go, and who waits to be rung back.

How many texts did not arrive stands at the way to them: nobody looks for what they have not heard of.

A number is shown in full only to whoever asks for that one, so that a screen left on tells nobody who rang here. Asking is a form and not
a link: which message it was stands in no web address.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, request

from ivr.menu.hours import LONDON
from ivr.staff.people import Role, Staff
from ivr.store import Message, Store
from ivr.web.desk import unarrived
from ivr.web.desk.desk import START, Desk

_ENDS = 3  # digits of a number that are always shown
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message, as it stands on the page."""

    recording: str
    left: str
    length: str
    number: str
    hidden: bool

    @classmethod
    def of(cls, message: Message, shown: str) -> "Waiting":
        """A message; its number in full where it is the one that was asked for."""
        whole = message.recording == shown
        number = message.number or ""
        ends = number if whole else f"ends in {number[-_ENDS:]}"
        left = _when(message.kept_at or message.ready_at)
        return cls(message.recording, left, _long(message.seconds), ends if number else "withheld", bool(number) and not whole)


def attach(desk: Desk, store: Store) -> None:
    """Open the door of the first page."""

    @desk.page(START)
    def start(staff: Staff) -> Response:
        return _page(desk, store, staff)

    @desk.page(START, needs=Role.ANSWER, methods=("POST",))
    def reveal(staff: Staff) -> Response:
        return _page(desk, store, staff, request.form.get("recording", ""))


def _page(desk: Desk, store: Store, staff: Staff, shown: str = "") -> Response:
    messages = store.messages() if staff.may(Role.ANSWER) else None
    waiting = None if messages is None else [Waiting.of(message, shown) for message in reversed(messages)]
    waits = {} if messages is None else {unarrived.PATH: store.sent.waiting(desk.clock())}
    roles = [role.says for role in Role if staff.may(role)]
    return desk.show("start.html", links=desk.mine(), waits=waits, roles=roles, waiting=waiting, shown=shown)


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%A %-d %B %Y, %H:%M}" if at else "at a time that is not known"


def _long(seconds: int) -> str:
    return f"{seconds // _MINUTE_S}:{seconds % _MINUTE_S:02}"
