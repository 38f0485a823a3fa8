"""Every call written down in tests/calls happens again as it is written."""

import difflib
from pathlib import Path

import pytest

from ivr.menu.lines import SLOTS
from ivr.menu.load import load
from ivr.menu.model import Guidance, Menu
from ivr.simulator.steps import Hear, Texted
from ivr.simulator.transcript import Transcript, played
from ivr.simulator.writing import write
from ivr.simulator.written import read

HERE = Path(__file__).parent.parent
HELPLINE = load(HERE.parent / "menus").spoken()
CALLS = [call for path in sorted((HERE / "calls").glob("*.yaml")) for call in read(path)]
HEARD = {prompt for call in CALLS for step in call.steps if isinstance(step, Hear) for prompt in step.prompts}


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_the_call_goes_as_it_is_written(call: Transcript) -> None:
    wanted, happened = (write([one]).splitlines() for one in (call, played(call, HELPLINE)))
    assert wanted == happened, "\n".join(difflib.unified_diff(wanted, happened, "written", "happened", lineterm=""))


def test_no_two_calls_have_one_name() -> None:
    names = [call.name for call in CALLS]
    assert len(set(names)) == len(names)


def test_every_menu_and_every_page_is_heard_in_some_call() -> None:
    menus = {node.id for node in HELPLINE.nodes.values() if isinstance(node, Menu)}
    guidance = [node for node in HELPLINE.nodes.values() if isinstance(node, Guidance)]
    pages = {f"{node.id}.{page.number}" for node in guidance for page in node.pages}
    assert not (menus | pages) - HEARD


def test_the_first_text_of_every_guidance_is_sent_in_some_call() -> None:
    sent = {step.text for call in CALLS for step in call.steps if isinstance(step, Texted)}
    assert not {node.texts[0] for node in HELPLINE.nodes.values() if isinstance(node, Guidance)} - sent


def test_every_line_of_the_helplines_own_is_heard_in_some_call() -> None:
    within_others = {id for id in SLOTS if id.startswith("key.") or id.endswith(".any_time")}
    told_of_a_broken_store = {"trouble"}
    told_after_an_edit = {"changed"}
    said_by_twilio_alone = {"fallback"}
    assert not SLOTS.keys() - HEARD - within_others - told_of_a_broken_store - told_after_an_edit - said_by_twilio_alone
