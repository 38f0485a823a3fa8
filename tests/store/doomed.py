"""A worker that dies, by its own hand, at a given moment: `python -m tests.store.doomed DATABASE_URL PROVIDER_URL MOMENT`.

The moments: `promised` (the turn is written down, and no worker has seen it), `claimed` (in hand, not yet handed over), `accepted`
(handed over, not yet marked), `marked` (all is done but the end).
"""

import os
import signal
import sys
from dataclasses import dataclass
from datetime import datetime

from ivr.menu.hours import LONDON
from ivr.phone.rest import Twilio
from ivr.store import connect
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted, Outcome, Unknown
from ivr.texts.send import Worker, drain
from tests.phone.provider import ACCOUNT, TOKEN, ToLoopback
from tests.store.turns import CALL, sent, turn


def die() -> None:
    """End at once, as a machine does whose plug is pulled."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Hands:
    """The way to the provider, with death on either side of it."""

    twilio: Twilio
    moment: str

    def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
        """Hand a text over, and die before or after."""
        if self.moment == "claimed":
            die()
        outcome = self.twilio.post(to, body, status_callback)
        if self.moment == "accepted":
            die()
        return outcome

    def found(self, to: Mobile, body: str, since: datetime) -> tuple[Accepted, ...] | Unknown:
        """Look as ever."""
        return self.twilio.found(to, body, since)


def main(database: str, provider: str, moment: str) -> None:
    """Promise a text, send it, and die somewhere on the way."""
    store, now = connect(database), datetime.now(LONDON)
    store.keep_turn(CALL, "keys.1", now, "keys", turn(sent("tips")), None)
    if moment == "promised":
        die()
    hands = Hands(Twilio(ACCOUNT, TOKEN, "IASKent", ToLoopback(provider, timeout=5)), moment)
    drain(Worker(store.outbox, hands, "https://ivr.example.org/{}".format, lambda: now))
    die()


if __name__ == "__main__":
    main(*sys.argv[1:])
