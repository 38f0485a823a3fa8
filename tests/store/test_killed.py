"""A worker that is killed at any line: no text is lost by it, and none goes out twice. On both databases, over real HTTP."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.exchange.api import open_api
from tests.store.doomed import numbers

TEXTS = (("Five tips", 2), ("Six tips", 1))  # and how many of them each life promises


def test_a_worker_killed_at_any_line_loses_no_text_and_doubles_none(url: str) -> None:
    with open_api() as api:
        api.exchange.texts.refused |= {numbers(life)[2].e164: 21610 for life in range(500)}
        command = [sys.executable, "-m", "tests.store.doomed", url, api.url]
        done = subprocess.run(command, cwd=Path(__file__).parents[2], check=False, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        had = api.had()
    ends = [line.split() for line in done.stdout.splitlines()]
    assert [end for end in ends if end[1:] != ["sent", "sent", "sent", "refused"]] == []
    assert Counter(line.partition(":")[0] for line, *_ in ends).keys() == {"-", "send.py", "outbox.py", "rest.py"}
    assert len(ends) > 100
    wanted = Counter({(numbers(life)[0].e164, f"{words}, {life}."): n for life in range(len(ends)) for words, n in TEXTS})
    assert had == wanted
