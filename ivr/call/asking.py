"""What a call is waiting for, asked once more, and what happens when the answer is silence or a wrong key.

Knows every question of the helpline. Two misses of one kind lead to a person (L14): silence and wrong keys are counted apart, so
that a caller who presses once by mistake and once thinks too long is not sent away from the menu.
"""

from datetime import datetime
from typing import assert_never

from ivr.call import person
from ivr.call.turn import Doing, Hold, Listen, Place, Turn
from ivr.menu import script
from ivr.menu.model import Guidance, Helpline, Menu
from ivr.menu.script import Prompt
from ivr.texts.discreet import discreet
from ivr.texts.numbers import Mobile, Refusal

GOES = 2


def ask(helpline: Helpline, place: Place, caller: Mobile | Refusal, now: datetime, *before: Prompt) -> Turn:
    """Ask again what this place awaits. After a page that is its keys alone: the page itself was heard."""
    match place.doing:
        case Doing.CHOOSING:
            return choices(helpline, place, now, *before)
        case Doing.OFFERED if isinstance(caller, Mobile):
            return _listen(helpline, place, *before, *offer(helpline, place, caller))
        case Doing.OFFERED | Doing.TYPING:
            return type_number(helpline, place, *before)
        case Doing.CHECKING:
            return _listen(helpline, place, *before, *check(helpline, place, script.line(helpline, "text.check.keys")))
        case Doing.ENOUGH:
            return _listen(helpline, place, *before, script.line(helpline, "text.offer.stop"), script.line(helpline, "key.back"))
        case Doing.STOPPED:
            return _listen(helpline, place, *before, script.line(helpline, "text.start.key"))
        case Doing.QUEUEING:
            return hold(helpline, place, *before)
        case Doing.LEFT:
            return _listen(helpline, place, *before, script.line(helpline, "queue.left"))
        case Doing.SPEAKING:
            return person.take_message(helpline, place, caller, *before)
        case Doing.SPOKE:
            return _listen(helpline, place, *before, script.line(helpline, "message.long"))
        case Doing.ADVISING:
            return _listen(helpline, place, *before, script.line(helpline, "adviser.next"))
        case _:
            assert_never(place.doing)


def choices(helpline: Helpline, place: Place, now: datetime, *before: Prompt) -> Turn:
    """Say the choices of a menu, or the keys after a page."""
    at = place.but(doing=Doing.CHOOSING)
    match helpline.nodes.get(place.node):
        case Menu() as menu:
            said = script.menu(helpline, menu, is_open=person.answering(helpline, now))
            return _listen(helpline, at, *before, said)
        case Guidance() as guidance:
            return _page_keys(helpline, guidance, at, now, *before)
        case None:
            return top(helpline, at, now, *before, script.line(helpline, "changed"))


def hear(helpline: Helpline, place: Place, now: datetime, *before: Prompt) -> Turn:
    """Say a node whole: a menu, or a page and its keys."""
    match helpline.nodes.get(place.node):
        case Guidance() as guidance:
            page = script.page(guidance, guidance.pages[_index(guidance, place)])
            return choices(helpline, place, now, *before, page)
        case Menu() | None:
            return choices(helpline, place, now, *before)


def top(helpline: Helpline, place: Place, now: datetime, *before: Prompt) -> Turn:
    """Go to the first menu."""
    first = place.but(node=helpline.start, page=0, trail=(), silences=0, wrong=0)
    return choices(helpline, first, now, *before)


def next_text(helpline: Helpline, place: Place) -> str | None:
    """The text of this node that comes next: one that the caller has not been promised, and has not had today."""
    node = helpline.nodes.get(place.node)
    texts = node.texts if isinstance(node, Guidance) else ()
    return next((text for text in texts if text not in place.texted and text not in place.had), None)


def offer(helpline: Helpline, place: Place, caller: Mobile) -> tuple[Prompt, ...]:
    """Offer the text, and say what is in it, to the mobile the caller rings from, named by its last three digits, with every key there."""
    stop = () if helpline.texting.answerable else (script.line(helpline, "text.offer.stop"),)
    said = script.line(helpline, "text.offer", ends=script.digits(caller.ends))
    return (*about(helpline, place), said, *_discreet(helpline, place), *stop, script.line(helpline, "key.back"))


