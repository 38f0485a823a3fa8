"""What becomes of a text after it was taken: when it arrives, and what is told of it and when.

Knows how a test or a person says so; how it comes about is in `ivr.exchange.texts`.
"""

from dataclasses import dataclass
from typing import Final

LONGEST_VALID_S: Final = 36_000  # that a text waits to be sent on, and does where nothing else is said (contract 4.1)
_TOO_LATE: Final = 30036  # what Twilio's error dictionary has for a validity period that is over


@dataclass(frozen=True, slots=True)
class Receipt:
    """News of a text, so many seconds after it was taken. `code` says why it did not arrive."""

    status: str
    after_s: float
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What becomes of a text: when it arrives (None: never), and the receipts, which may come in any order, late, twice, or not at all."""

    arrives_after_s: float | None = 2
    receipts: tuple[Receipt, ...] = (Receipt("queued", 0), Receipt("sent", 1), Receipt("delivered", 2))


USUAL: Final = Delivery()
UNDELIVERED: Final = Delivery(None, (Receipt("queued", 0), Receipt("sent", 1), Receipt("undelivered", 3, 30003)))


def within(plan: Delivery, valid_s: float) -> Delivery:
    """The same, unless the text would be sent on after so many seconds: then it is not sent on at all, and that is told."""
    late = any(receipt.status == "sent" and receipt.after_s > valid_s for receipt in plan.receipts)
    return Delivery(None, (Receipt("failed", valid_s, _TOO_LATE),)) if late else plan
