"""A provider that is never given a number of drama: what is sent to one stays in the building.

07700 900000 to 900999 belong to nobody (Ofcom keeps them for drama), and everybody who tries the helpline types one. A text to such a
number is refused before the provider is asked, so that no trial costs money or counts against a sender's good name.
"""

from dataclasses import dataclass
from datetime import datetime

from ivr.texts import plan
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted, KeptIn, Outcome, Post, Unknown


@dataclass(frozen=True, slots=True)
class Indoors:
    """A `Post` around another."""

    carrier: Post

    def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
        """Hand a text over, unless its number is one of drama."""
        return KeptIn() if plan.is_drama(to.e164) else self.carrier.post(to, body, status_callback)

    def found(self, to: Mobile, body: str, since: datetime) -> tuple[Accepted, ...] | Unknown:
        """What the provider has had for this number: nothing, for one of drama."""
        return () if plan.is_drama(to.e164) else self.carrier.found(to, body, since)

    def became(self, sid: str) -> Accepted | Unknown:
        """What has become of a message that was let out."""
        return self.carrier.became(sid)


def kept_in(carrier: Post, *, drama_goes_out: bool) -> Post:
    """The same provider, kept from numbers of drama unless they go out like any other."""
    return carrier if drama_goes_out else Indoors(carrier)
