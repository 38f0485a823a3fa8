"""What came of an act, as a transcript tells it: from what the exchange heard, and what the helpline wrote down.

Words cannot be told apart by ear alone, so which prompts they were is read in the helpline's own journal, and held against them: each
that has a slot must be among the words, and gives away what filled it. Knows the journal's words for effects; no other room's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ivr.exchange.alerts import ExchangeError
from ivr.exchange.call import Call
from ivr.exchange.events import Dialled, Event, Played, Queued, Recorded, Recording, Said
from ivr.menu.lines import SLOTS
from ivr.menu.model import Helpline
from ivr.simulator import steps
from ivr.simulator.steps import Outcome

_UNHEARD = "Offer:"  # an effect that nobody hears of
_SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn as the helpline wrote it down: the ids of its prompts, and its effects, such as `SendText:complaint_tips`."""

    says: tuple[str, ...]
    does: tuple[str, ...]


Reader = Callable[[Played], str]  # what a recording that is played says; nothing if that is not known


def unread(played: Played) -> str:
    """A reader who knows no recording."""
    del played
    return ""


def outcomes(menus: Helpline, call: Call, events: Sequence[Event], turns: Sequence[Turned], reader: Reader = unread) -> Iterator[Outcome]:
    """What a transcript would say of these events and turns, in its order."""
    says = tuple(prompt for turn in turns for prompt in turn.says)
    if bool(says) != any(isinstance(event, Said | Played) for event in events):
        msg = f"the helpline wrote {says or 'nothing'} down, and the caller heard {'nothing' if says else 'something'}"
        raise ExchangeError(msg)
    if says:
        yield steps.Hear(says)
        yield from _told(menus, says, heard(events, reader))
    for effect in (effect for turn in turns for effect in turn.does):
        if not effect.startswith(_UNHEARD):
            yield _effect(effect, events)
    yield from _ending(call, events)


def heard(events: Sequence[Event], reader: Reader = unread) -> str:
    """The words of these events, one after another."""
    return " ".join(words for event in events if (words := words_of(event, reader)))


def words_of(event: Event, reader: Reader = unread) -> str:
    """What is said in this event, by a voice or by a recording."""
    match event:
        case Said(words):
            return words
        case Played():
            return reader(event)
    return ""


def _told(menus: Helpline, says: Sequence[str], words: str) -> Iterator[Outcome]:
    for prompt in says:
        if SLOTS.get(prompt):
            before, after = (re.escape(" ".join(part.split())) for part in _SLOT.split(menus.lines[prompt].say, maxsplit=1))
            found = re.search(f"{before} (.+?) ?{after}", words)
            if found is None:
                msg = f"{prompt} was written down and was not heard"
                raise ExchangeError(msg)
            yield steps.Told(prompt, found[1].rstrip(".,"))


def _effect(effect: str, events: Sequence[Event]) -> Outcome:
    kind, _, text = effect.partition(":")
    match kind:
        case "SendText" | "SendToKept":
            return steps.Texted(text)
        case "KeepNumber":
            return steps.Noted()
        case "KeepMessage":
            return steps.MessageKept(next(event.seconds for event in reversed(events) if isinstance(event, Recorded)))
        case "StopTexts":
            return steps.TextsStopped()
        case "StartTexts":
            return steps.TextsStarted()
    msg = f"{kind} is an effect that no transcript has a word for"
    raise ExchangeError(msg)


def _ending(call: Call, events: Sequence[Event]) -> Iterator[Outcome]:
    if call.over:
        yield steps.Ended()
        return
    match events[-1:]:
        case [Queued(queue)]:
            yield steps.Queued(queue)
        case [Dialled(queue=queue)]:
            yield steps.Connected(queue)
        case [Recording()]:
            yield steps.Beep()
