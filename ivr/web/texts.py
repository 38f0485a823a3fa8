"""The doors of texts: what comes in, and what became of those we sent.

Twilio answers STOP, START and HELP by itself (contract 4.9); we remember the first two, for a number that wants no texts is also not
texted from another sender of ours. A keyword is answered with its text, and anything else with one polite answer a day, since nobody reads
what comes in. Both are promised as on a call, so the rules for texts, their receipts and their forgetting are the same.
"""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, request

from ivr.call.turn import SendText
from ivr.menu.keywords import Asks, Wants, understood
from ivr.menu.lines import AUTO_REPLY
from ivr.menu.model import Helpline
from ivr.phone.form import Form, count
from ivr.phone.links import INBOUND, RECEIPTS
from ivr.phone.reply import NOTHING
from ivr.store import Store
from ivr.texts.fitting import fitted
from ivr.texts.numbers import Mobile, allowed, from_caller_id
from ivr.texts.promising import Unpromised
from ivr.texts.states import from_receipt
from ivr.web.switchboard import Clock
from ivr.web.trouble import note
from ivr.web.voice import twiml

_UNTOLD = 503  # shows in the account's log and goes to its fallback (contract 1.14): a STOP must not be lost in silence


@dataclass(frozen=True, slots=True)
class Texts:
    """What the doors of texts need."""

    helpline: Helpline
    store: Store
    clock: Clock

    def inbound(self, fields: Form) -> None:
        """Do what a text that came in asks for. A sender that is no UK mobile, a short code or a name, is never texted."""
        sender = from_caller_id(fields.get("From", ""))
        if not isinstance(sender, Mobile):
            return
        # With Advanced Opt-Out, Twilio says what it took the text for (contract 4.9).
        match understood(fields.get("OptOutType", "") or fields.get("Body", ""), self.helpline.keywords):
            case Asks.STOP:
                self.store.opt_out(sender.e164, self.clock())
            case Asks.START:
                self.store.opt_in(sender.e164)
            case Asks.HELP:
                return
            case Asks.NOTHING:
                self._answer(fields, sender)
            case Wants(text):
                if self._promise(fields, sender, text):
                    self._answer(fields, sender)

    def _answer(self, fields: Form, sender: Mobile) -> None:
        """Promise the polite answer; once a day, as any text. It may take half an hour's texts and no more: callers need the rest."""
        self._promise(fields, sender, AUTO_REPLY, self.helpline.texting.most_in_an_hour // 2)

    def _promise(self, fields: Form, sender: Mobile, text: str, most_in_an_hour: int | None = None) -> Unpromised | None:
        rules, message = self.helpline.texting, fields.get("MessageSid", "")
        if most_in_an_hour is not None:
            rules = replace(rules, most_in_an_hour=most_in_an_hour)
        if not message or not isinstance(allowed(sender, islands=rules.islands), Mobile):
            return None
        wanted = SendText(text, sender, fitted(self.helpline, self.helpline.texts[text].body))
        return self.store.promise(message, self.clock(), wanted, rules)

    def receipt(self, text: str, fields: Form) -> None:
        """Keep what became of a text of ours. News of a text we do not know, or in a word we do not know, is let go."""
        state = from_receipt(fields.get("MessageStatus", ""))
        if state is None or not text:
            return
        code = count(fields, "ErrorCode") or None
        self.store.receipt(text, state, self.clock(), sid=fields.get("MessageSid") or None, code=code)


def attach(doors: Blueprint, helpline: Helpline, store: Store, clock: Clock) -> None:
    """Open the doors of texts. KeyError, now and not when a text comes in, if the menus have no answer to it."""
    texts = Texts(helpline, store, clock)
    helpline.texts[AUTO_REPLY]

    @doors.post(INBOUND)
    def sms() -> Response:
        try:
            texts.inbound(request.form)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is noted, and told to Twilio
            note("a text that came in", error)
            return Response(status=_UNTOLD)
        return twiml(NOTHING)

    @doors.post(RECEIPTS)
    def receipt() -> Response:
        try:
            texts.receipt(request.args.get("text", ""), request.form)
        except Exception as error:  # noqa: BLE001 - as above
            note("a receipt", error)
            return Response(status=_UNTOLD)
        return Response(status=204)
