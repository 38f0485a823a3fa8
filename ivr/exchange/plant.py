"""What every call in an exchange shares: the account, the clock, the wire, queues, recordings, and the handsets that can be rung.

Knows how to tell an application something whose answer nobody follows. Nothing of TwiML.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ivr.exchange.addresses import bare
from ivr.exchange.alerts import AlertError, ExchangeError, NotLoopbackError
from ivr.exchange.call import Call
from ivr.exchange.clock import Clock
from ivr.exchange.events import Entry, Failed, Listener, Requested, Warned
from ivr.exchange.queues import Queues
from ivr.exchange.recordings import Recordings
from ivr.exchange.wire import Wire

API_VERSION = "2010-04-01"
Pace = Callable[[str], float]


def spoken_pace(words: str) -> float:
    """For how many seconds these words are spoken: somewhat fewer than three words a second."""
    return len(words.split()) / 2.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A number that can be rung. It answers by itself after so many seconds; None: when somebody picks up. Or it is busy."""

    answers_after_s: float | None = 0
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """All of it. `pace` says for how long words are spoken; `extensions` are by number; `own` holds the account's own numbers.

    `slack_s` is how much longer than it lasts a sound may take, at a handset that begins late and says when it has ended. `failures` are
    the exchange's own, oldest first.
    """

    account: str
    clock: Clock
    wire: Wire
    queues: Queues
    recordings: Recordings
    pace: Pace = spoken_pace
    slack_s: float = 0
    extensions: dict[str, Extension] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    calls: dict[str, Call] = field(default_factory=dict)
    listeners: list[Listener] = field(default_factory=list)
    failures: list[ExchangeError] = field(default_factory=list)

    def start(self, work: Callable[[], None]) -> None:
        """Do this beside everything else. Should the exchange itself fail in it, that is kept among the `failures`, and told."""

        def watched() -> None:
            try:
                work()
            except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to
                self.failed("", error)

        self.clock.start(watched)

    def failed(self, call: str, error: Exception) -> ExchangeError:
        """Keep and tell that the exchange itself has failed, in the call of this id or in none; the failure, kept and told once."""
        failure = _failure(error)
        with self.clock.lock:
            if failure in self.failures:
                return failure
            self.failures.append(failure)
        for listener in tuple(self.listeners):
            try:
                listener(Entry(self.clock.now(), call, Failed(str(failure))))
            except Exception as another:  # noqa: BLE001 - perhaps it was this one that failed; the others are told none the less
                with self.clock.lock:
                    self.failures.append(_failure(another))
        return failure

    def new_call(self, from_: str, to: str, direction: str = "inbound", parent: str = "") -> Call:
        """A call that has just begun to ring."""
        call = Call(
            sid="CA" + secrets.token_hex(16),
            clock=self.clock,
            from_=from_,
            to=to,
            direction=direction,
            parent=parent,
            began=self.clock.now(),
        )
        call.listeners.append(self._hear)
        self.calls[call.sid] = call
        return call

    def standing(self, call: Call) -> dict[str, str]:
        """What is told with every request of a call (contract 1.2, 1.5)."""
        ends = {"From": call.from_, "To": call.to, "Caller": call.from_, "Called": call.to}
        facts = {"CallSid": call.sid, "AccountSid": self.account, "ApiVersion": API_VERSION}
        parent = {"ParentCallSid": call.parent} if call.parent else {}
        return {**facts, **ends, "CallStatus": call.status, "Direction": call.direction, **parent}

    def tell(self, call: Call, method: str, url: str, news: Mapping[str, str]) -> None:
        """Tell an application what it does not answer: what it says is ignored, and that it fails is only noted (contract 1.21)."""
        try:
            self.wire.webhook(method, url, self.standing(call), news, noting(call))
        except AlertError as alert:
            call.tell(Warned(15003, "1.21", f"a callback failed: {alert.problem}"))
        except NotLoopbackError as elsewhere:
            call.tell(Warned(11200, "1.22", f"a callback leads elsewhere: {elsewhere}"))

    def later(self, call: Call, after_s: float, method: str, url: str, news: Mapping[str, str]) -> None:
        """Tell it in a while, whatever the call does meanwhile."""

        def work() -> None:
            self.clock.wait(lambda: False, after_s)
            self.tell(call, method, url, news)

        self.start(work)

    def _hear(self, entry: Entry) -> None:
        for listener in tuple(self.listeners):
            listener(entry)


def _failure(error: Exception) -> ExchangeError:
    return error if isinstance(error, ExchangeError) else ExchangeError(f"{type(error).__name__}: {error}")


def noting(call: Call) -> Callable[[str, str, int], None]:
    """Writes every try of a request into the log of the call; without its query, which tells where the caller is."""
    return lambda method, url, status: call.tell(Requested(method, bare(url).partition("?")[0], status))
