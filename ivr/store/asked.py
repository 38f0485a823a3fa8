"""A text that somebody asked for by texting us, promised as one that is asked for on a call is.

Knows that a message of theirs stands where a call does: told twice, it promises once.
"""

from datetime import datetime

from ivr.call.turn import SendText
from ivr.menu.service import Texting
from ivr.store import judging, promises
from ivr.store.database import Database
from ivr.texts.promising import Unpromised


def promise(database: Database, message: str, at: datetime, wanted: SendText, rules: Texting) -> Unpromised | None:
    """Promise a text, if it may be promised; if not, why. `message` is the provider's id for the one that asks."""
    with database.writing("promising a text") as connection:
        judging.alone(connection)
        why = judging.why_not(connection, message, at, (wanted,), rules)
        if why is None:
            promises.keep(connection, message, at, wanted)
        return why
