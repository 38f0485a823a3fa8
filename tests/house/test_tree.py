"""What stands at the top of the project: only what has a reason to."""

import fnmatch
import shutil
import subprocess

from tests.house.source import ROOT

ALLOWED = {".ci", ".gitignore", "README.md", "audio", "ivr", "menus", "pyproject.toml", "tests"}


def kept() -> set[str]:
    """What is kept in git, or where there is no git, whatever `.gitignore` does not name."""
    if (ROOT / ".git").exists() and (git := shutil.which("git")):
        listed = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
        return {path.partition("/")[0] for path in listed}
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()] + [".git"]
    return {path.name for path in ROOT.iterdir() if not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)}


def test_nothing_stands_at_the_top_without_a_reason() -> None:
    assert kept() <= ALLOWED


def test_what_git_ignores_is_never_kept() -> None:
    assert not kept() & {".venv", "data", "build", "dist", ".hypothesis"}
