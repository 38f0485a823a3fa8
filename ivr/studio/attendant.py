"""Whoever attends to the recording line: runs the errands of a call, and says what comes of them.

Looks the account up before each: whoever was taken off the register a moment ago does nothing more. A turn that is told twice is answered
alike, and does what it does once; but for a wrong PIN, which counts again, since too many counted tries are better than too few. Knows
nothing of HTTP.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from ivr.clips.takes import Take, TakeState, Why
from ivr.errors import OperatorError
from ivr.staff.people import Role, Staff
from ivr.store import StoreError
from ivr.studio import line
from ivr.studio.errands import (
    Admit,
    Changed,
    Errand,
    Expect,
    Expected,
    Found,
    Keep,
    Kept,
    KeptOut,
    LetIn,
    Look,
    LookAgain,
    LookFor,
    Lost,
    News,
    NotFound,
    NotYet,
    Out,
    Ready,
    Spoilt,
    TakeBack,
    TakenBack,
    Trouble,
)
from ivr.studio.place import At, Told
from ivr.studio.studio import ChangedError, Listed, Studio, StudioError
from ivr.studio.turn import Turn

LOG = logging.getLogger("ivr.studio")
Admits = Callable[[str, str, datetime], Staff | Out]


@dataclass(frozen=True, slots=True)
class Attendant:
    """Attends to calls. `admits` says whose staff number and PIN these are at this moment, or why not."""

    studio: Studio
    admits: Admits

    def answer(self, at: At, told: Told, now: datetime) -> Turn:
        """The turn that answers this. Raises only what nobody foresaw."""
        found = line.hear(at, told)
        return found if isinstance(found, Turn) else line.conclude(at, self._news(found, at, now))

    def _news(self, errand: Errand, at: At, now: datetime) -> News:
        try:
            if isinstance(errand, Admit):
                return _admitted(self.admits(errand.staff_number, errand.pin, now))
            account = self.studio.store.staff.known(at.staff)
            if account is None or not account.staff.may(Role.RECORD):
                return KeptOut(Out.NOT_YOURS)
            return self._run(errand, account.staff, now)
        except (StoreError, OperatorError) as error:
            LOG.error("the recording line: %s", error)  # noqa: TRY400 - it is worded for whoever reads this
            return Trouble()

    def _run(self, errand: Look | LookAgain | Expect | LookFor | Keep | TakeBack, staff: Staff, now: datetime) -> News:
        match errand:
            case Look(number):
                return _found(self.studio.numbered(number))
            case LookAgain(prompt):
                return _found(self.studio.find(prompt))
            case Expect():
                return self._expect(errand, staff, now)
            case LookFor(id):
                return self._state(self.studio.store.takes.find(id), staff)
            case Keep(id):
                return self._keep(id, staff, now)
            case TakeBack(prompt, sound):
                return self._take_back(self.studio.find(prompt), sound)
            case _:
                assert_never(errand)

    def _expect(self, errand: Expect, staff: Staff, now: datetime) -> News:
        listed = self.studio.find(errand.prompt)
        if listed is None:
            return NotFound()
        if listed.words != errand.words:
            return _changed(listed)
        return Expected(self.studio.expect(listed, staff, errand.recording, now).id)

    def _state(self, take: Take | None, staff: Staff) -> News:
        if take is None or take.staff != staff.id:
            return Lost()
        listed = self.studio.find(take.prompt)
        if listed and listed.reading.spoken.sha256 != take.words_sha256:
            return _changed(listed)
        match take.state:
            case TakeState.AWAITED:
                return NotYet()
            case TakeState.READY:
                return Ready()
            case TakeState.REFUSED:
                return Spoilt(take.why or Why.UNFIT)
            case TakeState.LOST | TakeState.KEPT:
                return Lost()
            case _:
                assert_never(take.state)

    def _keep(self, id: str, staff: Staff, now: datetime) -> News:
        try:
            return Kept(self.studio.keep(id, staff, now).sound)
        except ChangedError:
            take = self.studio.store.takes.find(id)
            listed = self.studio.find(take.prompt) if take else None
            return _changed(listed) if listed else Lost()
        except StudioError:
            return Lost()

    def _take_back(self, listed: Listed | None, sound: str) -> News:
        if listed:
            self.studio.take_back(listed, sound)
        return TakenBack()


def _admitted(found: Staff | Out) -> News:
    if isinstance(found, Out):
        return KeptOut(found)
    return LetIn(found.id) if found.may(Role.RECORD) else KeptOut(Out.NOT_YOURS)


def _found(listed: Listed | None) -> News:
    return Found(listed.reading.piece, listed.words) if listed else NotFound()


def _changed(listed: Listed) -> News:
    return Changed(listed.reading.piece, listed.words)
