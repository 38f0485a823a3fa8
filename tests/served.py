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

from tests.phone.provider import Provider
from tests.web.line import PUBLIC, TOKEN, fetch

ROOT = Path(__file__).parent.parent
WORK = """
import os, sys
from ivr import app, config
from ivr.phone.rest import Twilio
from tests.phone.provider import ToLoopback
settings = config.read(os.environ)
patient = ToLoopback(sys.argv[1], timeout=20)  # a slow machine is no lost answer
app.work(settings, once=True, post=Twilio(settings.account_sid, settings.auth_token, settings.sms_from, patient))
"""


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
    environ: dict[str, str]

    @property
    def database(self) -> str:
        return self.environ.get("DATABASE_URL", f"sqlite:///{self.folder / 'data' / 'ivr.db'}")

    @property
    def menus(self) -> Path:
        return self.folder / "menus"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def hang_up(self) -> None:
        self.process.send_signal(signal.SIGHUP)


def until(told: Callable[[], bool], within_s: float = 30) -> None:
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


def environ(folder: Path, **settings: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "IVR_PUBLIC_URL": PUBLIC,
        "IVR_SMS_FROM": "IASKent",
        "IVR_DATA": str(folder / "data"),
        "IVR_MENUS": str(folder / "menus"),
        "IVR_AUDIO": str(folder / "audio"),
        **settings,
    }


def start(folder: Path, port: int, **settings: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ivr", "serve", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, env=environ(folder, **settings), cwd=ROOT, stdout=log, stderr=log)


def worked(server: Server, provider: Provider) -> None:
    """Send the texts that wait, as `ivr work --once` does, with a provider on loopback in Twilio's place."""
    work_once(server.environ, provider)


def work_once(settings: dict[str, str], provider: Provider) -> str:
    """The same with these settings and no server; what it wrote into its log."""
    command = [sys.executable, "-c", WORK, provider.url]
    done = subprocess.run(command, env=settings, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "7700" not in done.stdout + done.stderr
    return done.stderr


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    """The server, with the menus that are in the folder, or else the real ones."""
    if not (folder / "menus").exists():
        shutil.copytree(ROOT / "menus", folder / "menus")
    port = free_port()
    process = start(folder, port, **settings)
    try:
        until(lambda: up(port) or process.poll() is not None)
        assert process.poll() is None, (folder / "log").read_text()
        yield Server(port, process, folder, environ(folder, **settings))
    finally:
        process.terminate()
        process.wait(timeout=20)
