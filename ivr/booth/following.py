"""Follows every call for the page: what the exchange tells, and beside it where the helpline says that the caller is.

One thread does it, in the order in which things happened, so that no call waits for it. Knows the journal's words; nothing of HTTP.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from queue import SimpleQueue
from threading import Thread

from ivr.booth.feed import Feed
from ivr.booth.installation import Installation
from ivr.booth.telling import put
from ivr.booth.wordbook import Wordbook
from ivr.exchange.call import Call
from ivr.exchange.events import Bridged, Entry, Played, Queued, Recorded, Replied, Requested, Texted
from ivr.exchange.exchange import Exchange
from ivr.menu.model import Guidance
from ivr.store import Kept, StoreError
from ivr.texts.written import written

_SENDS = ("SendText", "SendToKept")
_KEEPS = "KeepMessage"


@dataclass(slots=True)
class _Followed:
    """What is known of a call: the turns told already, the way it went, the texts it was promised, since when it waits, what it left.

    `adviser` says that it is an adviser's: it stays one, though the number be changed in it.
    """

    adviser: bool = False
    turns: set[str] = field(default_factory=set)
    steps: list[Mapping[str, object]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    waits_since: datetime | None = None
    left: Recorded | None = None


class Follower:
    """Tells the feed what happens in the exchange. `close` lets it tell what is left, and ends it."""

    def __init__(self, feed: Feed, exchange: Exchange, installation: Installation, wordbook: Wordbook) -> None:
        self._feed, self._exchange, self._installation, self._wordbook = feed, exchange, installation, wordbook
        self._entries: SimpleQueue[Entry | None] = SimpleQueue()
        self._calls: dict[str, _Followed] = {}
        self._texts: set[str] = set()
        self._thread = Thread(target=self._run, daemon=True)
        exchange.plant.listeners.append(self._entries.put)
        self._thread.start()

    def close(self) -> None:
        """Tell what is left, and end."""
        self._entries.put(None)
        self._thread.join()

    def _run(self) -> None:
        while entry := self._entries.get():
            try:
                self._follow(entry)
            except Exception as error:  # noqa: BLE001 - one thing that cannot be told keeps nothing else from being told
                problem = f"the page could not be told of something that happened ({type(error).__name__})"
                self._feed.tell("failed", call=entry.call, problem=problem)

    def _follow(self, entry: Entry) -> None:
        if isinstance(entry.event, Texted | Replied):
            self._texted(entry.event)
            return
        kind, facts = put(entry.event)
        if not entry.call:  # of texts, while their mobile is in no call
            self._feed.tell(kind, call="", **facts)
            return
        call = self._exchange.plant.calls[entry.call]
        followed = self._calls.get(call.sid) or self._met(call)
        if isinstance(entry.event, Played):
            facts = {**facts, "words": self._wordbook.of(entry.event.url, self._installation.menus)}
        self._feed.tell(kind, call=call.sid, **facts)
        match entry.event:
            case Requested():
                self._placed(call, followed)
            case Queued():
                followed.waits_since = entry.at
            case Recorded():
                followed.left = entry.event
            case Bridged(other) if followed.adviser:
                self._shown(call, self._exchange.plant.calls[other], entry.at)

    def _met(self, call: Call) -> _Followed:
        adviser = call.to == self._installation.menus.numbers.adviser
        self._feed.tell("ringing", call=call.sid, role="adviser" if adviser else "caller", **{"from": written(call.from_)})
        return self._calls.setdefault(call.sid, _Followed(adviser=adviser))

    def _placed(self, call: Call, followed: _Followed) -> None:
        for turn in self._new_turns(call.sid, followed):
            followed.texts += [text for kind, _, text in (effect.partition(":") for effect in turn.does) if kind in _SENDS]
            if followed.left and _KEEPS in turn.does:
                message = {"recording": followed.left.recording, "seconds": followed.left.seconds, "from": written(call.from_)}
                self._feed.tell("kept", call=call.sid, **message)
            node = self._installation.menus.nodes.get(turn.node)
            if node is None or followed.adviser:
                continue
            page = node.pages[turn.page].number if isinstance(node, Guidance) and turn.page < len(node.pages) else 0
            place: dict[str, object] = {"node": node.id, "page": page, "title": node.title}
            if not followed.steps or {**followed.steps[-1], "at": ""} != {**place, "at": ""}:
                followed.steps.append({**place, "at": turn.at.isoformat()})
            self._feed.tell("place", call=call.sid, **place, says=list(turn.says), outcome=turn.outcome)

    def _new_turns(self, call: str, followed: _Followed) -> Iterator[Kept]:
        try:
            turns = self._installation.store.journal(call)
        except StoreError:  # the call goes on without its journal, and so does the page
            return
        for turn in turns:
            if turn.step not in followed.turns:
                followed.turns.add(turn.step)
                yield turn

    def _shown(self, adviser: Call, caller: Call, at: datetime) -> None:
        followed = self._calls.setdefault(caller.sid, _Followed())
        waited_s = round((at - followed.waits_since).total_seconds()) if followed.waits_since else 0
        known = {"caller": caller.sid, "from": written(caller.from_), "waited_s": waited_s}
        self._feed.tell("path", call=adviser.sid, **known, steps=list(followed.steps), texts=list(followed.texts))

    def _texted(self, event: Texted | Replied) -> None:
        if event.message in self._texts:  # it is told to every call that the mobile is on
            return
        self._texts.add(event.message)
        message = next(one for one in self._exchange.texts.messages if one.sid == event.message)
        kind, facts = put(event)
        self._feed.tell(kind, **facts, to=_end(message.to), **{"from": _end(message.from_ or "")})


def _end(number: str) -> str:
    """Whom a text is from or to: a number as people write it, or the name that it comes from."""
    return written(number) if number.startswith("+") else number
