"""A caller who wants it by text, or wants none: offered, asked for a number, read it back, sent, denied, stopped, started.

Knows what is said and promised, not who has had what: a promise that may not be kept comes back as `Denied`, at the same place. A typed
number goes out of here only as an effect, never into a place; and why it is denied is never told, for it may be a stranger's.
"""

from datetime import datetime
from typing import assert_never

from ivr.call import asking, entry, person
from ivr.call.heard import Denied
from ivr.call.turn import Doing, Effect, KeepNumber, Listen, Offer, Place, SendText, SendToKept, StartTexts, StopTexts, Turn
from ivr.menu import script
from ivr.menu.model import Guidance, Helpline
from ivr.texts.discreet import discreet
from ivr.texts.fitting import fitted
from ivr.texts.numbers import Mobile, Refusal
from ivr.texts.promising import Unpromised

MOST_TEXTS = 3  # in one call


def begin(helpline: Helpline, place: Place, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer an 8: offer the next text of this node, or say why there is none."""
    if refusal := _why_not(helpline, place):
        return asking.choices(helpline, place, now, script.line(helpline, refusal))
    match caller:
        case Mobile():
            return _offer(helpline, place, caller, now)
        case Refusal.WITHHELD | Refusal.NOT_A_NUMBER:
            return asking.type_number(helpline, place, *asking.about(helpline, place), script.line(helpline, "text.withheld"))
        case Refusal():
            return asking.type_number(helpline, place, *asking.about(helpline, place), script.line(helpline, "text.not_mobile"))


def offered(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer the offer: 1 sends it here, 2 asks for another number, 3 sends one that says nothing, 4 stops them where STOP cannot."""
    match keys, caller:
        case "1", Mobile() as mobile:
            return _sent(helpline, place, now, mobile)
        case "3", Mobile() as mobile if words := _discreet(helpline, place):
            return _sent(helpline, place, now, mobile, words)
        case "4", Mobile() as mobile if not helpline.texting.answerable:
            return _stop(helpline, place, mobile, now)
        case (("1" | "2"), _):
            return asking.type_number(helpline, _right(place))
    return common(helpline, place, keys, caller, now)


def typed(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer a typed number: read it back, or say what is wrong with it."""
    match entry.read(keys, islands=helpline.texting.islands):
        case Mobile() as mobile:
            return _check(helpline, _right(place), mobile, now)
        case Refusal() as refusal:
            return asking.wrong(helpline, place, caller, now, f"text.refused.{refusal.value}")
        case entry.Again():
            return asking.type_number(helpline, _right(place), script.line(helpline, "text.retype"))
        case entry.Alone(key):
            return common(helpline, place, key, caller, now)
        case entry.Nothing():
            return asking.silent(helpline, place, caller, now)


def checked(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer the number read back: 1 and 3 send, 2 or 9 types it again, for the number itself is not in the place."""
    match keys:
        case "1":
            return _sent(helpline, place, now, None)
        case "3" if words := _discreet(helpline, place):
            return _sent(helpline, place, now, None, words)
        case "2" | "9":
            return asking.type_number(helpline, _right(place), script.line(helpline, "text.retype"))
    return common(helpline, place, keys, caller, now)


def denied(helpline: Helpline, place: Place, heard: Denied, now: datetime) -> Turn:
    """Say why nothing was promised, and lead on: to the next text, another number, the other keys, or to texts again."""
    at = _right(place)
    if place.doing is Doing.CHECKING or not isinstance(heard.caller, Mobile):
        why = "text.enough.hour" if heard.why is Unpromised.HOUR else "text.refused.typed"
        return asking.choices(helpline, at, now, script.line(helpline, why))
    match heard.why:
        case Unpromised.STOPPED:
            return _refused(helpline, at, heard.caller, now)
        case Unpromised.UNREACHED:
            return asking.type_number(helpline, at, script.line(helpline, "text.unreached"), *asking.about(helpline, at))
        case Unpromised.TODAY:
            return _had(helpline, at, heard.caller, now)
        case Unpromised.NUMBER | Unpromised.HOUR:
            return _enough(helpline, at, heard.caller, now, f"text.enough.{heard.why.value}")
        case _:
            assert_never(heard.why)


def enough(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer whether a mobile that gets no text now is to get none at all: 4 stops them."""
    match keys, caller:
        case "4", Mobile() as mobile:
            return _stop(helpline, place, mobile, now)
    return common(helpline, place, keys, caller, now)


def stopped(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer whether texts are to start again: 4 starts them, and offers this one."""
    match keys, caller:
        case "4", Mobile() as mobile:
            said = script.line(helpline, "text.started")
            if _why_not(helpline, place):  # the menu was edited meanwhile
                return _doing(asking.choices(helpline, _right(place), now, said), StartTexts(mobile))
            offered_again = _right(place).but(doing=Doing.OFFERED)
            return _doing(asking.ask(helpline, offered_again, caller, now, said), StartTexts(mobile))
    return common(helpline, place, keys, caller, now)


def common(helpline: Helpline, place: Place, key: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer the keys that are the same everywhere, inside the texting questions."""
    match key:
        case "0":
            return person.lead(helpline, _right(place), caller, now)
        case "*":
            return asking.choices(helpline, _right(place), now)
        case "8" | "9":
            return asking.ask(helpline, _right(place), caller, now)
    return asking.wrong(helpline, place, caller, now)


def _why_not(helpline: Helpline, place: Place) -> str | None:
    node = helpline.nodes.get(place.node)
    if not isinstance(node, Guidance) or not node.texts:
        return "no_text"
    if asking.next_text(helpline, place) is None:
        return "text.today" if set(node.texts) & set(place.had) else "text.already"
    return "text.enough" if len(place.texted) >= MOST_TEXTS else None


def _discreet(helpline: Helpline, place: Place) -> str:
    text = asking.next_text(helpline, place)
    return discreet(helpline, text) if text else ""


def _offer(helpline: Helpline, place: Place, mobile: Mobile, now: datetime) -> Turn:
    text = asking.next_text(helpline, place)
    offered = asking.ask(helpline, place.but(doing=Doing.OFFERED), mobile, now)
    return _doing(offered, Offer(text, mobile)) if text else offered


def _refused(helpline: Helpline, place: Place, mobile: Mobile, now: datetime) -> Turn:
    said = script.line(helpline, "text.refused.stopped")
    if helpline.texting.answerable:  # the network itself lets nothing through before START is texted (contract 4.9)
        return asking.choices(helpline, place, now, said, script.line(helpline, "text.start.text"))
    return asking.ask(helpline, place.but(doing=Doing.STOPPED), mobile, now, said)


def _had(helpline: Helpline, place: Place, mobile: Mobile, now: datetime) -> Turn:
    text = asking.next_text(helpline, place)
    after = place.but(had=(*place.had, text)) if text else place
    if _why_not(helpline, after) is None:
        return asking.choices(helpline, after, now, script.line(helpline, "text.today"), script.line(helpline, "text.another"))
    return _enough(helpline, after, mobile, now, "text.today")


def _enough(helpline: Helpline, place: Place, mobile: Mobile, now: datetime, why: str) -> Turn:
    """Say why there is no text now. Who was sent too many may want none, and is asked where STOP cannot be texted (contract 4.8)."""
    said = script.line(helpline, why)
    if helpline.texting.answerable:
        return asking.choices(helpline, place, now, said)
    return asking.ask(helpline, place.but(doing=Doing.ENOUGH), mobile, now, said)


def _stop(helpline: Helpline, place: Place, mobile: Mobile, now: datetime) -> Turn:
    said = script.line(helpline, "text.stopped")
    return _doing(asking.choices(helpline, _right(place), now, said), StopTexts(mobile))


def _check(helpline: Helpline, place: Place, mobile: Mobile, now: datetime) -> Turn:
    text = asking.next_text(helpline, place)
    if text is None:  # the menu was edited while the number was typed
        return begin(helpline, place, mobile, now)
    read_back = script.line(helpline, "text.check", number=script.digits(mobile.national, 5, 8))
    at = place.but(doing=Doing.CHECKING)
    return Turn(asking.check(helpline, at, read_back), Listen(helpline.timing.menu_s), at, (KeepNumber(text, mobile),))


def _sent(helpline: Helpline, place: Place, now: datetime, to: Mobile | None, words: str = "") -> Turn:
    text = asking.next_text(helpline, place)
    if text is None or len(place.texted) >= MOST_TEXTS:
        return begin(helpline, _right(place), Refusal.OTHER, now)
    after = _right(place).but(texted=(*place.texted, text))
    says = [script.line(helpline, "text.sent")]
    if _why_not(helpline, after) is None:
        says.append(script.line(helpline, "text.another"))
    body = words or fitted(helpline, helpline.texts[text].body)
    promise = SendText(text, to, body, discreet=bool(words)) if to else SendToKept(text, body, discreet=bool(words))
    return _doing(asking.choices(helpline, after, now, *says), promise)


def _doing(turn: Turn, effect: Effect) -> Turn:
    return Turn(turn.says, turn.then, turn.place, (effect,))


def _right(place: Place) -> Place:
    return place.but(silences=0, wrong=0)
