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
    yesterday = now - timedelta(days=1)
    unreached = [Promised("earlier", number, yesterday) for number in memory.unreached]
    for n, had in enumerate((*memory.promised, *unreached)):
        turn = Turn((), HangUp(), Place(), (SendText(had.text, had.to, "As it was."),))
        store.keep_turn(f"earlier{n}", "keys.1", had.at, "keys", turn, None)
    for text in store.texts():
        if text.asked_at == yesterday:
            store.receipt(text.id, TextState.UNDELIVERED, now, code=min(LASTING))
        else:
            store.receipt(text.id, TextState.DELIVERED, text.asked_at)
    for number in memory.stopped:
        store.opt_out(number.e164, now)
