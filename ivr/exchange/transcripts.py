"""A call on paper, made over the telephone: all of its acts, one after another. How each is done is known in `ivr.exchange.handset`."""

from dataclasses import dataclass, replace

from ivr.exchange.call import Call
from ivr.exchange.events import Entry, Played, Warned
from ivr.exchange.exchange import Exchange
from ivr.exchange.handset import Handset, Site
from ivr.exchange.outcomes import Reader, heard, unread
from ivr.simulator.agreement import Version
from ivr.simulator.steps import Step
from ivr.simulator.transcript import Transcript
from ivr.texts.written import ANONYMOUS, caller_id


@dataclass(frozen=True, slots=True)
class Made:
    """A transcript as it happened over the telephone, its call, and what Twilio would have logged."""

    transcript: Transcript
    call: Call
    reader: Reader = unread

    @property
    def version(self) -> Version:
        """The call as it was heard, to be held against another version of it. The texts are not among it: they come when they are sent."""
        return Version(self.transcript, (heard(self.call.events, self.reader),), amiss=tuple(str(warning) for warning in self.warnings))

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What was wrong with the TwiML, or with a callback."""
        return tuple(event for event in self.call.events if isinstance(event, Warned))


def made(transcript: Transcript, site: Site) -> Made:
    """The same caller doing the same things, over HTTP. `ExchangeError` for what no telephone can do, or if the exchange itself stops."""
    handset = rung(transcript, site)
    steps: list[Step] = [*handset.answered()]
    for what in transcript.acts:
        steps += [what, *handset.do(what)]
    handset.end()
    return Made(replace(transcript, steps=tuple(steps)), handset.call, site.reader)


def rung(transcript: Transcript, site: Site) -> Handset:
    """Ring as the transcript's caller does, when it does. Recordings take no time, as speech takes none.

    In a crowd nobody takes another's caller: an adviser is joined to no one until it is told of somebody (`Handset.do`).
    """
    site.set_clock(transcript.at)
    queue = site.exchange.queue(site.menus.queue.name)
    site.exchange.plant.listeners.append(lambda entry: _hurry(site.exchange, entry))
    numbers = site.menus.numbers
    to = numbers.adviser if transcript.adviser else numbers.helpline
    with site.exchange.clock.lock:  # the call does not get to the queue before this is said
        call = site.exchange.ring(caller_id(transcript.from_) or ANONYMOUS, to)
        if transcript.adviser:
            queue.meant[call.sid] = ""
    return Handset(site, call)


def _hurry(exchange: Exchange, entry: Entry) -> None:
    if isinstance(entry.event, Played) and entry.event.url:  # the music of a queue has no address, and no end
        exchange.plant.calls[entry.call].heard(entry.event.number)
