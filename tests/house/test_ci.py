"""A test run is the same tomorrow: every version is pinned, from no place in particular."""

import json
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT

PINS = [line for line in (ROOT / ".ci" / "constraints.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]

PACKAGES = ROOT / "tests" / "packages"
HOSTS = re.compile(r"registry\.\w+\.\w+|npmjs\.|pypi\.org|pythonhosted\.|index[-]url|^registry\s*=", re.MULTILINE)
UNREAD = {
    ".git",
    ".venv",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    ".pytest_cache",
    "data",
    "build",
    "dist",
}


def plain(name: str) -> str:
    """A package's name as packages are compared: `types-PyYAML` is `types_pyyaml`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for() -> Iterator[str]:
    """Every package that the project names, to run, to test or to be built."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    lists = [project["build-system"]["requires"], project["project"]["dependencies"], *extras]
    for wanted in (wanted for each in lists for wanted in each):
        name = re.match(r"[\w.-]+", wanted)
        assert name, wanted
        yield plain(name[0])


def test_every_pin_is_a_name_and_one_version() -> None:
    assert not [pin for pin in PINS if not re.fullmatch(r"[\w.-]+==[\w.+!]+", pin)]
    assert len({plain(pin.partition("==")[0]) for pin in PINS}) == len(PINS)


def test_everything_that_is_asked_for_is_pinned() -> None:
    assert not set(asked_for()) - {plain(pin.partition("==")[0]) for pin in PINS} - {"iask-helpline"}


def test_the_run_can_be_started() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def written() -> Iterator[Path]:
    """Every file of words that is not made by a tool as it runs."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = set(folders) - UNREAD  # nor looked into: other tests write there meanwhile
        found = (Path(folder, name) for name in files if name not in UNREAD)
        yield from (path for path in found if b"\0" not in path.read_bytes())


def test_no_file_says_where_packages_are_to_come_from() -> None:
    files = list(written())
    assert {PACKAGES / "package-lock.json", ROOT / ".ci" / "run", Path(__file__)} <= set(files)
    assert not [f"{path.relative_to(ROOT)}: {found[0]}" for path in files if (found := HOSTS.search(path.read_text("utf-8")))]


def test_every_npm_package_is_pinned_to_its_contents_and_to_no_place() -> None:
    asked_for = json.loads((PACKAGES / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((PACKAGES / "package-lock.json").read_text("utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked_for} == asked_for
    assert locked.pop("")["dependencies"] == asked_for
    assert not [name for name, package in locked.items() if "integrity" not in package or "resolved" in package]


def test_nothing_that_npm_brings_is_run_when_it_is_installed() -> None:
    assert {"ignore-scripts=true", "omit-lockfile-registry-resolved=true"} <= set((PACKAGES / ".npmrc").read_text("utf-8").splitlines())