def about(helpline: Helpline, place: Place) -> tuple[Prompt, ...]:
    """What the text that comes next will say: told before it is chosen."""
    text = next_text(helpline, place)
    return script.about(helpline.texts[text]) if text else ()


def check(helpline: Helpline, place: Place, read_back: Prompt) -> tuple[Prompt, ...]:
    """Ask whether a typed number is right."""
    return (read_back, *_discreet(helpline, place), script.line(helpline, "key.back"))


def _discreet(helpline: Helpline, place: Place) -> tuple[Prompt, ...]:
    text = next_text(helpline, place)
    return (script.line(helpline, "text.offer.discreet"),) if text and discreet(helpline, text) else ()


def type_number(helpline: Helpline, place: Place, *before: Prompt) -> Turn:
    """Ask for a mobile number, as many keys as it takes, ended by hash."""
    says = (*before, script.line(helpline, "text.type"))
    # One time for the first digit and for each that follows: Twilio has no other (contract 3.13).
    return Turn(says, Listen(helpline.timing.digit_s, most=None), place.but(doing=Doing.TYPING))


def hold(helpline: Helpline, place: Place, *before: Prompt) -> Turn:
    """Go on waiting in the queue."""
    return Turn(before, Hold(helpline.queue.lap_s), place.but(doing=Doing.QUEUEING))


def silent(helpline: Helpline, place: Place, caller: Mobile | Refusal, now: datetime) -> Turn:
    """Answer a silence: ask again once, then lead to a person."""
    missed = _in_full(place.but(silences=place.silences + 1))
    if missed.silences < GOES:
        return ask(helpline, missed, caller, now, script.line(helpline, "miss.silence"))
    return _give_up(helpline, missed, caller, now)


def wrong(helpline: Helpline, place: Place, caller: Mobile | Refusal, now: datetime, why: str = "miss.key") -> Turn:
    """Answer a key that does nothing here, or a number that cannot be texted: say why and ask again once, then lead to a person."""
    missed = _in_full(place.but(wrong=place.wrong + 1))
    if missed.wrong < GOES:
        return ask(helpline, missed, caller, now, script.line(helpline, why))
    # What is wrong with a number is said the second time too: it may be another number, and another reason.
    reason = () if why == "miss.key" else (script.line(helpline, why),)
    return _give_up(helpline, missed, caller, now, *reason)


def _in_full(place: Place) -> Place:
    # Who has lost the thread hears the keys after a page in full again, not in short.
    return place.but(told=tuple(what for what in place.told if what != "keys")) if "keys" in place.told else place


def _give_up(helpline: Helpline, place: Place, caller: Mobile | Refusal, now: datetime, *before: Prompt) -> Turn:
    # Who has just left the queue is not put back in it unasked: that would go round without a key.
    if place.doing is Doing.LEFT or not person.answering(helpline, now):
        return _to_message(helpline, place, caller, now, *before)
    return person.lead(helpline, place, caller, now, *before, script.line(helpline, "miss.person"))


def _to_message(helpline: Helpline, place: Place, caller: Mobile | Refusal, now: datetime, *before: Prompt) -> Turn:
    said = (*before, script.line(helpline, "miss.message"))
    if place.doing is Doing.LEFT:
        return person.take_message(helpline, place, caller, *said)
    return person.lead(helpline, place, caller, now, *said)


def _page_keys(helpline: Helpline, guidance: Guidance, place: Place, now: datetime, *before: Prompt) -> Turn:
    index, brief = _index(guidance, place), "keys" in place.told
    is_open = person.answering(helpline, now)
    end = script.page_end(helpline, guidance, index, is_open=is_open, brief=brief)
    return Turn((*before, end), Listen(helpline.timing.page_s), place.telling("keys").but(page=index))


def _index(guidance: Guidance, place: Place) -> int:
    return min(max(place.page, 0), len(guidance.pages) - 1)


def _listen(helpline: Helpline, place: Place, *says: Prompt) -> Turn:
    return Turn(says, Listen(helpline.timing.menu_s), place)
