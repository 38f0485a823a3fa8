"""The examples of the manuals are true: each PASS passes, each FAIL fails, read as an author would write them."""

import inspect
import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from ivr.checks.context import Context
from ivr.checks.finding import Finding
from ivr.checks.rules import waivers
from ivr.checks.run import RULES, judge
from ivr.clips.state import State
from ivr.errors import AuthorError
from ivr.menu.load import load
from tests.checks.judging import calls
from tests.small import NOW, WORDS, helpline

BASE = Path(__file__).parent / "menus"
EXAMPLE = re.compile(r"^(PASS|FAIL) \((\w+)\):\n\n((?:    .*\n|\n)+)", re.MULTILINE)
FILES = {"menus": "topics.yaml", "system": "system.yaml", "texts": "texts.yaml", "helpline": "helpline.yaml", "links": "links.yaml"}


def manuals() -> dict[str, ModuleType]:
    found = {id: inspect.getmodule(check) for id, check in RULES.items()} | {"waivers": waivers}
    return {id: module for id, module in found.items() if module}


def examples() -> Iterator[object]:
    for id, module in manuals().items():
        for n, (verdict, kind, text) in enumerate(EXAMPLE.findall(f"{module.__doc__}\n"), 1):
            yield pytest.param(id, verdict, kind, textwrap.dedent(text), id=f"{id}-{n}-{verdict}")


@pytest.mark.parametrize("id", manuals())
def test_a_manual_asks_says_why_and_shows_what_passes_and_what_fails(id: str) -> None:
    manual = manuals()[id].__doc__ or ""
    assert manual.startswith(f"{id}: ")
    assert re.search(r"^(Asks|Lists|A warning)", manual, re.MULTILINE)
    assert re.search(r"^Why: .*Source: ", manual, re.MULTILINE | re.DOTALL)
    assert {verdict for verdict, _, _ in EXAMPLE.findall(f"{manual}\n")} == {"PASS", "FAIL"}


@pytest.mark.parametrize("id", manuals())
def test_a_rule_has_a_test_of_its_own(id: str) -> None:
    assert (Path(__file__).parent / "rules" / f"test_{id.lower()}.py").is_file()


@pytest.mark.parametrize(("id", "verdict", "kind", "text"), list(examples()))
def test_an_example_of_a_manual_does_what_it_says(id: str, verdict: str, kind: str, text: str, tmp_path: Path) -> None:
    if kind == "unread":
        with pytest.raises(AuthorError):
            write("menus", text, tmp_path)
        return
    findings = [finding for finding in judged(kind, text, tmp_path) if finding.rule == id and not finding.waived]
    assert bool(findings) == (verdict == "FAIL"), findings


def judged(kind: str, text: str, folder: Path) -> list[Finding]:
    match kind:
        case "routes":
            return judge(Context(helpline(), NOW, calls(yaml.safe_load(text))))
        case "recordings":
            states = {id: State(state) for id, state in yaml.safe_load(text).items()}
            return judge(Context(helpline(), NOW, recordings=states))
        case _:
            write(kind, text, folder)
            return judge(Context(load(folder), NOW))


def write(kind: str, text: str, folder: Path) -> None:
    dates = "reviewed: 2026-11-23, review_by: 2027-02-20"
    system = "".join(f"{id}: {{say: {json.dumps(words)}, {dates}}}\n" for id, words in WORDS.items())
    for name in FILES.values():
        base = system if name == "system.yaml" else (BASE / name).read_text(encoding="utf-8")
        blocks = split(base) | (split(text) if name == FILES[kind] else {})
        (folder / name).write_text("".join(blocks.values()), encoding="utf-8")
    load(folder)


def split(text: str) -> dict[str, str]:
    """What stands under each key at the left edge, word for word."""
    return {block.partition(":")[0]: block for block in re.findall(r"^\S.*\n(?:[ \n].*\n?)*", text, re.MULTILINE)}
