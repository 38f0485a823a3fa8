from dataclasses import replace

from ivr.checks.finding import Finding, Level
from ivr.checks.run import run
from ivr.menu.model import Helpline, Menu, Provenance
from tests.checks.judging import with_choices
from tests.small import COMPLAINT, LEAFLET, NOW, SCHOOL, helpline, with_node, with_page, with_text

SIDES = "You should appeal."
REASON = "The law says so."


def waived(whole: Helpline) -> list[tuple[str, Level, str | None]]:
    return [(finding.rule, finding.level, finding.waived) for finding in run(whole, NOW)]


def test_a_warning_is_waived_on_its_page() -> None:
    whole = with_page(helpline(), "complaint", SIDES, provenance=replace(LEAFLET, waive={"L27": REASON}))
    assert waived(whole) == [("L27", Level.WARNING, REASON)]


def test_a_warning_is_waived_on_the_guidance_for_all_its_pages() -> None:
    pages = tuple(replace(page, say=SIDES) for page in COMPLAINT.pages)
    whole = with_node(
        helpline(), replace(COMPLAINT, pages=(replace(pages[0], facts=COMPLAINT.pages[0].facts), pages[1]), waive={"L27": REASON})
    )
    assert waived(whole) == [("L27", Level.WARNING, REASON)] * 2


def test_a_warning_is_waived_on_a_text() -> None:
    whole = with_text(helpline(links={}), "complaint_tips", f"IASK: {SIDES}", provenance=replace(LEAFLET, waive={"L27": REASON}))
    assert waived(whole) == [("L27", Level.WARNING, REASON)]


def test_a_warning_about_a_choice_is_waived_on_its_menu() -> None:
    whole = with_choices("To make complaints", "To make a complaint")
    menu = whole.nodes[SCHOOL.id]
    assert isinstance(menu, Menu)
    whole = with_node(whole, replace(menu, provenance=Provenance(waive={"L11": REASON})))
    assert ("L11", Level.WARNING, REASON) in waived(whole)


def test_an_error_cannot_be_waived() -> None:
    whole = with_page(helpline(), "complaint", "Ask the CCG.", provenance=replace(LEAFLET, waive={"L41": REASON}))
    found = waived(whole)
    assert ("L41", Level.ERROR, None) in found
    assert ("waivers", Level.WARNING, None) in found


def test_a_waiver_elsewhere_waives_nothing() -> None:
    whole = with_page(helpline(), "complaint", SIDES)
    whole = with_page(whole, "urgent", "Help.", provenance=replace(LEAFLET, waive={"L27": REASON}))
    assert [(finding.rule, finding.waived) for finding in run(whole, NOW)] == [("L27", None), ("waivers", None)]


def test_a_waiver_of_an_unknown_rule_is_a_warning() -> None:
    whole = with_page(helpline(), "complaint", "Write.", provenance=replace(LEAFLET, waive={"L99": REASON}))
    findings: list[Finding] = run(whole, NOW)
    assert [(finding.rule, finding.problem) for finding in findings] == [("waivers", "`waive` names L99, which is no rule.")]
