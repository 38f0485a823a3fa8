"""A survey of links: each address asked once, one after another, none for ever.

Knows no HTTP. Whoever shows how far it has come, or stops it, does so between two links.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from threading import Thread
from typing import Final

from ivr.linesman.address import host, without_fragment
from ivr.linesman.following import Walk
from ivr.linesman.outcome import Dead, Death, Doubt, Outcome, Unsure
from ivr.menu.model import Link

_NOT_REACHED: Final = frozenset({Death.NO_SUCH_NAME, Doubt.NAME_LOST, Doubt.REFUSED, Doubt.UNREACHED, Doubt.PROXY})


@dataclass(frozen=True, slots=True)
class Found:
    """A link, and what became of it."""

    link: Link
    outcome: Outcome


def survey(links: Iterable[Link], walk: Walk) -> Iterator[Found]:
    """What became of each link, in their order. An address that two links share is asked once."""
    known: dict[str, Outcome] = {}
    for link in links:
        address = without_fragment(link.to)
        if address not in known:
            known[address] = _in_time(walk, address)
        yield Found(link, known[address])


def settled(found: Sequence[Found]) -> list[Found]:
    """The same, unless no site at all was reached: then no link is called dead, for it may be us who are cut off."""
    sites = {host(each.link.to) for each in found}
    if len(sites) > 1 and all(isinstance(each.outcome, Dead | Unsure) and each.outcome.why in _NOT_REACHED for each in found):
        return [replace(each, outcome=Unsure(Doubt.OFFLINE)) for each in found]
    return list(found)


def _in_time(walk: Walk, address: str) -> Outcome:
    # In a thread that is left behind where it must be: a name can be looked up for minutes, and an answer can come a letter at a time.
    outcome: Future[Outcome] = Future()
    Thread(target=_into, args=(outcome, walk, address), daemon=True).start()
    try:
        return outcome.result(walk.manners.total_s)
    except TimeoutError:
        return Unsure(Doubt.SLOW)


def _into(outcome: "Future[Outcome]", walk: Walk, address: str) -> None:
    try:
        outcome.set_result(walk.follow(address))
    except BaseException as error:  # noqa: BLE001 - a fault of ours belongs to whoever waits, not to a thread that nobody hears
        outcome.set_exception(error)
