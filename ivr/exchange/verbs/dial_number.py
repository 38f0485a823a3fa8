"""Dial's Number: a handset that is rung (contract 3.41 to 3.46). All ring at once, and the first to answer is joined."""

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.alerts import AlertError
from ivr.exchange.bridge import Bridge
from ivr.exchange.call import Call
from ivr.exchange.document import SCREENED, words
from ivr.exchange.events import Dialled
from ivr.exchange.interruptions import Interruption
from ivr.exchange.plant import Extension
from ivr.exchange.steps import HUNG_UP, Fetch
from ivr.exchange.talk import Talk
from ivr.exchange.verbs.joined import Joined, Joining
from ivr.exchange.verbs.progress import Progress

_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_MOST: Final = 10
_DECLINED: Final = "the document played to who answered hung up"


@dataclass(frozen=True, slots=True)
class _Leg:
    """One number that is rung, and what hangs there."""

    noun: Element
    call: Call
    extension: Extension | None
    progress: Progress

    def pick_up(self) -> None:
        self.call.answer()

    def end(self, reason: str, status: str) -> None:
        """It is over; a second time does nothing."""
        if not self.call.over:
            self.call.end(reason, status)
            self.progress.tell("completed", status)


def join(joining: Joining, nouns: list[Element]) -> Joined:
    """Ring them, and speak with whoever answers."""
    talk = joining.talk
    numbers = [words(noun) for noun in nouns]
    if len(numbers) > _MOST or not all(_E164.fullmatch(number) for number in numbers):
        raise AlertError(13224, "3.46", f"up to {_MOST} numbers, each in E.164", verb="Dial")
    from_ = _shown(joining)
    talk.call.tell(Dialled(number=numbers[0]))
    legs = [_rung(talk, noun, from_, number) for noun, number in zip(nouns, numbers, strict=True)]
    try:
        free = [leg for leg in legs if not leg.call.over]
        if not free:
            return Joined(next((leg.call.status for leg in legs if leg.extension), "failed"), legs[0].call.sid)
        return _ring(joining, free)
    finally:
        for leg in legs:
            leg.end("the call that rang it is over", "completed" if leg.call.answered else "no-answer")


def _shown(joining: Joining) -> str:
    """The number that the others see: the caller's, unless one is named that the account may show (contract 3.44)."""
    talk, given = joining.talk, joining.dial.get("callerId")
    if given and given not in {talk.call.from_, talk.call.to} | talk.plant.own:
        raise AlertError(13214, "3.44", "it is neither a number of this call nor one of the account's", verb="Dial", attribute="callerId")
    return given or talk.call.from_


def _rung(talk: Talk, noun: Element, from_: str, number: str) -> _Leg:
    call = talk.plant.new_call(from_, number, direction="outbound-dial", parent=talk.call.sid)
    leg = _Leg(noun, call, talk.plant.extensions.get(number), Progress(talk, noun, call))
    leg.progress.tell("initiated")
    if leg.extension is None:
        leg.end("there is no such number", "failed")
    elif leg.extension.busy:
        leg.end("somebody is on that line", "busy")
    else:
        leg.progress.tell("ringing")
    return leg


def _ring(joining: Joining, legs: list[_Leg]) -> Joined:
    after = {leg.call.sid: leg.extension.answers_after_s for leg in legs if leg.extension}
    soonest = min((leg for leg in legs if after[leg.call.sid] is not None), key=lambda leg: after[leg.call.sid] or 0, default=None)
    answers_s = after[soonest.call.sid] if soonest else None
    in_time = answers_s is not None and answers_s <= joining.timeout_s
    waits_s = answers_s if in_time else joining.timeout_s
    joining.talk.call.rest(waits_s, lambda: any(leg.call.answered for leg in legs))
    if soonest and in_time and not any(leg.call.answered for leg in legs):
        soonest.pick_up()
    return _answered(joining, legs)


def _answered(joining: Joining, legs: list[_Leg]) -> Joined:
    leg = next((leg for leg in legs if leg.call.answered), None)
    if leg is None:
        return Joined("no-answer", legs[0].call.sid)
    leg.progress.tell("answered")
    for other in legs:
        if other is not leg:
            other.end("another answered", "no-answer")
    bridge = Bridge(joining.talk.plant.clock, leg.call.sid, joining.talk.call.sid)
    bridge.ends_with(lambda: leg.call.rang_off or leg.call.over)
    _screen(joining.talk, leg, bridge)
    joining.talk.call.rest(None, lambda: bridge.ready or bridge.over)
    if leg.call.failure:
        raise leg.call.failure
    # Nobody was spoken to, though somebody picked up: Twilio's own call screening goes on to the next thing then (contract 3.45).
    return joining.speak(bridge) if bridge.ready else Joined("no-answer", leg.call.sid)


def _screen(talk: Talk, leg: _Leg, bridge: Bridge) -> None:
    """Let whoever answered hear what is for them alone; then they come to the bridge, unless that hung up."""
    if not (given := leg.noun.get("url")):
        bridge.join(leg.call.sid)
        return
    hears = Talk(talk.plant, leg.call, talk.verbs, SCREENED)
    step = Fetch(absolute(given, talk.document.url, "Number", "url"), leg.noun.get("method", "POST"))

    def screened() -> None:
        try:
            ended = hears.follow(step)
        except AlertError as alert:
            talk.warn(alert)
            leg.end("the document played to who answered has failed", "failed")
        except Interruption:
            bridge.end()
        except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to but who rang
            leg.call.failure = talk.plant.failed(leg.call.sid, error)
            leg.end("the exchange has failed", "failed")
        else:
            if ended.reason == HUNG_UP:
                leg.end(_DECLINED, "completed")
            else:
                bridge.join(leg.call.sid)
        finally:
            talk.plant.clock.changed()

    talk.plant.start(screened)
