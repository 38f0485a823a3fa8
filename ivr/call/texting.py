"""A caller who wants it by text: offered, asked for a number, read it back, sent.

Knows which text of a node is next. A typed number goes out of here only as an effect, never into a place.
"""

from datetime import datetime

from ivr.call import asking, entry, person
from ivr.call.turn import Doing, KeepNumber, Listen, Place, SendText, SendToKept, Turn
from ivr.menu import script
from ivr.menu.model import Guidance, Helpline
from ivr.texts.numbers import Mobile, Refusal

MOST_TEXTS = 3  # in one call


def begin(helpline: Helpline, place: Place, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer an 8: offer the next text of this node, or say why there is none."""
    if refusal := _why_not(helpline, place):
        return asking.choices(helpline, place, now, script.line(helpline, refusal))
    match caller:
        case Mobile():
            return asking.ask(helpline, place.but(doing=Doing.OFFERED), caller, now)
        case Refusal.WITHHELD | Refusal.NOT_A_NUMBER:
            return asking.type_number(helpline, place, script.line(helpline, "text.withheld"))
        case Refusal():
            return asking.type_number(helpline, place, script.line(helpline, "text.not_mobile"))


def offered(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer the offer: 1 sends it here, 2 asks for another number."""
    match keys, caller:
        case "1", Mobile() as mobile:
            return _sent(helpline, place, now, mobile)
        case (("1" | "2"), _):
            return asking.type_number(helpline, _right(place))
    return common(helpline, place, keys, caller, now)


def typed(helpline: Helpline, place: Place, keys: str, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer a typed number: read it back, or say what is wrong with it."""
    match entry.read(keys):
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
    """Answer the number read back: 1 sends, 2 or 9 types it again, for the number itself is not in the place."""
    match keys:
        case "1":
            return _sent(helpline, place, now, None)
        case "2" | "9":
            return asking.type_number(helpline, _right(place), script.line(helpline, "text.retype"))
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
    if _next_text(helpline, place) is None:
        return "text.already"
    return "text.enough" if len(place.texted) >= MOST_TEXTS else None


def _next_text(helpline: Helpline, place: Place) -> str | None:
    node = helpline.nodes.get(place.node)
    texts = node.texts if isinstance(node, Guidance) else ()
    return next((text for text in texts if text not in place.texted), None)


def _check(helpline: Helpline, place: Place, mobile: Mobile, now: datetime) -> Turn:
    text = _next_text(helpline, place)
    if text is None:  # the menu was edited while the number was typed
        return begin(helpline, place, mobile, now)
    read_back = script.line(helpline, "text.check", number=script.digits(mobile.national, 5, 8))
    at = place.but(doing=Doing.CHECKING)
    return Turn((read_back,), Listen(helpline.timing.menu_s), at, (KeepNumber(text, mobile),))


def _sent(helpline: Helpline, place: Place, now: datetime, to: Mobile | None) -> Turn:
    text = _next_text(helpline, place)
    if text is None or len(place.texted) >= MOST_TEXTS:
        return begin(helpline, _right(place), Refusal.OTHER, now)
    after = _right(place).but(texted=(*place.texted, text))
    says = [script.line(helpline, "text.sent")]
    if _why_not(helpline, after) is None:
        says.append(script.line(helpline, "text.another"))
    turn = asking.choices(helpline, after, now, *says)
    return Turn(turn.says, turn.then, turn.place, (_promise(helpline, text, to),))


def _promise(helpline: Helpline, text: str, to: Mobile | None) -> SendText | SendToKept:
    body = helpline.texts[text].body
    return SendText(text, to, body) if to else SendToKept(text, body)


def _right(place: Place) -> Place:
    return place.but(silences=0, wrong=0)
