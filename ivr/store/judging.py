"""Whether a turn's promise of a text may be kept: what its number, and everybody, has been promised before.

Knows rows; the rules are `ivr.texts.promising`'s. Read in the turn's own transaction, in which nobody else promises anything: a count
that two callers read at once would let both pass.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, select, text

from ivr.call.turn import Effect, Offer, SendText, SendToKept, Turn
from ivr.menu.service import Texting
from ivr.store.tables import OPT_OUTS, TEXTS
from ivr.texts import promising
from ivr.texts.promising import Had, Unpromised, day_began, lately_began
from ivr.texts.reasons import LASTING
from ivr.texts.states import TextState

_LOCK: Final = 443_000_413_001  # any number but that of the migrations, so long as all take the same
_WAIT: Final = text("SELECT pg_advisory_xact_lock(:lock)")

# A text that certainly never left us is none that anybody has had. One that is known not to have arrived was sent, and is counted.
_NEVER_LEFT: Final = (TEXTS.c.state == TextState.FAILED.value) & TEXTS.c.sid.is_(None)
_NONE: Final = [state.value for state in (TextState.UNCONFIRMED, TextState.REFUSED, TextState.EXPIRED)]
_COUNTS: Final = (TEXTS.c.asked_at >= bindparam("since")) & TEXTS.c.state.not_in(_NONE) & ~_NEVER_LEFT
_NOT_ARRIVED: Final = {TextState.FAILED.value, TextState.UNDELIVERED.value}
_TODAY: Final = select(TEXTS.c.call, TEXTS.c.text, TEXTS.c.state).where(_COUNTS, TEXTS.c.number == bindparam("of"))
_LATELY: Final = select(func.count()).select_from(TEXTS).where(_COUNTS)
_STOPPED: Final = select(OPT_OUTS.c.since).where(OPT_OUTS.c.number == bindparam("of"))
# What the provider told of a number. That we sent nothing ourselves, for what it had told, is no news of it: it would never end.
_DELIVERED_OR_NOT: Final = TEXTS.c.state.in_([TextState.DELIVERED.value, TextState.UNDELIVERED.value])
_FAILED_THERE: Final = (TEXTS.c.state == TextState.FAILED.value) & TEXTS.c.sid.is_not(None) & TEXTS.c.code.in_(sorted(LASTING))
_LAST: Final = (
    select(TEXTS.c.state, TEXTS.c.code)
    .where(TEXTS.c.number == bindparam("to"), _DELIVERED_OR_NOT | _FAILED_THERE)
    .order_by(TEXTS.c.changed_at.desc())
    .limit(1)
)
_TYPED: Final = select(TEXTS.c.number).where(TEXTS.c.call == bindparam("of"), TEXTS.c.state == TextState.UNCONFIRMED.value)


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a turn is kept: the rules of texts, and how the turn is decided that tells the caller why it is not kept."""

    rules: Texting
    otherwise: Callable[[Unpromised], Turn]


def alone(connection: Connection) -> None:
    """Wait until nobody else promises anything, for as long as this transaction lasts. On SQLite it is the only writer already."""
    if connection.dialect.name != "sqlite":
        connection.execute(_WAIT, {"lock": _LOCK})


def why_not(connection: Connection, call: str, at: datetime, does: tuple[Effect, ...], rules: Texting) -> Unpromised | None:
    """Why what a turn of this call promises may not be promised at this moment; None where it may."""
    for effect in does:
        match effect:
            case Offer(text, to) | SendText(text, to):
                return _judged(connection, call, at, text, to.e164, rules)
            case SendToKept(text):
                typed = connection.execute(_TYPED, {"of": call}).scalar_one_or_none()
                return _judged(connection, call, at, text, typed, rules) if typed else None
    return None


def lasting(connection: Connection, number: str) -> int | None:
    """The provider's reason why no text reaches this number, in E.164: the last that is remembered did not arrive, for one that lasts."""
    row = connection.execute(_LAST, {"to": number}).first()
    return row.code if row is not None and row.code in LASTING and row.state != TextState.DELIVERED.value else None


def _judged(  # noqa: PLR0917 - a promise, and the rules for it
    connection: Connection, call: str, at: datetime, text: str, number: str, rules: Texting
) -> Unpromised | None:
    today = connection.execute(_TODAY, {"of": number, "since": day_began(at)}).all()
    if any((one.call, one.text) == (call, text) for one in today):
        return None  # promised in this call already: to say so again promises nothing more
    stopped = connection.execute(_STOPPED, {"of": number}).first() is not None
    lately = connection.execute(_LATELY, {"since": lately_began(at)}).scalar_one()
    unreached = lasting(connection, number) is not None
    had = tuple(one.text for one in today if one.state not in _NOT_ARRIVED)
    return promising.why_not(text, Had(stopped, unreached, had, len(today) - len(had), lately), rules)
