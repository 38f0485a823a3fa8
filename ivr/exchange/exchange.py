"""The exchange: numbers that lead to an application, and handsets that ring them.

The one door for whoever uses it. All it does stays on this machine: a number that leads elsewhere is refused when it is connected, and a
document that leads elsewhere ends its call.
"""

from dataclasses import dataclass, field

from ivr.exchange.addresses import USUAL, Patience, bare, loopback
from ivr.exchange.alerts import NotPossibleError
from ivr.exchange.call import Call
from ivr.exchange.clock import Clock
from ivr.exchange.inbound import Line, receive
from ivr.exchange.life import Course, live
from ivr.exchange.plant import Extension, Pace, Plant, spoken_pace
from ivr.exchange.queues import Queue, Queues
from ivr.exchange.recordings import Recordings
from ivr.exchange.rest.client import ExchangeHttpClient
from ivr.exchange.steps import Fetch, Inline
from ivr.exchange.texts import Message, Texts
from ivr.exchange.wire import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of the account's and where it leads (contract 1.13, 7.1); all are asked with POST. What is empty is not there.

    Texts that it gets go to `message_url`. `service` is the Messaging Service that it sends for, if any. With `opt_outs` Twilio keeps
    who has said STOP (contract 4.9).
    """

    number: str = field(repr=False)
    voice_url: str = ""
    fallback_url: str = ""
    status_url: str = ""
    message_url: str = ""
    service: str = ""
    opt_outs: bool = True


class Exchange:
    """One account. `clock` says how time passes, `pace` for how long words are spoken, `patience` how long an application may take."""

    def __init__(
        self, account: str, token: str, clock: Clock, *, pace: Pace = spoken_pace, slack_s: float = 0, patience: Patience = USUAL
    ) -> None:
        self.clock = clock
        self._numbers: dict[str, Number] = {}
        self.plant = Plant(
            account=account,
            clock=clock,
            wire=Wire(token, patience),
            queues=Queues(clock),
            recordings=Recordings(account),
            pace=pace,
            slack_s=slack_s,
        )
        self.texts = Texts(self.plant)
        self._http = ExchangeHttpClient(self.texts, token)

    @property
    def http(self) -> ExchangeHttpClient:
        """The way to this exchange's REST API, for `twilio.rest.Client`."""
        return self._http

    def connect(self, number: Number) -> None:
        """Lead a number to an application. `NotLoopbackError` unless that is on this machine."""
        for url in (number.voice_url, number.fallback_url, number.status_url, number.message_url):
            if url:
                loopback(bare(url))
        self._numbers[number.number] = number
        self.plant.own.add(number.number)

    def disconnect(self, number: str) -> None:
        """Lead this number nowhere any more; calls that are going on go on."""
        self._numbers.pop(number, None)
        self.plant.own.discard(number)

    def extend(self, number: str, extension: Extension) -> None:
        """Put a handset at a number, for a Dial to ring."""
        self.plant.extensions[number] = extension

    def ring(self, from_: str, to: str) -> Call:
        """Ring a number from a handset. `from_` is E.164, or `anonymous` where it is withheld (contract 1.4)."""
        number = self._numbers.get(to)
        if number is None or not number.voice_url:
            raise NotPossibleError("there is no such number at this exchange")
        course = Course(Fetch(number.voice_url), _fetch(number.fallback_url), _fetch(number.status_url))
        return self._begin(self.plant.new_call(from_, to), course)

    def place(self, from_: str, to: str, twiml: str) -> Call:
        """A call that follows this TwiML and belongs to no application: a stranger in the queue, an adviser who takes a caller."""
        return self._begin(self.plant.new_call(from_, to, direction="outbound-api"), Course(Inline(twiml)))

    def text(self, from_: str, to: str, body: str) -> Message:
        """Send a text from a mobile to a number of the account's. `from_` and `to` are E.164; `NotPossibleError` says why it cannot be.

        What Twilio answers by itself and what the application answers arrive on the mobile like any other text.
        """
        if not to.startswith("+"):
            raise NotPossibleError("a text from a name cannot be answered: it comes from no number")  # contract 4.8
        number = self._numbers.get(to)
        if number is None:
            raise NotPossibleError("there is no such number at this exchange")
        scope = {number.number, number.service} - {""} if number.opt_outs else set()
        return receive(self.texts, from_, body, Line(number=number.number, url=number.message_url, scope=frozenset(scope)))

    def queue(self, name: str) -> Queue:
        """The queue of this name, made if there is none."""
        return self.plant.queues.open(name)

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call there was, oldest first."""
        return tuple(self.plant.calls.values())

    def close(self) -> None:
        """Ring off every handset and shut the door of the recordings."""
        for call in self.calls:
            call.hang_up()
        self.plant.recordings.close()

    def _begin(self, call: Call, course: Course) -> Call:
        self.plant.start(lambda: live(self.plant, call, course))
        return call


def _fetch(url: str) -> Fetch | None:
    return Fetch(url) if url else None
