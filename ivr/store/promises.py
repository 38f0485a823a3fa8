"""What a turn promised about texts, written in the turn's own transaction.

Knows the rules of a promise: a text once a call, one typed number waiting to be confirmed at a time and no longer than the call, and
no word of a text to a number that is not there. Whether a promise may be made at all is asked in `ivr.store.judging`.
"""

from datetime import datetime
from typing import Any, Final, assert_never
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, select, update

from ivr.call.turn import KeepNumber, Offer, SendText, SendToKept, StartTexts, StopTexts
from ivr.store.dialects import INSERTS
from ivr.store.faults import StoreError
from ivr.store.tables import CALLS, OPT_OUTS, TEXTS
from ivr.texts.numbers import Mobile
from ivr.texts.states import TextState

_UNCONFIRMED: Final = TextState.UNCONFIRMED.value


def _queueing(dialect: str) -> Any:  # Any: see dialects
    """A second promise of a text is no second text; but one to a number typed and never confirmed gives way to a sure one."""
    insert = INSERTS[dialect](TEXTS)
    sure = {name: insert.excluded[name] for name in ("number", "body", "state", "asked_at", "due_at", "changed_at", "discreet")}
    return insert.on_conflict_do_update(index_elements=["call", "text"], set_=sure, where=TEXTS.c.state == _UNCONFIRMED)


_QUEUE: Final = {dialect: _queueing(dialect) for dialect in INSERTS}
_KEEP: Final = {dialect: insert(TEXTS).on_conflict_do_nothing() for dialect, insert in INSERTS.items()}
_DROP: Final = delete(TEXTS).where(TEXTS.c.call == bindparam("of"), TEXTS.c.state == _UNCONFIRMED)
_OVER: Final = select(CALLS.c.call).where(CALLS.c.call == bindparam("of"), CALLS.c.ended_at.is_not(None))
_CONFIRM: Final = (
    update(TEXTS)
    .where(TEXTS.c.call == bindparam("of"), TEXTS.c.state == _UNCONFIRMED)
    .values(text=bindparam("as"), body=bindparam("words"), discreet=bindparam("hushed"), state=TextState.QUEUED.value)
    .values(asked_at=bindparam("at"), due_at=bindparam("at"), changed_at=bindparam("at"))
)
_PROMISED: Final = select(TEXTS.c.id).where(TEXTS.c.call == bindparam("of"), TEXTS.c.text == bindparam("as"), TEXTS.c.state != _UNCONFIRMED)


_STOP: Final = {dialect: insert(OPT_OUTS).on_conflict_do_nothing() for dialect, insert in INSERTS.items()}
_START: Final = delete(OPT_OUTS).where(OPT_OUTS.c.number == bindparam("of"))
OfTexts = Offer | SendText | KeepNumber | SendToKept | StopTexts | StartTexts


def keep(connection: Connection, call: str, at: datetime, effect: OfTexts) -> None:
    """Write a promise down. Raises `StoreError` where the number that was typed is not there to send to."""
    match effect:
        case Offer():
            pass
        case SendText(text, to, body, discreet):
            row = {**_row(call, at, text, to, TextState.QUEUED, body), "discreet": discreet}
            connection.execute(_QUEUE[connection.dialect.name], row)
        case KeepNumber(text, to):
            forget_typed(connection, call)
            # A last key may come after the news that its call is over (contract 7.5): nobody is there to confirm it, nor to forget it.
            if not connection.execute(_OVER, {"of": call}).first():
                connection.execute(_KEEP[connection.dialect.name], _row(call, at, text, to, TextState.UNCONFIRMED))
        case SendToKept():
            _confirm(connection, call, at, effect)
        case StopTexts(to):
            connection.execute(_STOP[connection.dialect.name], {"number": to.e164, "since": at})
        case StartTexts(to):
            connection.execute(_START, {"of": to.e164})
        case _ as never:
            assert_never(never)


def forget_typed(connection: Connection, call: str) -> None:
    """Forget the number that was typed in this call and never confirmed."""
    connection.execute(_DROP, {"of": call})


def _confirm(connection: Connection, call: str, at: datetime, sure: SendToKept) -> None:
    if connection.execute(_PROMISED, {"of": call, "as": sure.text}).first():
        return
    promised = {"as": sure.text, "words": sure.body, "hushed": sure.discreet, "at": at}
    if connection.execute(_CONFIRM, {"of": call, **promised}).rowcount != 1:
        message = "A text was confirmed, and the number that it is for is not there."
        raise StoreError(message)


def _row(  # noqa: PLR0917 - a row, field by field
    call: str, at: datetime, text: str, to: Mobile, state: TextState, body: str | None = None
) -> dict[str, Any]:
    due = at if state is TextState.QUEUED else None
    common = {"id": uuid4().hex, "call": call, "text": text, "number": to.e164, "body": body, "tries": 0}
    return {**common, "state": state.value, "asked_at": at, "due_at": due, "changed_at": at}
