from ivr.checks import walks
from ivr.checks.routes import By
from tests.checks.judging import calls, with_choices
from tests.small import helpline

CALLS = calls(
    {
        "main": {"kind": "choosing", "1": "page", "silence": "queue"},
        "page": {"kind": "choosing", "9": "page", "0": "queue"},
        "queue": {"kind": "queue", "left leave": "asked"},
        "asked": {"kind": "asking", "*": "main", "silence": "over"},
        "over": {"kind": "ended"},
    }
)


def test_keys_are_counted_by_the_shortest_way() -> None:
    assert walks.presses(helpline()) == {"main": 0, "school": 1, "urgent": 1, "complaint": 2}


def test_a_choice_that_leads_nowhere_is_passed_by() -> None:
    assert walks.presses(with_choices("To complain", go="nowhere")) == {"main": 0, "school": 1, "urgent": 1}


def test_every_state_has_its_steps_even_where_there_are_none() -> None:
    assert {id: len(steps) for id, steps in walks.steps_from(CALLS).items()} == {
        "": 1,
        "main": 2,
        "page": 2,
        "queue": 1,
        "asked": 2,
        "over": 0,
    }


def test_only_the_steps_that_count_are_walked() -> None:
    assert walks.steps_away(CALLS, ["queue"], lambda step: step.by is By.KEY) == {"queue": 0, "page": 1, "main": 2, "asked": 3}
    assert walks.steps_away(CALLS, ["over"], lambda step: step.by is By.SILENCE) == {"over": 0, "asked": 1}


def test_what_comes_after_the_queue_is_not_before_a_person() -> None:
    assert walks.before_a_person(CALLS) == {"main", "page"}


def test_a_state_with_no_node_is_placed_at_the_first_menu() -> None:
    whole = helpline()
    assert walks.where(whole, CALLS.states["main"]) == whole.nodes["main"].where
    assert walks.told(CALLS.states["main"]) == "choosing at main (open)"
