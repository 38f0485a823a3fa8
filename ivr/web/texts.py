"""The doors of texts: what comes in, and what became of those we sent.

Knows Twilio's words for stopping and starting. Twilio answers STOP by itself (contract 4.9); we remember it, for a number that wants no
texts is also not texted from another sender of ours. Anything else gets one polite answer, since nobody reads what comes in.
"""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from ivr.menu.lines import AUTO_REPLY
from ivr.menu.model import Helpline
from ivr.phone.form import Form, count
from ivr.phone.links import INBOUND, RECEIPTS
from ivr.phone.reply import reply
from ivr.store import Store
from ivr.texts.numbers import Mobile, from_caller_id
from ivr.texts.states import from_receipt
from ivr.web.switchboard import Clock
from ivr.web.trouble import note
from ivr.web.voice import twiml

STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"})
START = frozenset({"START", "YES", "UNSTOP"})
_UNTOLD = 503  # shows in the account's log and goes to its fallback (contract 1.14): a STOP must not be lost in silence


@dataclass(frozen=True, slots=True)
class Texts:
    """What the doors of texts need. `answer` is what whoever texts us is told."""

    answer: str
    store: Store
    clock: Clock

    def inbound(self, fields: Form) -> str:
        """The document for a text that came in."""
        sender, word = from_caller_id(fields.get("From", "")), _word(fields)
        if not isinstance(sender, Mobile):
            return reply(None)  # a short code or a name: nobody there to answer
        if word in STOP:
            self.store.opt_out(sender.e164, self.clock())
        elif word in START:
            self.store.opt_in(sender.e164)
        elif word != "HELP" and not self.store.opted_out(sender.e164):
            return reply(self.answer)
        return reply(None)

    def receipt(self, text: str, fields: Form) -> None:
        """Keep what became of a text of ours. News of a text we do not know, or in a word we do not know, is let go."""
        state = from_receipt(fields.get("MessageStatus", ""))
        if state is None or not text:
            return
        code = count(fields, "ErrorCode") or None
        self.store.receipt(text, state, self.clock(), sid=fields.get("MessageSid") or None, code=code)


def attach(doors: Blueprint, helpline: Helpline, store: Store, clock: Clock) -> None:
    """Open the doors of texts. KeyError, now and not when a text comes in, if the menus have no answer to it."""
    texts = Texts(helpline.texts[AUTO_REPLY].body, store, clock)

    @doors.post(INBOUND)
    def sms() -> Response:
        try:
            return twiml(texts.inbound(request.form))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is noted, and told to Twilio
            note("a text that came in", error)
            return Response(status=_UNTOLD)

    @doors.post(RECEIPTS)
    def receipt() -> Response:
        try:
            texts.receipt(request.args.get("text", ""), request.form)
        except Exception as error:  # noqa: BLE001 - as above
            note("a receipt", error)
            return Response(status=_UNTOLD)
        return Response(status=204)


def _word(fields: Form) -> str:
    # With Advanced Opt-Out, Twilio says what it took the text for (contract 4.9).
    # Whoever writes "Stop all!!" or "un-subscribe" means it, though Twilio only knows the bare word.
    return fields.get("OptOutType", "").upper() or "".join(filter(str.isalpha, fields.get("Body", ""))).upper()
