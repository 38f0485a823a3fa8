"""A helpline that is up, made to remember what it would if a call on paper were not the first: texts had earlier, who wants or gets none.

Knows how it comes to remember them in truth: texts are promised and arrive or do not, and a number stops them.
"""

from datetime import datetime, timedelta

from ivr.call.turn import HangUp, Place, SendText, Turn
from ivr.simulator.memory import Memory, Promised
from ivr.store import Store
from ivr.texts.reasons import LASTING
from ivr.texts.states import TextState


def remember(store: Store, memory: Memory, now: datetime) -> None:
    """Let a store that knows of no text yet remember this. Nothing is left to send."""
    earlier: list[tuple[Promised, TextState, int | None]] = [(had, TextState.DELIVERED, None) for had in memory.promised]
    earlier += [(Promised("", number, now - timedelta(days=1)), TextState.UNDELIVERED, min(LASTING)) for number in memory.unreached]
    for n, (had, became, code) in enumerate(earlier):
        turn = Turn((), HangUp(), Place(), (SendText(had.text, had.to, "As it was."),))
        store.keep_turn(f"earlier{n}", "keys.1", had.at, "keys", turn, None)
        (text,) = (one for one in store.texts() if one.call == f"earlier{n}")
        store.receipt(text.id, became, had.at, code=code)
    for number in memory.stopped:
        store.opt_out(number.e164, now)
