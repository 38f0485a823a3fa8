"""One recording: its words, large; what callers hear now; a take of them, heard as the telephone will play it, and kept or not.

Each step is a page of its own that needs no script: only the microphone does. Knows HTTP; the order of things is known in `ivr.studio`.
"""

from http import HTTPStatus
from typing import Final

from flask import Response, abort, request
from werkzeug.wrappers import Response as Answer

from ivr.clips.takes import Take, TakeState
from ivr.menu import reader
from ivr.phone.links import CLIPS
from ivr.staff.people import Role, Staff
from ivr.studio import CONSENT, Listed, Studio, StudioError
from ivr.studio.order import Standing, title, voice
from ivr.web.clips import sent
from ivr.web.desk.desk import Desk
from ivr.web.desk.studio.listing import PATH, rows
from ivr.web.desk.studio.shut import told

MOST_BYTES: Final = 20_000_000  # a minute at a microphone is six
LONGEST_S: Final = 60  # at the microphone
_ONE: Final = PATH + "/<id>"
_TAKE: Final = _ONE + "/takes/<take>"
_GONE: Final = "That take is not here any more. Please read it again."
_DONE: Final = {
    "kept": "Kept. Callers hear it from now on.",
    "undone": "Put back. Callers hear the recording before it again.",
}


def attach(desk: Desk, studio: Studio) -> None:
    """Open the doors of a recording."""
    _look(desk, studio)
    _change(desk, studio)


def _look(desk: Desk, studio: Studio) -> None:
    @desk.page(_ONE, needs=Role.RECORD)
    @told(desk)
    def recording(staff: Staff, id: str) -> Response:
        del staff
        listed = _found(studio, id)
        is_so = request.args.get("sound") == listed.sound  # a page that is loaded again tells nothing that is so no more
        return _page(desk, studio, listed, done=_DONE.get(request.args.get("done", ""), "") if is_so else "")

    @desk.page(_TAKE, needs=Role.RECORD)
    @told(desk)
    def taken(staff: Staff, id: str, take: str) -> Response | Answer:
        listed, found = _found(studio, id), _taken(studio, staff, id, take)
        if found.state is TakeState.KEPT:
            return desk.go(f"{PATH}/{id}")
        return _page(desk, studio, listed, take=found)

    @desk.page(f"{_TAKE}/sound.wav", needs=Role.RECORD)
    def sounding(staff: Staff, id: str, take: str) -> Response:
        found = _taken(studio, staff, id, take)
        return sent(found.wav) if found.wav else abort(404, _GONE)


def _change(desk: Desk, studio: Studio) -> None:
    @desk.page(f"{_ONE}/takes", needs=Role.RECORD, methods=("POST",), most_bytes=MOST_BYTES)
    @told(desk)
    def offer(staff: Staff, id: str) -> Answer:
        given = request.files.get("file")
        take = studio.offer(_found(studio, id), staff, given.read() if given else request.get_data(), desk.clock())
        return desk.go(f"{PATH}/{id}/takes/{take.id}")

    @desk.page(_TAKE, needs=Role.RECORD, methods=("POST",))
    @told(desk)
    def keep(staff: Staff, id: str, take: str) -> Response | Answer:
        listed, found = _found(studio, id), _taken(studio, staff, id, take)
        try:
            kept = studio.keep(found.id, staff, desk.clock())
        except StudioError as error:
            return _page(desk, studio, listed, problem=str(error))
        return desk.go(f"{PATH}/{id}", done="kept", sound=kept.sound)

    @desk.page(f"{_ONE}/undo", needs=Role.RECORD, methods=("POST",))
    @told(desk)
    def undo(staff: Staff, id: str) -> Response | Answer:
        del staff
        listed = _found(studio, id)
        try:
            undone = studio.undo(listed, request.form.get("heard", ""))
        except StudioError as error:
            return _page(desk, studio, listed, problem=str(error))
        return desk.go(f"{PATH}/{id}", done="undone", sound=undone.sound)


def _found(studio: Studio, id: str) -> Listed:
    return studio.find(id) or abort(404, "There is no recording of that name. Look for it in the list.")


def _taken(studio: Studio, staff: Staff, id: str, take: str) -> Take:
    found = studio.taken(take, staff)
    if found is None or found.prompt != id or found.state in (TakeState.AWAITED, TakeState.LOST):
        abort(404, _GONE)
    return found


def _page(desk: Desk, studio: Studio, listed: Listed, *, take: Take | None = None, problem: str = "", done: str = "") -> Response:
    reading, clip = listed.reading, studio.heard(listed)
    refused = take.remarks if take and take.state is TakeState.REFUSED else ""
    ready = take if take and take.state is TakeState.READY else None
    return desk.show(
        "recording.html",
        HTTPStatus.CONFLICT if problem else HTTPStatus.OK,
        one=listed,
        title=title(studio.helpline, listed.id) or listed.id,
        parts=reader.parts(reading.spoken),
        hints=reader.hints(reading.spoken),
        target_s=reader.target_s(reading.spoken),
        clip=f"{CLIPS}/{clip.name}" if clip else "",
        voice=voice,
        is_wanted=lambda entry: entry.words_sha256 == reading.spoken.sha256,
        take=ready,
        delivery=studio.delivered(ready) if ready else None,
        consent=CONSENT,
        problem=problem or refused,
        done=done,
        next=_next(studio, listed.id),
        longest_s=LONGEST_S,
        most_bytes=MOST_BYTES,
    )


def _next(studio: Studio, id: str) -> str:
    """The next recording in the list that no person has read; empty where every other has been."""
    every = rows(studio)
    here = next(n for n, row in enumerate(every) if row.id == id)
    return next((row.id for row in every[here + 1 :] + every[:here] if row.listed.standing is not Standing.PERSON), "")
