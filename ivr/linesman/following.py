"""Where a link leads: asked hop by hop, until a page answers or nobody does.

Knows which answers are worth a second question and which are an end. The questions themselves are `asking`'s.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ivr.linesman.address import absolute, host, without_fragment
from ivr.linesman.asking import Answer, Wire
from ivr.linesman.outcome import Dead, Death, Doubt, Fine, Hop, Moved, Outcome, TroubleError, Unsure

MOST_HOPS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_GOOD: Final = range(200, 300)
_FAULTY: Final = range(400, 600)
_SLOW_DOWN: Final = 429  # whoever says so is not asked again at once
_HEAD_MAY_BE_WHY: Final = frozenset({Doubt.SLOW, Doubt.DROPPED, Doubt.ODD})
_LOST: Final = frozenset({Doubt.ROUND, Doubt.TOO_FAR})
_BY_STATUS: Final[Mapping[int, Death | Doubt]] = {
    401: Doubt.SIGN_IN,
    403: Doubt.NO_ROBOTS,
    404: Death.NOT_THERE,
    407: Doubt.PROXY,
    410: Death.GONE,
    429: Doubt.NO_ROBOTS,
}


@dataclass(frozen=True)
class Manners:
    """How we ask: the pause before a site is asked again, and how long one link may take in all, in seconds."""

    pause_s: float = 1
    total_s: float = 40
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True)
class Walk:
    """A walk along links. It remembers when it last asked each site, and asks it no sooner than is polite."""

    wire: Wire
    manners: Manners = Manners()
    asked: dict[str, float] = field(default_factory=dict)

    def follow(self, address: str) -> Outcome:
        """What became of the page at this address. Raises nothing for what others may do."""
        until = self.manners.clock() + self.manners.total_s
        whole = absolute("", address)
        if whole is None:
            return Unsure(Doubt.ODD)
        outcome = self._followed(whole, self._head_or_get, until)
        if isinstance(outcome, Unsure) and outcome.why in _LOST:  # some sites send HEAD alone round in circles
            outcome = self._followed(whole, self._get, until)
        return outcome

    def _followed(self, address: str, ask: Callable[[str, bool], Answer], until: float) -> Outcome:
        now, may_be_inside = address, True
        hops: tuple[Hop, ...] = ()
        seen: set[str] = set()
        while True:
            seen.add(without_fragment(now))
            try:
                answer = ask(without_fragment(now), may_be_inside)
            except TroubleError as trouble:
                return _ended(trouble.why, 0, hops)
            if answer.status not in _REDIRECTS:
                return _judged(answer.status, hops)
            # A redirect may lead inside a network only from there: nobody outside has this machine ask what it alone can reach.
            may_be_inside = may_be_inside and answer.inside
            onward = absolute(now, answer.location or "")
            if onward is None:
                return Unsure(Doubt.NOWHERE, answer.status, hops)
            now, hops = onward, (*hops, Hop(answer.status, onward))
            if lost := self._lost(now, hops, seen, until):
                return Unsure(lost, 0, hops)

    def _lost(self, now: str, hops: tuple[Hop, ...], seen: set[str], until: float) -> Doubt | None:
        if without_fragment(now) in seen:
            return Doubt.ROUND
        if len(hops) > MOST_HOPS:
            return Doubt.TOO_FAR
        return Doubt.SLOW if self.manners.clock() > until else None

    def _head_or_get(self, address: str, may_be_inside: bool) -> Answer:  # noqa: FBT001 - what is asked is a callable of two
        try:
            answer = self._politely("HEAD", address, may_be_inside)
        except TroubleError as trouble:
            if trouble.why not in _HEAD_MAY_BE_WHY:
                raise
            return self._get(address, may_be_inside)
        if answer.status in _FAULTY and answer.status != _SLOW_DOWN:
            return self._get(address, may_be_inside)
        return answer

    def _get(self, address: str, may_be_inside: bool) -> Answer:  # noqa: FBT001 - as above
        return self._politely("GET", address, may_be_inside)

    def _politely(self, method: str, address: str, may_be_inside: bool) -> Answer:  # noqa: FBT001 - as above
        manners, site = self.manners, host(address)
        if site in self.asked and (left := self.asked[site] + manners.pause_s - manners.clock()) > 0:
            manners.sleep(left)
        try:
            return self.wire.ask(method, address, may_be_inside=may_be_inside)
        finally:
            self.asked[site] = manners.clock()


def _judged(status: int, hops: tuple[Hop, ...]) -> Outcome:
    if status in _GOOD:
        return Moved(hops) if hops else Fine()
    return _ended(_BY_STATUS.get(status, Doubt.IN_TROUBLE if status >= 500 else Doubt.STATUS), status, hops)  # noqa: PLR2004 - RFC 9110


def _ended(why: Death | Doubt, status: int, hops: tuple[Hop, ...]) -> Outcome:
    return Dead(why, hops) if isinstance(why, Death) else Unsure(why, status, hops)
