"""The life of a text, from the promise to the handset.

Knows how news is weighed: receipts come early, late, twice and out of order (contract 4.4), so what counts is not which came last but
which knows most.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class TextState(Enum):
    """Where a text stands."""

    UNCONFIRMED = "unconfirmed"  # for a number that was typed and not yet said to be right
    QUEUED = "queued"  # promised, and not yet tried
    SENDING = "sending"  # a worker has it in hand
    SENT = "sent"  # the provider has it
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    UNKNOWN = "unknown"  # the provider was asked and its answer never came
    EXPIRED = "expired"  # nobody took it while it was worth sending: the provider, or a worker of ours
    REFUSED = "refused"  # who it is for wants no texts from us


# Each state knows more than those before it. From EXPIRED on a text is at its end: no news opens it again, and only an end that is known
# better, at last the handset's own word, takes another's place. So the end is the same in whatever order receipts come.
_BY_KNOWLEDGE: Final = (
    TextState.UNCONFIRMED,
    TextState.QUEUED,
    TextState.SENDING,
    TextState.UNKNOWN,
    TextState.SENT,
    TextState.EXPIRED,
    TextState.REFUSED,
    TextState.FAILED,
    TextState.UNDELIVERED,
    TextState.DELIVERED,
)
_RANK: Final = {state: rank for rank, state in enumerate(_BY_KNOWLEDGE)}

FINAL: Final = frozenset(_BY_KNOWLEDGE[_RANK[TextState.EXPIRED] :])
LOST: Final = FINAL - {TextState.DELIVERED}  # whoever asked for it does not have it

# Twilio's words (contract 4.4). What it has taken on is sent, as far as we can do anything about it.
_RECEIPTS: Final[Mapping[str, TextState]] = {
    "accepted": TextState.SENT,
    "scheduled": TextState.SENT,
    "queued": TextState.SENT,
    "sending": TextState.SENT,
    "sent": TextState.SENT,
    "partially_delivered": TextState.SENT,
    "delivered": TextState.DELIVERED,
    "read": TextState.DELIVERED,
    "undelivered": TextState.UNDELIVERED,
    "failed": TextState.FAILED,
    "canceled": TextState.FAILED,
}


def after(now: TextState, news: TextState) -> TextState:
    """The state of a text in state `now` once `news` of it has come: the one of the two that knows more, whichever came first."""
    return max(now, news, key=_RANK.__getitem__)


def from_receipt(word: str) -> TextState | None:
    """The state that Twilio's word for a message means; None where the word is not about a text of ours, or is not known."""
    return _RECEIPTS.get(word)
