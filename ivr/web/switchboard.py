"""One answer for every turn of a call: understood, decided, written down, spoken.

Never raises: a caller is on the line. What cannot be made becomes an apology that leads on, what cannot be written down is not
promised, and what may not be promised is told in its place. A turn told twice is answered alike and written down once (contract 10.1).
Knows nothing of Flask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ivr.call import engine
from ivr.call.heard import Denied, Heard
from ivr.call.turn import Doing, Judged, Offer, Place, Turn
from ivr.errors import OurError
from ivr.menu.model import Helpline
from ivr.phone import form, links
from ivr.phone.form import Form
from ivr.phone.links import Kind
from ivr.phone.speech import Speech
from ivr.phone.twiml import render
from ivr.store import Store, Terms
from ivr.texts.promising import Unpromised
from ivr.web.lastwords import LastWords
from ivr.web.trouble import note

Decide = Callable[[Helpline, Place, Heard, datetime], Turn]
Clock = Callable[[], datetime]

# A fall-back that does not say where it came from starts here, clear of the steps of the turns before it.
FALLEN_STEP = 800_000


class SpeechlessError(OurError):
    """Neither a turn nor the apology for it could be made; the first failure is noted already."""


@dataclass(frozen=True, slots=True)
class Switchboard:
    """All that an answer needs. `clock` gives aware datetimes in Europe/London."""

    helpline: Helpline
    store: Store
    speech: Speech
    last: LastWords
    clock: Clock
    decide: Decide = engine.decide

    def answer(self, kind: Kind, query: str, fields: Form) -> str:
        """The document for what was told to the URL of this kind, with this query and these fields."""
        adviser = self.helpline.numbers.adviser
        kind = form.rung(kind, fields, adviser)
        place, now = whence(kind, query, fields, adviser), self.clock()
        try:
            return self._answer(kind, place, fields, now)
        except SpeechlessError:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller is answered
            note(f"a turn ({kind.value})", error, form.call(fields))
        return self.last.choose(place, form.heard(kind, fields), now)

    def _answer(self, kind: Kind, place: Place, fields: Form, now: datetime) -> str:
        turn, document = self._make(kind, place, fields, now)
        try:
            why = self._keep(kind, place, fields, turn, now)
        except Exception as error:  # noqa: BLE001 - as above
            note(f"writing a turn down ({kind.value})", error, form.call(fields))
            return self._unwritten(kind, place, fields, turn, now)
        return self._spoken(kind, self._denied(place, fields, now, why)) if why else document

    def _make(self, kind: Kind, place: Place, fields: Form, now: datetime) -> tuple[Turn, str]:
        # Made whole before it is written down: what cannot be spoken promises nothing.
        try:
            turn = self.decide(self.helpline, place, form.heard(kind, fields), now)
            return turn, self._spoken(kind, turn)
        except Exception as error:  # noqa: BLE001 - as above
            note(f"a turn ({kind.value})", error, form.call(fields))
        return self._apologise(kind, place, fields, now)

    def _apologise(self, kind: Kind, place: Place, fields: Form, now: datetime) -> tuple[Turn, str]:
        try:
            turn = self.decide(self.helpline, place, form.failed(fields), now)
            return turn, self._spoken(kind, turn)
        except Exception as error:
            raise SpeechlessError from error

    def _unwritten(self, kind: Kind, place: Place, fields: Form, turn: Turn, now: datetime) -> str:
        if any(not isinstance(effect, Offer) for effect in turn.does):
            return self._apologise(kind, place, fields, now)[1]
        return self._spoken(kind, engine.in_trouble(self.helpline, turn))

    def _denied(self, place: Place, fields: Form, now: datetime, why: Unpromised) -> Turn:
        return self.decide(self.helpline, place, Denied(why, form.failed(fields).caller), now)

    def _keep(self, kind: Kind, place: Place, fields: Form, turn: Turn, now: datetime) -> Unpromised | None:
        call = form.call(fields)
        if not call:
            message = "A turn came without the id of its call."
            raise OurError(message)
        step, heard, number = f"{kind.value}.{place.step}", form.word(kind, fields), _number(kind, fields, turn)
        if any(isinstance(effect, Judged) for effect in turn.does):
            terms = Terms(self.helpline.texting, lambda why: self._denied(place, fields, now, why))
            return self.store.judge_turn(call, step, now, heard, turn, number, terms)
        self.store.keep_turn(call, step, now, heard, turn, number)
        return None

    def _spoken(self, kind: Kind, turn: Turn) -> str:
        return render(turn, self.speech, opening=kind in (Kind.ARRIVED, Kind.ADVISER))


def _number(kind: Kind, fields: Form, turn: Turn) -> str | None:
    # Only where it is kept: when a call comes in, and again with a promise, should that first turn not have been written down.
    return form.number(fields) if kind is Kind.ARRIVED or turn.does else None


def whence(kind: Kind, query: str, fields: Form, adviser: str) -> Place:
    """Where the call is: in the query, save when Twilio falls back, which names the URL that failed (contract 1.13)."""
    if kind is Kind.FAILED:
        return _fallen(fields, adviser)
    place = links.read(query)
    return place.but(doing=Doing.ADVISING) if kind is Kind.ADVISER else place


def _fallen(fields: Form, adviser: str) -> Place:
    place = links.read(fields.get("ErrorUrl", "").partition("#")[0].partition("?")[2])
    if place == Place():
        # Whom the call is from is told by the number that was rung: an adviser does not belong in the queue.
        advising = form.rung(Kind.ARRIVED, fields, adviser) is Kind.ADVISER
        return place.but(step=FALLEN_STEP, doing=Doing.ADVISING if advising else Doing.CHOOSING)
    # Whether such a call is in the queue still is not known. Holding one that is not would hold it for ever; what follows the queue is
    # right for both, since a document that does not belong in the queue ends the wait (contract 3.29).
    return place.but(doing=Doing.LEFT) if place.doing is Doing.QUEUEING else place
