"""The production server with one worker, and a bare Flask view beside the helpline in it. `python -m tests.bench.serving FOLDER PORT`."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from flask import Flask, Response

from ivr.app import Server
from ivr.config import Settings, read

PUBLIC = "https://helpline.example.org"
TOKEN = "a-token-for-trying-0123456789"
ROOT = Path(__file__).parent.parent.parent
_DOCUMENT = '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Hello.</Say><Redirect method="POST">/voice</Redirect></Response>'


class Beside(Server):
    """The helpline's own server, with the bare view at `/bare` of the same workers."""

    def load(self) -> Callable[..., Any]:  # type: ignore[override]  # two applications in one
        helpline, plain = super().load(), bare()

        def both(environ: dict[str, Any], start_response: Any) -> Any:
            return (plain if environ["PATH_INFO"] == "/bare" else helpline)(environ, start_response)

        return both


def bare() -> Flask:
    """The other side of the comparison: Flask, and nothing else."""
    app = Flask("bare")

    @app.post("/bare")
    def view() -> Response:
        return Response(_DOCUMENT, mimetype="text/xml")

    return app


def settings(folder: Path) -> Settings:
    """Settings of a helpline that lives in this folder and texts nobody."""
    told = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": TOKEN, "IVR_PUBLIC_URL": PUBLIC, "IVR_SMS_FROM": "IASK"}
    return read({**told, "IVR_DATA": str(folder), "IVR_MENUS": str(ROOT / "menus"), "IVR_AUDIO": str(ROOT / "audio")})


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    """Run the server on a free port of this machine; gives the port and the worker. Stopped at the end."""
    port = _free_port()
    command = [sys.executable, "-m", "tests.bench.serving", str(folder), str(port)]
    with (folder / "server.log").open("wb") as log, subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log) as server:
        try:
            _await(port, server)
            (worker,) = psutil.Process(server.pid).children()
            yield port, worker
        finally:
            server.terminate()


def _await(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit("The server did not start.")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    os.environ.pop("TWILIO_AUTH_TOKEN", None)
    Beside(settings(Path(sys.argv[1])), f"127.0.0.1:{sys.argv[2]}", workers=1).run()
