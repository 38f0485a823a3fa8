"""A worker that is killed at every line of a text's life, one line after another: `python -m tests.store.doomed DATABASE_URL EXCHANGE_URL`.

For each death four texts are promised: two of the same words to the same number in two calls, the second of which is taken without an
answer; one that is turned away at first; one for a number that has said STOP. A worker is forked from this process, warm, and kills
itself (SIGKILL) at a line within the outbox, the sending or the way to Twilio: at each that such a life comes to, the first time and
the last. In the end a fresh worker does what all of them left. Each life is so long before the one before it that no worker meets
another's texts. Prints each death and what became of its texts.
"""

import os
import signal
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from requests.exceptions import ReadTimeout
from twilio.http.response import Response

from ivr.call.turn import SendText
from ivr.menu.hours import LONDON
from ivr.phone import rest
from ivr.phone.rest import Twilio
from ivr.store import Store, connect, outbox
from ivr.texts import send
from ivr.texts.numbers import Mobile
from ivr.texts.send import Patience, Worker, drain
from tests.phone.provider import ACCOUNT, TOKEN, ToLoopback
from tests.store.turns import turn

WATCHED = frozenset(str(module.__file__) for module in (send, outbox, rest))
CALLS = ("first", "second", "busy", "stopped")
APART = timedelta(minutes=10)
USUAL = Patience()
PATIENT = Patience(deadline=timedelta(days=60), first=timedelta(days=60))  # the lives are days ago when the fresh worker comes
LATER = (0, 3, 6)  # minutes


def numbers(life: int) -> tuple[Mobile, Mobile, Mobile]:
    """The number of the twins, of the text that is turned away, and the one that has said STOP."""
    twin, stopped = Mobile(f"+447700900{life:03}"), Mobile(f"+447700900{500 + life:03}")
    return twin, twin, stopped


class Rough(ToLoopback):
    """A way to Twilio on which the second twin's answer is lost and the third text is turned away, once each."""

    def __init__(self, url: str) -> None:
        super().__init__(url, timeout=20)
        self.posted = 0

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """Ask, unless it is the third; and hear the answer, unless it is the second."""
        self.posted += method == "POST"
        if method == "POST" and self.posted == 3:
            return Response(429, '{"code": 20429, "message": "Too many requests", "status": 429}')
        answer = super().request(method, url, *args, **kwargs)
        if method == "POST" and self.posted == 2:
            raise ReadTimeout
        return answer


@dataclass
class Fate:
    """Writes down every line of the watched files that is come to; kills this process at the last that it may come to."""

    last: int | None = None
    lines: list[str] = field(default_factory=list)
    watched: dict[CodeType, bool] = field(default_factory=dict)

    def call(self, frame: FrameType, _event: str, _arg: object) -> Any:  # Any: what Python takes for a trace
        """Watch the lines of this frame, if it is one of ours."""
        code = frame.f_code
        if code not in self.watched:
            self.watched[code] = code.co_filename in WATCHED
        return self.line if self.watched[code] else None

    def line(self, frame: FrameType, event: str, _arg: object) -> Any:
        """Note a line, and end here if it is the last."""
        if event == "line":
            if len(self.lines) == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.lines.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
        return self.line


def promise(store: Store, life: int, at: datetime) -> None:
    """Promise the four texts of a life."""
    twin, busy, stopped = numbers(life)
    for n, (call, to) in enumerate(zip(CALLS, (twin, twin, busy, stopped), strict=True)):
        words = f"{'Six' if call == 'busy' else 'Five'} tips, {life}."
        does = turn(SendText("tips", to, words))
        store.keep_turn(f"{call}.{life}", "keys.1", at + timedelta(milliseconds=n), "keys", does, None)


def work(store: Store, twilio: Twilio, started: datetime, *minutes: int, patience: Patience = USUAL) -> None:
    """Send what is due at each of these moments."""
    for later in minutes:
        clock = partial(started.__add__, timedelta(minutes=later))
        drain(Worker(store.outbox, twilio, "http://127.0.0.1:9/{}".format, clock, patience))


def lived(store: Store, exchange: str, started: datetime, last: int | None) -> list[str]:
    """Let a worker live through it all, or up to this line, in a process of its own; the lines it came to, if it told."""
    store.close()  # nothing of the database is open in both
    hears, tells = os.pipe()
    child = os.fork()
    if not child:
        fate = Fate(last)
        sys.settrace(fate.call)
        work(store, Twilio(ACCOUNT, TOKEN, "IASKent", Rough(exchange)), started, 1, 4)
        sys.settrace(None)
        with os.fdopen(tells, "w") as told:
            told.write(" ".join(fate.lines))
        os._exit(0)
    os.close(tells)
    with os.fdopen(hears) as heard:
        lines = heard.read().split()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status != (0 if last is None else -signal.SIGKILL):
        sys.exit(f"The worker that was to die at line {last} ended otherwise: {status}.")
    return lines


def deaths(lines: list[str]) -> list[int]:
    """The first and the last time that each line is come to."""
    first = {line: n for n, line in reversed(list(enumerate(lines)))}
    last = {line: n for n, line in enumerate(lines)}
    return sorted({*first.values(), *last.values()})


def main(database: str, exchange: str) -> None:
    """Kill a worker at every line, and let a fresh one do the rest."""
    store, now = connect(database), datetime.now(LONDON)
    promise(store, 0, now - APART)
    lines = lived(store, exchange, now - APART, None)
    killed = dict(enumerate(deaths(lines), 1))
    for life, line in killed.items():
        started = now - APART * (life + 1)
        promise(store, life, started)
        lived(store, exchange, started, line)
    work(store, Twilio(ACCOUNT, TOKEN, "IASKent", ToLoopback(exchange, timeout=20)), now, *LATER, patience=PATIENT)
    found = {text.call: text.state.value for text in store.texts()}
    for life in range(len(killed) + 1):
        died = lines[killed[life]] if life else "-"
        sys.stdout.write(f"{died} {' '.join(found[f'{call}.{life}'] for call in CALLS)}\n")
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
