"""The server in a process of its own, as it is run: real menus in a folder that a test may edit, real signals."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.line import PUBLIC, TOKEN, fetch

ROOT = Path(__file__).parent.parent
RUN = "import os; from ivr import app, config; app.serve(config.read(os.environ), port={port})"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass
class Server:
    """A server that runs, and what it has written."""

    port: int
    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def menus(self) -> Path:
        return self.folder / "menus"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def hang_up(self) -> None:
        self.process.send_signal(signal.SIGHUP)


def until(told: Callable[[], bool], within_s: float = 15) -> None:
    """Wait for what must come; fail if it does not."""
    end = time.monotonic() + within_s
    while not told():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def up(port: int) -> bool:
    try:
        return fetch(port, "GET", "/healthz").status == 200
    except OSError:
        return False


def environ(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "IVR_PUBLIC_URL": PUBLIC,
        "IVR_SMS_FROM": "IASKent",
        "IVR_DATA": str(folder / "data"),
        "IVR_MENUS": str(folder / "menus"),
        "IVR_AUDIO": str(folder / "audio"),
    }


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    with (folder / "log").open("wb") as log:
        return subprocess.Popen([sys.executable, "-c", RUN.format(port=port)], env=environ(folder), cwd=ROOT, stdout=log, stderr=log)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    shutil.copytree(ROOT / "menus", folder / "menus", dirs_exist_ok=True)
    port = free_port()
    process = start(folder, port)
    try:
        until(lambda: up(port) or process.poll() is not None)
        assert process.poll() is None, (folder / "log").read_text()
        yield Server(port, process, folder)
    finally:
        process.terminate()
        process.wait(timeout=20)
