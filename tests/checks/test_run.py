import pytest

from ivr.checks.run import RULES, explain, run
from ivr.errors import OperatorError
from tests.checks.judging import calls, with_choices
from tests.small import NOW, helpline, with_line


def test_the_small_helpline_has_nothing_to_find() -> None:
    assert run(helpline(), NOW) == []


def test_the_rules_asked_for_are_all_there() -> None:
    numbers = [*range(1, 10), *range(11, 15), 16, 18, 19, 20, *range(22, 28), *range(39, 46)]
    asked = {f"L{n:02}" for n in numbers} | {
        "exits",
        "reachable",
        "person",
        "goodbye",
        "rounds",
        "holidays",
        "reviews",
        "confirm",
        "sign_off",
    }
    assert asked <= RULES.keys()


def test_where_a_name_leads_nowhere_only_that_is_told() -> None:
    assert {finding.rule for finding in run(with_choices("To complain", go="nowhere"), NOW)} == {"exits"}


def test_the_same_fault_in_many_states_is_told_once() -> None:
    routes = calls({"a": {"kind": "choosing", "1": "b"}, "b": {"kind": "choosing", "1": "a"}})
    findings = run(helpline(), NOW, routes)
    assert len(findings) == len(set(findings)) > 0


def test_a_fault_is_found_at_the_line_where_it_is_written() -> None:
    whole = with_line(helpline(), "key.text", "Press 8 for a text.")
    assert [finding.where for finding in run(whole, NOW)] == [whole.lines["key.text"].where]


@pytest.mark.parametrize("id", ["L06", "l06", "sign_off", "waivers"])
def test_a_manual_is_given_by_the_id_of_its_rule_in_any_case(id: str) -> None:
    assert explain(id).lower().startswith(f"{id.lower()}: ")


def test_the_manual_of_no_rule_is_a_list_of_those_there_are() -> None:
    with pytest.raises(OperatorError, match=r"no rule L99.*L06.*waivers"):
        explain("L99")
