"""Worker processes that send texts to an exchange on loopback, forked warm, and ended when it pleases whoever forked them."""

import base64
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ivr.call.turn import SendText
from ivr.menu.hours import LONDON
from ivr.phone.rest import Twilio
from ivr.store import Store, connect
from ivr.texts.numbers import Mobile
from ivr.texts.send import Patience, Worker, drain
from tests.phone.provider import ACCOUNT, TOKEN, ToLoopback
from tests.store.turns import turn

ROOT = Path(__file__).parent.parent.parent
PATIENCE = Patience(lease=timedelta(seconds=7))  # twice as long as the provider is waited for, and no longer than need be
_WAITED_S = 3.0
_REST_S = 0.05
_PAGE = 1000


@dataclass(frozen=True)
class Works:
    """A database and an exchange, and those who carry texts from the one to the other."""

    database: str
    exchange: str

    def start(self, *, on: bool = False) -> int:
        """The process of a worker that sends what is due, and with `on` looks again for ever."""
        child = os.fork()
        if child:
            return child
        try:
            self._work(on=on)
        finally:
            os._exit(0)

    def _work(self, *, on: bool) -> None:
        twilio = Twilio(ACCOUNT, TOKEN, "IASKent", ToLoopback(self.exchange, timeout=_WAITED_S))
        worker = Worker(connect(self.database).outbox, twilio, "http://127.0.0.1:9/{}".format, now, PATIENCE)
        drain(worker)
        while on:
            time.sleep(_REST_S)
            drain(worker)

    def had(self) -> Counter[tuple[str, str]]:
        """How many messages the exchange has had, by number and words."""
        found: Counter[tuple[str, str]] = Counter()
        path: str | None = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json?PageSize={_PAGE}"
        who = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        while path:
            with urllib.request.urlopen(urllib.request.Request(self.exchange + path, headers={"Authorization": f"Basic {who}"})) as answer:
                page = json.load(answer)
            found.update((message["to"], message["body"]) for message in page["messages"])
            path = page["next_page_uri"]
        return found


def now() -> datetime:
    return datetime.now(LONDON)


def promise(store: Store, name: str, count: int) -> Counter[tuple[str, str]]:
    """Promise so many texts, each two of them the same words to the same number in two calls; what is promised to whom."""
    wanted: Counter[tuple[str, str]] = Counter()
    for n in range(count):
        to, words = Mobile(f"+447700900{n // 2 % 1000:03}"), f"Tips, {name} {n // 2}."
        store.keep_turn(f"CA-{name}-{n}", "keys.1", now(), "keys", turn(SendText("tips", to, words)), None)
        wanted[to.e164, words] += 1
    return wanted


def end(worker: int) -> None:
    """End a worker at once, whatever it is at."""
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def until(told: Callable[[], bool], within_s: float, meanwhile: Callable[[], None]) -> None:
    """Do something again and again until it is so; give up where it never is."""
    last = time.monotonic() + within_s
    while not told():
        if time.monotonic() > last:
            sys.exit("The texts were not all sent in time.")
        meanwhile()


@contextmanager
def exchange(answers_after_s: float) -> Iterator[str]:
    """An exchange in a process of its own; its address."""
    command = [sys.executable, "-m", "tests.exchange.api", str(answers_after_s)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(timeout=20)
