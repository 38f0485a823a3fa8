"""Queues of callers: who waits where, for how long, and who is next.

Knows what Twilio tells a caller of the queue (contract 3.30) and its limits (contract 3.36); nothing of what is played to those who wait.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ivr.exchange.call import Call
from ivr.exchange.clock import Clock, elapsed_s

MOST: Final = 1000  # in a queue nobody has set otherwise (contract 3.36)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a queue tells of a caller's wait in place of the truth. `place` 0 tells nothing at all."""

    place: int
    waited_s: int


@dataclass(eq=False, slots=True)
class Member:
    """A call in a queue, and since when."""

    call: Call
    since: datetime


@dataclass(eq=False, slots=True)
class Queue:
    """One queue.

    For trying things out, `ahead` callers stand before everyone who is really there, `says` replaces what is told to the call of an id,
    for the calls of `full_for` there is no room, and a call in `meant` takes nobody but the call of the id beside it. Each of `takers`
    waits for a caller, and takes one who comes.
    """

    name: str
    clock: Clock
    sid: str = field(default_factory=lambda: "QU" + secrets.token_hex(16))
    max_size: int = MOST
    members: list[Member] = field(default_factory=list)
    ahead: int = 0
    says: dict[str, Standing] = field(default_factory=dict)
    full_for: set[str] = field(default_factory=set)
    meant: dict[str, str] = field(default_factory=dict)
    takers: list[Callable[[], None]] = field(default_factory=list)
    made: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.made = self.clock.now()

    def join(self, call: Call) -> Member | None:
        """Stand at the end, and be taken at once if somebody waits for a caller; None if the queue is full."""
        with self.clock.lock:
            if self.size >= self.max_size or call.sid in self.full_for:
                return None
            member = Member(call, self.clock.now())
            self.members.append(member)
            for take in tuple(self.takers):
                take()
            self.clock.changed()
            return member

    def leave(self, member: Member) -> None:
        """Stand there no more; a member who was taken already is gone."""
        with self.clock.lock:
            if member in self.members:
                self.members.remove(member)

    def head(self, taker: Call) -> Member | None:
        """Whom this call would take: the first in the queue, but for who is meant."""
        with self.clock.lock:
            return next((member for member in self.members if self.meant.get(taker.sid, member.call.sid) == member.call.sid), None)

    def take(self, taker: Call) -> Member | None:
        """The head of the queue, taken out of it."""
        with self.clock.lock:
            member = self.head(taker)
            if member:
                self.members.remove(member)
            return member

    @property
    def size(self) -> int:
        """How many stand there."""
        return self.ahead + len(self.members)

    @property
    def average_s(self) -> int:
        """How long those who are there now have waited, on average."""
        waits = [self.waited_s(member) for member in self.members]
        return round(sum(waits) / len(waits)) if waits else 0

    def place(self, member: Member) -> int:
        """Where a member stands, from 1; 0 for one who was taken."""
        with self.clock.lock:
            return self.ahead + self.members.index(member) + 1 if member in self.members else 0

    def waited_s(self, member: Member) -> int:
        """For how long a member has stood there."""
        return round(elapsed_s(member.since, self.clock.now()))

    def told(self, member: Member) -> Mapping[str, str]:
        """The fields of a request for what is played while waiting (contract 3.30)."""
        says = self.says.get(member.call.sid) or Standing(self.place(member), self.waited_s(member))
        standing = {"QueuePosition": str(says.place)} if says.place else {}
        sizes = {"AvgQueueTime": self.average_s, "CurrentQueueSize": max(self.size, says.place), "MaxQueueSize": self.max_size}
        return {"QueueSid": self.sid, "QueueTime": str(says.waited_s), **standing, **{name: str(size) for name, size in sizes.items()}}

    def waited_told_s(self, member: Member) -> int:
        """How long the wait was, as the queue tells it when it ends."""
        says = self.says.get(member.call.sid)
        return says.waited_s if says else self.waited_s(member)


@dataclass(eq=False, slots=True)
class Queues:
    """The queues of an account, by name: made when first named (contract 3.28)."""

    clock: Clock
    by_name: dict[str, Queue] = field(default_factory=dict)

    def open(self, name: str) -> Queue:
        """The queue of this name, made if there is none."""
        with self.clock.lock:
            if name not in self.by_name:
                self.by_name[name] = Queue(name, self.clock)
            return self.by_name[name]

    def find(self, key: str) -> Queue | None:
        """The queue of this name or id, if there is one."""
        with self.clock.lock:
            return next((queue for queue in self.by_name.values() if key in (queue.name, queue.sid)), None)
