"""Every call written down in tests/calls happens again as it is written."""

import difflib
from pathlib import Path

import pytest

from ivr.checks.context import choices_of
from ivr.menu.lines import SLOTS
from ivr.menu.load import load
from ivr.menu.model import Guidance, Menu
from ivr.simulator.steps import Hear, Texted
from ivr.simulator.transcript import Transcript, played
from ivr.simulator.writing import write
from ivr.simulator.written import read

HERE = Path(__file__).parent.parent
HELPLINE = load(HERE.parent / "menus").spoken()
WRITTEN = {path.stem: read(path) for path in sorted((HERE / "calls").glob("*.yaml"))}
CALLS = [call for calls in WRITTEN.values() for call in calls]
HEARD = {prompt for call in CALLS for step in call.steps if isinstance(step, Hear) for prompt in step.prompts}


def keys_to(node: str) -> str:
    """The keys that lead a caller to this node, with spaces between; "" for the first menu."""
    ways = {HELPLINE.start: ""}
    for at in (waiting := [HELPLINE.start]):
        for key, target in enumerate(choices_of(HELPLINE.nodes[at]), 1):
            if target not in ways:
                ways[target] = f"{ways[at]} {key}"
                waiting.append(target)
    return ways[node].strip()


def to_be_written(node: str) -> str:
    """The command that writes down a call through all of this node: its pages, and its first text."""
    found = HELPLINE.nodes[node]
    keys = [keys_to(node), *(["1"] * (len(found.pages) - 1) + ["8 1"] if isinstance(found, Guidance) else [])]
    return f'ivr call --at "2026-11-24 11:00" --keys "{" ".join(keys)}" --save tests/calls/{node}.yaml'


def asked_for(nodes: set[str]) -> str:
    return "\n".join(["No call goes there yet. Write one down:", *(f".venv/bin/{to_be_written(node)}" for node in sorted(nodes))])


@pytest.mark.parametrize("call", [pytest.param(call, id=f"{stem}: {call.name}") for stem, calls in WRITTEN.items() for call in calls])
def test_the_call_goes_as_it_is_written(call: Transcript) -> None:
    wanted, happened = (write([one]).splitlines() for one in (call, played(call, HELPLINE)))
    assert wanted == happened, "\n".join(difflib.unified_diff(wanted, happened, "written", "happened", lineterm=""))


@pytest.mark.parametrize("file", WRITTEN)
def test_no_two_calls_of_a_file_have_one_name(file: str) -> None:
    names = [call.name for call in WRITTEN[file]]
    assert len(set(names)) == len(names)


def test_every_menu_and_every_page_is_heard_in_some_call() -> None:
    menus = {node.id: {node.id} for node in HELPLINE.nodes.values() if isinstance(node, Menu)}
    guidance = [node for node in HELPLINE.nodes.values() if isinstance(node, Guidance)]
    pages = {node.id: {f"{node.id}.{page.number}" for page in node.pages} for node in guidance}
    unheard = {node for node, prompts in (menus | pages).items() if prompts - HEARD}
    assert not unheard, asked_for(unheard)


def test_the_first_text_of_every_guidance_is_sent_in_some_call() -> None:
    sent = {step.text for call in CALLS for step in call.steps if isinstance(step, Texted)}
    unsent = {node.id for node in HELPLINE.nodes.values() if isinstance(node, Guidance) and node.texts[0] not in sent}
    assert not unsent, asked_for(unsent)


@pytest.mark.parametrize(
    ("node", "keys"), [("main", ""), ("school", "1"), ("complaint", "1 3 1 1 8 1"), ("med_meeting", "2 1 3 1 8 1"), ("urgent", "5 1 8 1")]
)
def test_a_call_that_is_missing_is_asked_for_by_the_keys_that_make_it(node: str, keys: str) -> None:
    assert f'--keys "{keys}" --save tests/calls/{node}.yaml' in asked_for({node})


def test_every_line_of_the_helplines_own_is_heard_in_some_call() -> None:
    within_others = {id for id in SLOTS if id.startswith("key.") or id.endswith(".any_time")}
    told_of_a_broken_store = {"trouble"}
    told_after_an_edit = {"changed"}
    said_by_twilio_alone = {"fallback"}
    said_to_staff_alone = {id for id in SLOTS if id.startswith("studio.")}
    exempt = within_others | told_of_a_broken_store | told_after_an_edit | said_by_twilio_alone | said_to_staff_alone
    assert not SLOTS.keys() - HEARD - exempt
