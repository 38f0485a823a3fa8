"""Texts: taken from an application, carried to mobiles, and what became of them told.

Knows what Twilio checks when it takes a message (contract 4.1, 4.10) and what it tells later, in no order it promises (contract 4.4).
"""

import math
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ivr.exchange.addresses import bare, loopback
from ivr.exchange.alerts import AlertError, ExchangeError, NotLoopbackError
from ivr.exchange.deliveries import LONGEST_VALID_S, USUAL, Delivery, Receipt, within
from ivr.exchange.events import Entry, Event, Requested, Texted, Warned
from ivr.exchange.plant import API_VERSION, Plant

E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_NAMED: Final = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")  # contract 4.8
_MOST: Final = 1600  # characters (contract 4.1)
_ONE, _PART = 160, 153  # characters of a text, and of a part of a longer one (contract 4.12)
_FINAL: Final = frozenset({"delivered", "undelivered", "failed"})
MAGIC: Final = {"+15005550001": 21211, "+15005550002": 21612, "+15005550003": 21408, "+15005550004": 21610, "+15005550009": 21614}


class RefusedError(ExchangeError):
    """The REST API says no: `status` is HTTP's, `code` Twilio's."""

    def __init__(self, status: int, code: int, problem: str) -> None:
        self.status = status
        self.code = code
        super().__init__(problem)


@dataclass(eq=False, slots=True, kw_only=True)
class Message:
    """A text that was taken. `status` is the last news of it; what is final stays."""

    sid: str
    to: str = field(repr=False)
    from_: str | None
    service: str | None
    body: str = field(repr=False)
    status: str
    made: datetime
    callback: str = ""
    sent: datetime | None = None
    code: int | None = None
    direction: str = "outbound-api"

    @property
    def segments(self) -> int:
        """In how many parts it goes."""
        return 1 if len(self.body) <= _ONE else math.ceil(len(self.body) / _PART)


@dataclass(eq=False, slots=True)
class Mobile:
    """A mobile, and the texts that have arrived on it, oldest first. `opted_out` holds the senders it wants no texts of."""

    texts: list[Message] = field(default_factory=list)
    opted_out: set[str] = field(default_factory=set)
    delivery: Delivery | None = None


