"""A test run is the same tomorrow: every version is pinned, from no place in particular."""

import re
import tomllib
from collections.abc import Iterator

from tests.house.source import ROOT

PINS = [line for line in (ROOT / ".ci" / "constraints.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]


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
