"""The README's first command, typed in a fresh copy by a stranger with nothing but Python and pip, and the helpline rung there.

What pip would fetch is fetched beforehand, once, at the versions that `.ci/constraints.txt` pins, and kept (`tests.kept`). So only the
first run needs a network, and the command itself never has one.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.booth import ROOT, Booth

# The four things that a newcomer is to see, as they are seen everywhere else.
from tests.browser.test_adviser import test_a_caller_in_the_queue_is_answered_and_their_path_is_shown
from tests.browser.test_messages import test_a_message_spoken_into_the_microphone_is_heard_back
from tests.browser.test_texts import (
    test_a_text_that_was_asked_for_arrives_and_its_link_opens,
    test_a_withheld_caller_types_a_mobile_number_and_the_text_names_it,
)
from tests.kept import kept

__all__ = [
    "test_a_caller_in_the_queue_is_answered_and_their_path_is_shown",
    "test_a_message_spoken_into_the_microphone_is_heard_back",
    "test_a_text_that_was_asked_for_arrives_and_its_link_opens",
    "test_a_withheld_caller_types_a_mobile_number_and_the_text_names_it",
]

COMMAND = next(line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("python3 -m venv"))
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
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
    command = ["bash", "-c", f"{COMMAND} --port 0"]
    process = subprocess.Popen(command, cwd=clone, env=bare | offline, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("Ring it here: http://127.0.0.1:"), line
        yield Booth(line.split()[-1], process)
    finally:
        _end(process)


def test_it_is_the_command_that_rings_the_helpline() -> None:
    assert COMMAND.endswith("ivr phone")


def _end(process: subprocess.Popen[str]) -> None:
    """End the command and whatever it has started; all of it is one group."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.communicate(timeout=20)  # until the last of them has let go of what it writes to
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def _wheels() -> Path:
    """A folder with all that the command installs, and what that is built with."""
    read = (ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()
    found = kept(f"wheels-{hashlib.sha256(read + sys.version.encode()).hexdigest()[:16]}", _fetch)
    if isinstance(found, str):
        pytest.fail(f"pip could not fetch what the README's command installs; the first run needs its registry: {found}", pytrace=False)
    return found


def _fetch(begun: Path) -> str:
    command = [sys.executable, "-m", "pip", "wheel", "-q", "-w", str(begun), "-c", str(CONSTRAINTS), str(ROOT), *NEEDED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for own in begun.glob("iask_helpline-*"):  # that is to come from the copy
        own.unlink()
    return "" if done.returncode == 0 else done.stderr or f"pip ended with {done.returncode}"