@dataclass(eq=False, slots=True)
class Texts:
    """All texts of an account. `refused` are numbers that are never taken, by the code they are refused with; `alerts` what went wrong."""

    plant: Plant
    delivery: Delivery = USUAL
    messages: list[Message] = field(default_factory=list)
    mobiles: dict[str, Mobile] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=lambda: dict(MAGIC))
    alerts: list[AlertError] = field(default_factory=list)

    def mobile(self, number: str) -> Mobile:
        """The mobile of this number."""
        with self.plant.clock.lock:
            return self.mobiles.setdefault(number, Mobile())

    @property
    def arrived(self) -> tuple[Message, ...]:
        """Every text that has arrived on a mobile, in the order in which they were taken."""
        with self.plant.clock.lock:
            return tuple(message for message in self.messages if message in self.mobile(message.to).texts)

    def take(
        self,
        to: str,
        body: str,
        from_: str | None,
        service: str | None,
        callback: str,
        *,
        direction: str = "outbound-api",
        valid_s: float = LONGEST_VALID_S,
    ) -> Message:
        """Take a text and begin to carry it. `RefusedError` with Twilio's code where it is not taken.

        One that would be sent on later than `valid_s` is not sent on at all.
        """
        self._check(to, body, from_, service, callback)
        status = "accepted" if service else "queued"
        message = self.keep(to=to, from_=from_, service=service, body=body, status=status, callback=callback, direction=direction)
        self.carry(message, valid_s)
        return message

    def keep(
        self, *, to: str, from_: str | None, body: str, status: str, direction: str, service: str | None = None, callback: str = ""
    ) -> Message:
        """Write a text down, whoever sent it."""
        message = Message(
            sid="SM" + secrets.token_hex(16),
            to=to,
            from_=from_,
            service=service,
            body=body,
            status=status,
            made=self.plant.clock.now(),
            callback=callback,
            direction=direction,
        )
        with self.plant.clock.lock:
            self.messages.append(message)
        return message

    def carry(self, message: Message, valid_s: float = LONGEST_VALID_S) -> None:
        """Carry a text to its mobile, and tell what becomes of it."""
        plan = within(self.mobile(message.to).delivery or self.delivery, valid_s)
        if plan.arrives_after_s is not None:
            self._in(plan.arrives_after_s, message, None)
        for receipt in plan.receipts:
            self._in(receipt.after_s, message, receipt)

    def _check(self, to: str, body: str, from_: str | None, service: str | None, callback: str) -> None:
        if not E164.fullmatch(to) or to == from_:
            raise RefusedError(400, 21211 if to else 21604, "the number it goes to is none")
        if not service and not from_:
            raise RefusedError(400, 21603, "there is no sender")
        if from_ and not E164.fullmatch(from_) and not _NAMED.fullmatch(from_):
            raise RefusedError(400, 21212, "the sender is none")
        if not body or len(body) > _MOST:
            raise RefusedError(400, 21617 if body else 21602, f"a text has 1 to {_MOST} characters")
        if code := self.refused.get(to) or (21610 if {from_, service} & self.mobile(to).opted_out else None):
            raise RefusedError(400, code, "the number is not texted")
        if callback:
            loopback(callback)

    def _in(self, seconds: float, message: Message, receipt: Receipt | None) -> None:
        def work() -> None:
            self.plant.clock.wait(lambda: False, seconds)
            if receipt is None:
                self._arrive(message)
            else:
                self._receive(message, receipt)

        self.plant.start(work)

    def _arrive(self, message: Message) -> None:
        with self.plant.clock.lock:
            self.mobile(message.to).texts.append(message)
        self.tell(message.to, Texted(message.sid, message.body))

    def tell(self, mobile: str, event: Event) -> None:
        """Tell what happens to a mobile's texts: in the calls it is in; if it is in none, as of no call."""
        calls = [call for call in tuple(self.plant.calls.values()) if call.from_ == mobile and not call.over]
        for call in calls:
            call.tell(event)
        if not calls:
            self._announce(event)

    def alert(self, alert: AlertError) -> None:
        """Write down what is wrong with a receipt, or with the answer to a text, and tell whoever listens."""
        with self.plant.clock.lock:
            self.alerts.append(alert)
        self._announce(Warned(alert.code, alert.contract, str(alert)))

    def requested(self, method: str, url: str, status: int) -> None:
        """Tell of a request that no call makes; without its query."""
        self._announce(Requested(method, bare(url).partition("?")[0], status))

    def _announce(self, event: Event) -> None:
        for listener in tuple(self.plant.listeners):
            listener(Entry(self.plant.clock.now(), "", event))

    def _receive(self, message: Message, receipt: Receipt) -> None:
        with self.plant.clock.lock:
            if message.status not in _FINAL:
                message.status, message.code = receipt.status, receipt.code
                message.sent = message.sent or (self.plant.clock.now() if receipt.status != "queued" else None)
        if message.callback:
            try:
                self.plant.wire.webhook("POST", message.callback, self._told(message, receipt), {}, self.requested)
            except AlertError as alert:
                self.alert(alert)
            except NotLoopbackError as elsewhere:
                self.alert(AlertError(11200, "1.22", f"a receipt leads elsewhere: {elsewhere}"))

    def _told(self, message: Message, receipt: Receipt) -> dict[str, str]:
        ids = {"MessageSid": message.sid, "SmsSid": message.sid, "AccountSid": self.plant.account, "ApiVersion": API_VERSION}
        ends = {"From": message.from_ or "", "To": message.to, "MessageStatus": receipt.status, "SmsStatus": receipt.status}
        service = {"MessagingServiceSid": message.service} if message.service else {}
        return {**ids, **ends, **service, **({"ErrorCode": str(receipt.code)} if receipt.code else {})}
