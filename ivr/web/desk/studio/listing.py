"""The list of all that callers hear: how each recording stands, found by a word, a number or its state.

Works without a script: what is looked for is a form, and stands in the address. Knows what a row shows; who reads it, and how, is known
elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, request

from ivr.menu.model import Helpline
from ivr.staff.people import Role, Staff
from ivr.studio import Listed, Studio
from ivr.studio.order import Group, Standing, group, title, voice
from ivr.web.desk.desk import Desk
from ivr.web.desk.studio.shut import told

PATH = "/studio"
_SHOWN = 110  # letters of the words


@dataclass(frozen=True, slots=True)
class Row:
    """A recording, as it stands in the list."""

    listed: Listed
    title: str

    @property
    def id(self) -> str:
        """The recording's name."""
        return self.listed.id

    @property
    def words(self) -> str:
        """How it begins."""
        text = self.listed.reading.piece.words
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rpartition(' ')[0]} ..."

    @property
    def stands(self) -> str:
        """How it stands, and who reads it."""
        entry, standing = self.listed.entry, self.listed.standing
        if standing is Standing.PERSON and entry:
            return f"Read by {voice(entry)}"
        return standing.says

    def has(self, looked_for: Iterable[str]) -> bool:
        """Whether it has all of these words, in small letters."""
        text = f"{self.listed.number} {self.id} {self.title} {self.listed.reading.piece.words}".casefold()
        return all(one in text for one in looked_for)


def attach(desk: Desk, studio: Studio) -> None:
    """Open the door of the list."""

    @desk.page(PATH, needs=Role.RECORD, title="Record what callers hear")
    @told(desk)
    def recordings(staff: Staff) -> Response:
        del staff
        every, looked_for = rows(studio), request.args.get("q", "").strip()
        wanted = next((one for one in Standing if one.value == request.args.get("state")), None)
        kept = [row for row in every if wanted in (None, row.listed.standing) and row.has(looked_for.casefold().split())]
        return desk.show(
            "studio.html",
            counts=[(one, sum(row.listed.standing is one for row in every)) for one in Standing],
            groups=[(one, found) for one in Group if (found := [row for row in kept if _group(studio.helpline, row) is one])],
            shown=len(kept),
            total=len(every),
            looked_for=looked_for,
            wanted=wanted,
        )


def rows(studio: Studio) -> list[Row]:
    """Every recording, in the order of the list."""
    found = [Row(listed, title(studio.helpline, listed.id)) for listed in studio.all()]
    order = list(Group)
    return sorted(found, key=lambda row: order.index(_group(studio.helpline, row)))


def _group(helpline: Helpline, row: Row) -> Group:
    return group(helpline, row.id)
