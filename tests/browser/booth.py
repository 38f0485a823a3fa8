"""The web phone as it is started: `ivr phone` in a process of its own, on a free port."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPEN = "2026-11-24 11:00"  # a Tuesday


@dataclass(frozen=True)
class Booth:
    """A web phone that runs at `url`."""

    url: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@contextmanager
def started(
    menus: Path = ROOT / "menus", at: str = OPEN, audio: Path = ROOT / "tests", port: str = "0", data: Path | None = None
) -> Iterator[Booth]:
    command = [sys.executable, "-m", "ivr", "phone", "--port", port, "--no-open", "--at", at, "--menus", str(menus)]
    command += ["--data", str(data)] if data else []
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "IVR_AUDIO": str(audio)}, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Ring it here: http://127.0.0.1:"), line
    booth = Booth(line.split()[-1], process)
    try:
        yield booth
    finally:
        booth.stop()
        process.stdout.close()
