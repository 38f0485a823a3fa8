"""What callers left, as sound, and the door it is fetched at.

Knows WAV and that the door is on this machine only.
"""

import io
import secrets
import threading
import wave
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ivr.exchange import voice


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that is kept. `wav` is a WAV file: 8 kHz, mono, 16 bits."""

    sid: str
    call: str
    seconds: int
    wav: bytes = field(repr=False)


def wav(samples: bytes) -> bytes:
    """These samples as a WAV file (8 kHz, mono, 16-bit little-endian, as `ivr.exchange.voice` has them)."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(voice.SAMPLE)
        file.setframerate(voice.RATE)
        file.writeframes(samples)
    return held.getvalue()


def length_s(sound: bytes) -> float | None:
    """How long a WAV file plays; None for what is none."""
    try:
        with wave.open(io.BytesIO(sound)) as file:
            return float(file.getnframes() / file.getframerate())
    except (wave.Error, EOFError, ZeroDivisionError):
        return None


def new() -> str:
    """The id of a recording that is about to be made."""
    return "RE" + secrets.token_hex(16)


class Recordings:
    """The recordings of an account, fetched below `url` from this machine. The door opens when it is first asked for."""

    def __init__(self, account: str) -> None:
        self._path = f"/2010-04-01/Accounts/{account}/Recordings/"
        self._kept: dict[str, Sound] = {}
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where they are fetched: the address of one is this and its id (contract 3.25)."""
        return self.origin + self._path

    @property
    def origin(self) -> str:
        """What stands there in place of `https://api.twilio.com`."""
        with self._lock:
            if self._server is None:
                self._server = self._opened()
            return f"http://127.0.0.1:{self._server.server_port}"

    def keep(self, sid: str, call: str, samples: bytes) -> Sound:
        """Keep a recording of a call under an id (see `new`); its length, in whole seconds, is that of the samples."""
        sound = Sound(sid, call, round(voice.length_s(samples)), wav(samples))
        self._kept[sid] = sound
        return sound

    def get(self, sid: str) -> Sound | None:
        """The recording of this id, if there is one."""
        return self._kept.get(sid)

    def find(self, path: str) -> Sound | None:
        """The recording at this path, whatever kind of file was asked for."""
        if not path.startswith(self._path):
            return None
        return self.get(path.removeprefix(self._path).removesuffix(".wav").removesuffix(".mp3").removesuffix(".json"))

    def of(self, call: str) -> tuple[Sound, ...]:
        """The recordings of a call, oldest first."""
        return tuple(sound for sound in self._kept.values() if sound.call == call)

    def close(self) -> None:
        """Shut the door."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    def _opened(self) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Door", (_Door,), {"recordings": self}))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return server


class _Door(BaseHTTPRequestHandler):
    recordings: Recordings

    def do_GET(self) -> None:
        """Hand a recording over."""
        sound = self.recordings.find(self.path.partition("?")[0])
        self.send_response(200 if sound else 404)
        self.send_header("Content-Type", "audio/x-wav" if sound else "text/plain")
        self.send_header("Content-Length", str(len(sound.wav) if sound else 0))
        self.end_headers()
        if sound:
            self.wfile.write(sound.wav)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the ids of recordings are nobody's business."""
