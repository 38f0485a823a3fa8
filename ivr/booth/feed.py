"""All that happens, in order, for whoever watches: told once, kept, and told again to a page that comes later.

Knows numbers and JSON; nothing of what is told.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import Condition


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened, as JSON. `id` counts from 1."""

    id: int
    told: str


class Feed:
    """The news so far. `clock` says when each was told by the helpline's time, which may be set; `real` by the time that passes."""

    def __init__(self, clock: Callable[[], datetime], real: Callable[[], datetime]) -> None:
        self._clock, self._real = clock, real
        self._news: list[News] = []
        self._more = Condition()
        self._closed = False

    def tell(self, kind: str, **facts: object) -> None:
        """Tell something. `facts` are what JSON knows."""
        with self._more:
            moments = {"at": self._clock().isoformat(), "passed": self._real().isoformat()}
            told = json.dumps({"kind": kind, **moments, **facts})
            self._news.append(News(len(self._news) + 1, told))
            self._more.notify_all()

    def after(self, id: int) -> list[News]:
        """What was told after the news of this id."""
        with self._more:
            return self._news[max(id, 0) :]

    def follow(self, id: int, patience_s: float) -> Iterator[list[News]]:
        """What is told from then on, as it comes; nothing, again and again, while nothing comes for so long. Ends when closed."""
        while not self._closed:
            news = self._next(id, patience_s)
            id += len(news)
            yield news

    def _next(self, id: int, patience_s: float) -> list[News]:
        with self._more:
            self._more.wait_for(lambda: self._closed or len(self._news) > id, patience_s)
            return self._news[id:]

    def close(self) -> None:
        """Tell no more: whoever follows is let go."""
        with self._more:
            self._closed = True
            self._more.notify_all()
