"""The README's first command, typed in a fresh copy by a stranger with nothing but Python and pip, and the helpline rung there.

What pip fetches is fetched once and kept, as `tests/npm.py` keeps what npm fetches, so that only the first run needs a network. The
command itself never has one.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import npm
from tests.browser.booth import ROOT, Booth

# The four things that a newcomer is to see, as they are seen everywhere else.
from tests.browser.test_adviser import test_a_caller_in_the_queue_is_answered_and_their_path_is_shown
from tests.browser.test_messages import test_a_message_spoken_into_the_microphone_is_heard_back
from tests.browser.test_texts import (
    test_a_text_that_was_asked_for_arrives_and_its_link_opens,
    test_a_withheld_caller_types_a_mobile_number_and_the_text_names_it,
)

__all__ = [
    "test_a_caller_in_the_queue_is_answered_and_their_path_is_shown",
    "test_a_message_spoken_into_the_microphone_is_heard_back",
    "test_a_text_that_was_asked_for_arrives_and_its_link_opens",
    "test_a_withheld_caller_types_a_mobile_number_and_the_text_names_it",
]

COMMAND = next(line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("python3 -m venv"))
NEEDED = ["hatchling", "editables"]  # what builds the package, and what leads to it where it stands


@pytest.fixture(scope="module")
def booth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booth]:
    """What the command starts; a free port is the only thing added to it."""
    place = tmp_path_factory.mktemp("stranger")
    clone, home = place / "helpline", place / "home"
    ignored = [line.strip().rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()]
    shutil.copytree(ROOT, clone, ignore=shutil.ignore_patterns(".git", *filter(None, ignored)))
    home.mkdir()
    bare = {"PATH": f"{Path(sys.base_prefix) / 'bin'}:{os.environ['PATH']}", "HOME": str(home)}
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(_wheels()), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    process = subprocess.Popen(
        ["bash", "-c", f"{COMMAND} --port 0"], cwd=clone, env={**bare, **offline}, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("Ring it here: http://127.0.0.1:"), line
        yield Booth(line.split()[-1], process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
        process.stdout.close()


def test_it_is_the_command_that_rings_the_helpline() -> None:
    assert COMMAND.endswith("ivr phone")


def _wheels() -> Path:
    """A folder with all that the command installs; fetched once for every set of versions."""
    constraints = ROOT / ".ci" / "constraints.txt"
    read = (ROOT / "pyproject.toml").read_bytes() + constraints.read_bytes()
    kept = npm.place() / f"wheels-{hashlib.sha256(read + sys.version.encode()).hexdigest()[:16]}"
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=kept.parent) as begun:
            command = [sys.executable, "-m", "pip", "wheel", "-q", "-w", f"{begun}/wheels", "-c", str(constraints), str(ROOT), *NEEDED]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"The first run fetches what the README's command installs: {done.stderr}"
            shutil.copytree(f"{begun}/wheels", kept, dirs_exist_ok=True)
    return kept
