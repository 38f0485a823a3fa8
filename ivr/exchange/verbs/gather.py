"""Gather: keys, awaited while its words are said and for a time after them (contract 3.9 to 3.14)."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from ivr.exchange.ears import Ears
from ivr.exchange.events import Asked
from ivr.exchange.steps import Fetch
from ivr.exchange.talk import Talk
from ivr.exchange.verbs import pause, play, say

_WRONG_TYPE = 13325  # of a sound inside a Gather (contract 3.5)


def follow(talk: Talk, gather: Element) -> Fetch | None:
    """Listen; where nothing is pressed, nothing is asked for and what stands below goes on (contract 3.10)."""
    most = gather.get("numDigits")
    ears = Ears(int(most) if most else None, gather.get("finishOnKey", "#"))
    lengths = {play_: play.fetched(talk, play_, _WRONG_TYPE) for play_ in gather.iter("Play")}  # all, before the first is played
    seconds = int(gather.get("timeout", "5"))
    if "dtmf" in gather.get("input", "dtmf"):
        talk.call.open_ears(ears)
    talk.call.tell(Asked(ears.most, ears.finish, seconds))
    try:
        _prompt(talk, gather, ears, lengths)
        _listen(talk, ears, seconds)
    finally:
        talk.call.close_ears()
    if not ears.typed and gather.get("actionOnEmptyResult") != "true":
        return None
    if ears.typed:
        talk.moved()
    news = {"Digits": ears.typed}
    return talk.action(gather, news) or talk.again(news)


def _prompt(talk: Talk, gather: Element, ears: Ears, lengths: dict[Element, float]) -> None:
    """Say what is inside, until a key breaks in."""

    def pressed() -> bool:
        return bool(ears.typed) or ears.complete

    for child in gather:
        if child.tag == "Say":
            broken_off = say.until(talk, child, pressed)
        elif child.tag == "Play":
            broken_off = play.until(talk, child, pressed, lengths[child])
        else:  # a Pause: the document was held to these three when it was read
            broken_off = pause.until(talk, child, pressed)
        if broken_off:
            return


def _listen(talk: Talk, ears: Ears, seconds: int) -> None:
    """Wait for the keys that are missing: the time runs anew from each."""
    while not ears.complete:
        if not talk.call.rest(seconds, _another(ears)):
            return


def _another(ears: Ears) -> Callable[[], bool]:
    count = len(ears.typed)
    return lambda: ears.complete or len(ears.typed) > count
