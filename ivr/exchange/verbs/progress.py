"""The news of a number that is being rung, for whoever asked for it (contract 3.45). It comes beside the call, in no promised order."""

from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from typing import Final
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.call import Call
from ivr.exchange.talk import Talk

_ANSWERED: Final = {"answered": "in-progress"}  # a call's status goes by another word than the event


@dataclass(eq=False, slots=True)
class Progress:
    """What is told of one leg. `talk` is of the call that rings it; `count` numbers the events, told or not."""

    talk: Talk
    noun: Element
    leg: Call
    count: int = 0

    def tell(self, event: str, status: str = "") -> None:
        """Tell that this has happened to the leg; `status` where that is not told by the event."""
        sequence, self.count = self.count, self.count + 1
        given = self.noun.get("statusCallback")
        if not given or event not in self.noun.get("statusCallbackEvent", "completed").split():
            return
        url = absolute(given, self.talk.document.url, "Number", "statusCallback")
        news = {
            "CallStatus": status or _ANSWERED.get(event, event),
            "SequenceNumber": str(sequence),
            "Timestamp": format_datetime(self.talk.plant.clock.now().astimezone(UTC)),
            "CallbackSource": "call-progress-events",
        }
        if event == "completed":
            news["CallDuration"] = str(self.leg.seconds)
        self.talk.plant.later(self.leg, 0, self.noun.get("statusCallbackMethod", "POST"), url, news)
