"""Dial's Number: a handset that is rung (contract 3.41 to 3.46). All ring at once, and the first to answer is joined."""

import re
from typing import Final

from ivr.exchange.alerts import AlertError
from ivr.exchange.bridge import Bridge
from ivr.exchange.call import Call
from ivr.exchange.events import Dialled
from ivr.exchange.plant import Extension
from ivr.exchange.verbs.joined import Joined, Joining

_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_MOST: Final = 10


def join(joining: Joining, numbers: list[str]) -> Joined:
    """Ring them, and speak with whoever answers."""
    talk = joining.talk
    wanted = [number.strip() for number in numbers]
    if not 0 < len(wanted) <= _MOST or not all(_E164.fullmatch(number) for number in wanted):
        raise AlertError(13224, "3.46", f"up to {_MOST} numbers, each in E.164", verb="Dial")
    for noun in joining.dial.findall("Number"):
        if noun.get("url") or noun.get("statusCallback"):
            raise AlertError(12200, "8.5", "this exchange plays nothing to who answers", verb="Number", attribute="url")
    talk.call.tell(Dialled(number=wanted[0]))
    rung = {number: found for number in wanted if (found := talk.plant.extensions.get(number))}
    if not rung:
        return Joined("failed")
    free = {number: extension for number, extension in rung.items() if not extension.busy}
    return _ring(joining, free) if free else Joined("busy")


def _ring(joining: Joining, free: dict[str, Extension]) -> Joined:
    talk = joining.talk
    from_ = joining.dial.get("callerId") or talk.call.from_
    legs = [talk.plant.new_call(from_, number, direction="outbound-dial", parent=talk.call.sid) for number in free]
    soonest = [(extension.answers_after_s, leg) for extension, leg in zip(free.values(), legs, strict=True)]
    timed = min(((after_s, n) for n, (after_s, _) in enumerate(soonest) if after_s is not None), default=None)
    waits_s = joining.timeout_s if timed is None else min(timed[0], joining.timeout_s)
    try:
        talk.call.rest(waits_s, lambda: any(leg.answered for leg in legs))
        if timed and timed[0] <= joining.timeout_s and not any(leg.answered for leg in legs):
            legs[timed[1]].answer()
        return _spoken(joining, legs)
    finally:
        for leg in legs:
            leg.end("the call that rang it is over", "completed" if leg.answered else "no-answer")


def _spoken(joining: Joining, legs: list[Call]) -> Joined:
    leg = next((leg for leg in legs if leg.answered), None)
    if leg is None:
        return Joined("no-answer", legs[0].sid)
    bridge = Bridge(joining.talk.plant.clock, leg.sid, joining.talk.call.sid)
    bridge.ends_with(lambda: leg.rang_off)
    bridge.join(leg.sid)
    return joining.speak(bridge)
