"""The texts that did not arrive, so that an adviser can ring whoever asked for them.

Knows what a row shows. As on the first page, a number is shown in full only to whoever asks for that one, by a form and in no address;
and who asked is written in the log, by our id of the text and theirs. What was dealt with stays on the page for a while, with who did it,
and can be put back by whoever pressed beside the wrong one.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from werkzeug.wrappers import Response as Answer

from ivr.menu.hours import LONDON
from ivr.menu.model import Helpline
from ivr.staff.people import Role, Staff
from ivr.store import Outgoing, Store
from ivr.texts import reasons, written
from ivr.web.desk.desk import Desk

LOG = logging.getLogger("ivr.web")

PATH = "/desk/texts"
DONE = PATH + "/done"
BACK = PATH + "/back"
_HANDLED = 20  # the last that were dealt with


@dataclass(frozen=True, slots=True)
class Row:
    """A text that did not arrive, as it stands on the page. `whole` is its number in E.164, once it was asked for."""

    text: Outgoing
    words: str
    whole: str = ""
    by: str = ""

    @property
    def asked(self) -> str:
        """When the caller asked for it."""
        return _when(self.text.asked_at)

    @property
    def why(self) -> str:
        """Why it did not arrive."""
        return reasons.why(self.text.state, self.text.code)

    @property
    def number(self) -> str:
        """The number, as far as it may be shown."""
        if self.whole:
            return written.written(self.whole)
        return f"ends in {self.text.ends}" if self.text.ends else "forgotten"

    @property
    def hidden(self) -> bool:
        """Whether there is more of the number to show."""
        return bool(self.text.ends) and not self.whole

    @property
    def handled(self) -> str:
        """Who dealt with it, and when."""
        return f"{self.by or 'Somebody who has no account any more'}, {_when(self.text.handled_at)}"


def attach(desk: Desk, helpline: Helpline, store: Store) -> None:
    """Open the door of the page, and those of its three forms."""

    @desk.page(PATH, needs=Role.ANSWER, title="Texts that did not arrive")
    def unarrived(staff: Staff) -> Response:
        del staff
        return _page(desk, helpline, store)

    @desk.page(PATH, needs=Role.ANSWER, methods=("POST",))
    def show_number(staff: Staff) -> Response:
        id = request.form.get("text", "")
        whole = store.sent.number(id, desk.clock())
        if whole:
            LOG.info("text %s: its number was shown to the member of staff %s", id, staff.id)
        return _page(desk, helpline, store, {id: whole or ""})

    @desk.page(DONE, needs=Role.ANSWER, methods=("POST",))
    def dealt_with(staff: Staff) -> Answer:
        id = request.form.get("text", "")
        if store.sent.handle(id, staff.id, desk.clock()):
            LOG.info("text %s: the member of staff %s has dealt with it", id, staff.id)
        return desk.go(PATH)

    @desk.page(BACK, needs=Role.ANSWER, methods=("POST",))
    def put_back(staff: Staff) -> Answer:
        id = request.form.get("text", "")
        if store.sent.reopen(id):
            LOG.info("text %s: the member of staff %s put it back", id, staff.id)
        return desk.go(PATH)


def _page(desk: Desk, helpline: Helpline, store: Store, shown: dict[str, str] | None = None) -> Response:
    now = desk.clock()
    names = {account.staff.id: account.staff.name for account in store.staff.all()}

    def row(text: Outgoing) -> Row:
        return Row(text, _words(helpline, text.text), (shown or {}).get(text.id, ""), names.get(text.handled_by or "", ""))

    waiting = [row(text) for text in store.sent.to_ring(now)]
    handled = [row(text) for text in store.sent.handled(_HANDLED)]
    return desk.show("unarrived.html", waiting=waiting, total=store.sent.waiting(now), handled=handled)


def _words(helpline: Helpline, id: str) -> str:
    """A text in full, for it is read out to whoever did not get it; its name, where the menus have it no more."""
    return " ".join(helpline.texts[id].body.split()) if id in helpline.texts else id


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%A %-d %B %Y, %H:%M}" if at else ""
