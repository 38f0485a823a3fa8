"""What happens in a call, told as it happens: for a page that shows it, a terminal that prints it and a test that asks about it.

A closed set of facts. Knows nothing of how they come about. What was typed is kept out of every `repr`, so that no log can hold it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Requested:
    """A webhook was sent, and what came back; status 0 if nothing did."""

    method: str
    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Said:
    """Words are being said, for so long. `number` counts what is said and played in a call, from 1."""

    words: str = field(repr=False)  # a number that was typed is said back
    seconds: float
    number: int


@dataclass(frozen=True, slots=True)
class Played:
    """A sound is being played, for so long. The URL is empty for the music that Twilio plays by itself in a queue."""

    url: str
    seconds: float
    number: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Keys are awaited: at most `most` (None: any number), ended by `finish` (empty: by no key), for `seconds` after the words."""

    most: int | None
    finish: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key was pressed. With `heard` false nothing was listening, and it is lost (contract 3.14)."""

    key: str = field(repr=False)
    heard: bool


@dataclass(frozen=True, slots=True)
class Queued:
    """The call takes its place in a queue."""

    queue: str


@dataclass(frozen=True, slots=True)
class LeftQueue:
    """The call is out of the queue; `how` is Twilio's word for why (contract 3.34)."""

    queue: str
    how: str


@dataclass(frozen=True, slots=True)
class Dialled:
    """The call waits to be joined to another: to the head of a queue, or to a number that is being rung."""

    queue: str = ""
    number: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Bridged:
    """The call is joined to another and they hear each other."""

    other: str


@dataclass(frozen=True, slots=True)
class Recording:
    """The beep has sounded: what is spoken is recorded, at most for so long."""

    longest_s: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording is kept."""

    recording: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Texted:
    """A text has reached the mobile that this call is made from. `message` is its id."""

    message: str
    body: str


@dataclass(frozen=True, slots=True)
class Replied:
    """The mobile that this call is made from has sent a text. `message` is its id."""

    message: str
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Warned:
    """Twilio would have written this in its error log."""

    code: int
    contract: str
    problem: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The exchange itself has failed: nothing that Twilio would do."""

    problem: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over, and why."""

    reason: str


Event = (
    Requested
    | Said
    | Played
    | Asked
    | Pressed
    | Queued
    | LeftQueue
    | Dialled
    | Bridged
    | Recording
    | Recorded
    | Texted
    | Replied
    | Warned
    | Failed
    | Ended
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a call, and when. `call` is empty where no call is told: of the webhooks of texts, and where the mobile is in none."""

    at: datetime
    call: str
    event: Event


Listener = Callable[[Entry], None]
