"""What a call does next: fetch a document, follow one that is at hand, or end. Knows shapes only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

RAN_OUT: Final = "the document ended"  # contract 1.20
LEFT: Final = "the document left the queue"
HUNG_UP: Final = "the helpline hung up"
RANG_OFF: Final = "the caller rang off"
FAILED: Final = "an application error has occurred"


@dataclass(frozen=True, slots=True)
class Fetch:
    """Ask this URL for a document, telling it the news besides what is always told."""

    url: str
    method: str = "POST"
    news: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Inline:
    """Follow this TwiML; it has no address of its own (contract 1.25)."""

    twiml: str


@dataclass(frozen=True, slots=True)
class End:
    """The call ends; `status` is Twilio's word for how."""

    reason: str
    status: str = "completed"


Next = Fetch | Inline | End
