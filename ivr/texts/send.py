"""The worker that sends what was promised: each text once, and none lost.

Knows what each answer of a provider means for a text, and nothing of SQL or Twilio.
Messages cannot be created under a key of our own (contract 4.2), so a text is claimed, and the claim kept, before the provider is
asked. Where the answer never comes, or the worker dies with a text in hand, the text is in doubt: the provider is asked what it has
sent to that number since, and only a text that it does not have is sent again (contract 4.3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import assert_never
from zlib import crc32

from ivr.texts.outbox import Accepted, Job, KeptIn, Outbox, Outcome, Post, Refused, TryLater, Unknown
from ivr.texts.reasons import OPTED_OUT
from ivr.texts.states import TextState

_MOST_CLAIMS = 20
_LONGEST_PAUSE_S = 60
_SHORTEST_PAUSE_S = 5


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a worker may hold a text before it is in doubt, and how long after its first try a text is worth another.

    Half of `lease` must be longer than the provider is ever waited for: whoever has less of it left begins to send no more. `first` is how
    long after the promise a text is worth its first try, where no worker ran: later, it would come to whoever holds the phone by then,
    perhaps in the night, and an adviser rings instead. `looks` are when the provider is asked what became of a text whose last receipt has
    not come; after the last of them, nobody knows.
    """

    lease: timedelta = timedelta(minutes=2)
    deadline: timedelta = timedelta(minutes=15)
    first: timedelta = timedelta(hours=2)
    looks: tuple[timedelta, ...] = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))


@dataclass(frozen=True, slots=True)
class Worker:
    """All that sending needs.

    `receipts` makes the URL that hears what becomes of a text, from our id for it; `clock` gives aware datetimes in Europe/London. The
    words come with each text: a worker knows no menus, which may change while it runs.
    """

    outbox: Outbox
    post: Post
    receipts: Callable[[str], str]
    clock: Callable[[], datetime]
    patience: Patience = Patience()


def drain(worker: Worker, stopped: Callable[[], bool] = lambda: False) -> int:
    """Send what is due until nothing is, or `stopped` says so between two texts; how many were looked at.

    Errors of the outbox go through: no text is lost by them.
    """
    handled = 0
    while not stopped() and (job := _claim(worker)):
        _carry(worker, job)
        handled += 1
    return handled


def _now(worker: Worker) -> datetime:
    """The moment, so that what is counted from it is time that passes: London's clocks jump, two nights a year."""
    return worker.clock().astimezone(UTC)


def _claim(worker: Worker) -> Job | None:
    now = _now(worker)
    return worker.outbox.claim(now, now + worker.patience.lease)


def _carry(worker: Worker, job: Job) -> None:
    if job.was is TextState.SENT:
        _ask_after(worker, job)
        return
    if _settled_by_looking(worker, job) or _expired(worker, job):
        return
    if worker.outbox.opted_out(job.to.e164):
        worker.outbox.mark(job.id, TextState.REFUSED, _now(worker), code=OPTED_OUT)
    elif lasting := worker.outbox.unreachable(job.to.e164):
        worker.outbox.mark(job.id, TextState.FAILED, _now(worker), code=lasting)
    elif _now(worker) < job.until - worker.patience.lease / 2:  # one that was held up would still be sending when its claim is another's
        _settle(worker, job, worker.post.post(job.to, job.body, worker.receipts(job.id)))


def _settled_by_looking(worker: Worker, job: Job) -> bool:
    if job.was is TextState.QUEUED:
        return False
    sent = worker.post.found(job.to, job.body, job.tried_at)
    if isinstance(sent, Unknown):
        if job.was is TextState.UNKNOWN or _hopeless(worker, job):
            _doubt(worker, job, sent.code)
        return True  # one that was only claimed keeps its claim, and its right to a try
    # The same words to the same number may have been asked for in another call: that message is spoken for.
    ours = next((message for message in sent if not worker.outbox.knows(message.sid)), None)
    if ours:
        _keep(worker, job, ours)
    elif _hopeless(worker, job):
        worker.outbox.mark(job.id, TextState.UNKNOWN, _now(worker))
        return True
    return ours is not None


def _expired(worker: Worker, job: Job) -> bool:
    """Whether a text has waited too long, for its first try or for another: perhaps no worker ran.

    One that was only claimed, and that the provider does not have, may never have been tried: it waits for its first.
    """
    if job.was is TextState.UNKNOWN:  # it is given up by how long it is in doubt
        return False
    now = _now(worker)
    tried = job.was is TextState.QUEUED and job.tries > 1
    over = _late(now, worker, job) if tried else now - job.asked_at > worker.patience.first
    if over:
        worker.outbox.mark(job.id, TextState.EXPIRED, now)
    return over


def _settle(worker: Worker, job: Job, outcome: Outcome) -> None:
    now = _now(worker)
    match outcome:
        case Accepted() as taken:
            _keep(worker, job, taken)
        case TryLater(code) if _late(now + _pause(job), worker, job):
            worker.outbox.mark(job.id, TextState.EXPIRED, now, code=code)
        case TryLater():
            worker.outbox.put_back(job, now + _pause(job), now)
        case Unknown(code):
            _doubt(worker, job, code)
        case Refused(code) if code == OPTED_OUT:
            worker.outbox.opt_out(job.to.e164, now)
            worker.outbox.mark(job.id, TextState.REFUSED, now, code=code)
        case Refused(code):
            worker.outbox.mark(job.id, TextState.FAILED, now, code=code)
        case KeptIn():
            worker.outbox.mark(job.id, TextState.REFUSED, now)
        case _ as never:
            assert_never(never)


def _ask_after(worker: Worker, job: Job) -> None:
    """Ask what became of a text that the provider has: its receipts may be lost, and whoever asked for it may be waiting."""
    told = worker.post.became(job.sid) if job.sid else Unknown()
    _keep(worker, job, told if isinstance(told, Accepted) else Accepted(job.sid or ""))


def _keep(worker: Worker, job: Job, found: Accepted) -> None:
    """Keep what is known of a message, and when to ask after it unless that is the last word."""
    now, tried_at = _now(worker), job.tried_at.astimezone(UTC)
    due = next((tried_at + after for after in worker.patience.looks if tried_at + after > now), None)
    worker.outbox.mark(job.id, found.state, now, sid=found.sid or None, code=found.code, due=due)


def _doubt(worker: Worker, job: Job, code: int | None) -> None:
    """Leave a text in doubt, to be looked for once the provider has had time to show it; or for good, where that is hopeless."""
    now = _now(worker)
    due = None if _hopeless(worker, job) else now + worker.patience.lease
    worker.outbox.mark(job.id, TextState.UNKNOWN, now, code=code, due=due)


def _hopeless(worker: Worker, job: Job) -> bool:
    """Whether a text in doubt stays so: its time is over, or it seems to kill every worker. One that was only claimed gets its try."""
    return job.tries > _MOST_CLAIMS or (job.was is TextState.UNKNOWN and _late(_now(worker), worker, job))


def _late(at: datetime, worker: Worker, job: Job) -> bool:
    return at - job.tried_at > worker.patience.deadline


def _pause(job: Job) -> timedelta:
    """Longer after each try, and anywhere in the later half of it, so that texts that were turned away together come back apart.

    Where in it is thrown anew for each try. The dice are our own id of the text, which is random: what decides asks nothing of chance.
    """
    longest = min(_LONGEST_PAUSE_S, _SHORTEST_PAUSE_S * 2 ** (job.tries - 1))
    thrown = crc32(f"{job.id} {job.tries}".encode()) / 2**32
    return timedelta(seconds=longest * (0.5 + thrown / 2))
