"""What one full turn costs beside a bare Flask view, on the same server in the same run: `python -m tests.bench.turns`.

A turn is everything a caller waits for: the signature, the decision, the journal and the TwiML. The bare view returns constant
TwiML. Both are served by one worker of the production server; blocks of requests alternate, so that whatever else the machine does
falls on both. CPU is what the worker process used (user and system), read before and after each block. Prints figures, asserts no
time; its last line is `ratio N.NN`.
"""

import http.client
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

import psutil
from twilio.request_validator import RequestValidator

from ivr.call.engine import decide
from ivr.call.heard import Pressed
from ivr.call.turn import Place
from ivr.menu.hours import LONDON
from ivr.menu.load import load
from ivr.menu.model import Choice, Helpline, Menu
from ivr.texts.numbers import Mobile
from tests.bench.parts import parts
from tests.bench.serving import PUBLIC, ROOT, TOKEN, served

BLOCKS = 10
REQUESTS = 300  # in a block
WARM_UP = 200
TURNS_A_CALL = 6
DECISIONS = 500  # in a block
DECIDED = 20  # blocks, of which the quickest counts: the rest is the machine's own business
FORM = {"AccountSid": "AC" + "0" * 32, "To": "+443000413000", "CallStatus": "in-progress", "Digits": "1"}
QUERY = "/voice/keys?node=main&told=closed&step=1"


@dataclass
class Measured:
    """The figures of one view: CPU seconds in all, requests in all, and how long each took, in seconds."""

    cpu_s: float = 0.0
    requests: int = 0
    took_s: list[float] = field(default_factory=list)

    @property
    def cpu_us(self) -> float:
        """CPU for one request, in microseconds."""
        return self.cpu_s / self.requests * 1e6

    def percentile_ms(self, percent: int) -> float:
        """How long the request at this percentile took, in milliseconds."""
        return statistics.quantiles(self.took_s, n=100)[percent - 1] * 1e3


def turns() -> Iterator[tuple[str, bytes, dict[str, str]]]:
    """Signed turns, each of a call of its own, so that each writes its row; a caller's few turns come one after another."""
    validator = RequestValidator(TOKEN)
    number = 0
    while True:
        number += 1
        caller = f"+447700900{number // TURNS_A_CALL % 1000:03}"
        form = {**FORM, "CallSid": f"CA{number:032x}", "From": caller}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers["X-Twilio-Signature"] = validator.compute_signature(PUBLIC + QUERY, form)
        yield QUERY, urlencode(form).encode(), headers


def bares() -> Iterator[tuple[str, bytes, dict[str, str]]]:
    """The same requests at the bare view."""
    for _, body, headers in turns():
        yield "/bare", body, headers


def block(port: int, worker: psutil.Process, requests: Iterator[tuple[str, bytes, dict[str, str]]], count: int, into: Measured) -> None:
    """Send so many requests one after another over one connection, and add what they cost."""
    ready = [next(requests) for _ in range(count)]
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    before = _cpu_s(worker)
    for path, body, headers in ready:
        began = time.perf_counter()
        line.request("POST", path, body, headers)
        answer = line.getresponse()
        document = answer.read()
        into.took_s.append(time.perf_counter() - began)
        if answer.status != 200 or b"<Response>" not in document:
            sys.exit(f"{path} answered {answer.status}: nothing was measured.")
    into.cpu_s += _cpu_s(worker) - before
    into.requests += count
    line.close()


def _cpu_s(worker: psutil.Process) -> float:
    # The scheduler's own count, in nanoseconds: finer than the ticks of the usual figures.
    schedule = Path(f"/proc/{worker.pid}/task")
    return sum(int((task / "schedstat").read_text().split()[0]) for task in schedule.iterdir()) / 1e9


def decided() -> tuple[float, float]:
    """Seconds for one decision on our menus and on the same menus among 10,000 nodes, tried in turn."""
    ours = load(ROOT / "menus").spoken()
    large = among(ours, 10_000)
    took: dict[int, list[float]] = {0: [], 1: []}
    for _ in range(DECIDED):
        for which, helpline in enumerate((ours, large)):
            took[which].append(_once(helpline))
    return min(took[0]), min(took[1])


def among(helpline: Helpline, count: int) -> Helpline:
    """The helpline with as many menus more as make `count` nodes."""
    choice = Choice(key="1", lead="For more", go=helpline.start)
    more = {f"extra_{n}": Menu(id=f"extra_{n}", title="Extra", choices=(choice,)) for n in range(count - len(helpline.nodes))}
    return replace(helpline, nodes={**helpline.nodes, **more})


def _once(helpline: Helpline) -> float:
    place, key, now = Place(node=helpline.start, step=3), Pressed("1", Mobile("+447700900123")), datetime(2026, 11, 24, 11, tzinfo=LONDON)
    began = time.process_time_ns()
    for _ in range(DECISIONS):
        decide(helpline, place, key, now)
    return (time.process_time_ns() - began) / DECISIONS / 1e9


def main() -> None:
    """Measure and print."""
    views = {"bare": (bares(), Measured()), "turn": (turns(), Measured())}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (port, worker):
        for requests, _ in views.values():
            block(port, worker, requests, WARM_UP, Measured())
        for _ in range(BLOCKS):
            for requests, measured in views.values():
                block(port, worker, requests, REQUESTS, measured)
    for name, (_, measured) in views.items():
        p50, p99 = measured.percentile_ms(50), measured.percentile_ms(99)
        print(f"{name}: {measured.cpu_us:.0f} us CPU a request; p50 {p50:.2f} ms, p99 {p99:.2f} ms over HTTP, {measured.requests} requests")
    small, large = decided()
    print(f"decide: {small * 1e6:.1f} us on our menus, {large * 1e6:.1f} us on 10,000 nodes: {large / small:.2f} times")
    for name, cost_s in parts().items():
        print(f"of a turn, {name}: {cost_s * 1e6:.0f} us CPU")
    print(f"cores: {os.cpu_count()}")
    print(f"ratio {views['turn'][1].cpu_us / views['bare'][1].cpu_us:.2f}")


if __name__ == "__main__":
    main()
