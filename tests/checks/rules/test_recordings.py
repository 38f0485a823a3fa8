import pytest

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.checks.rules.recordings import check
from ivr.clips.state import State
from tests.small import NOW, helpline


def found(**states: State) -> list[Finding]:
    return list(check(Context(helpline(), NOW, recordings={id.replace("__", "."): state for id, state in states.items()})))


def test_what_is_recorded_with_today_s_words_passes() -> None:
    assert found(welcome=State.CURRENT, complaint__1=State.CURRENT) == []


@pytest.mark.parametrize("state", [State.MISSING, State.STALE, State.FAULTY])
def test_any_other_state_is_a_warning_that_says_what_callers_hear_meanwhile(state: State) -> None:
    (finding,) = found(welcome=State.CURRENT, complaint__1=state)
    assert (finding.level, finding.problem.startswith("complaint.1 has ")) == (Level.WARNING, True)
    assert "until then the voice says it" in finding.mend


def test_the_place_is_where_the_words_of_the_piece_are_written() -> None:
    places = {finding.problem.split()[0]: str(finding.where) for finding in found(main__opening=State.STALE, closed__1=State.STALE)}
    whole = helpline()
    assert places == {"main.opening": str(whole.nodes["main"].where), "closed.1": str(whole.lines["closed"].where)}
    assert [str(finding.where) for finding in found(number__3__end=State.MISSING)] == ["audio"]


def test_where_the_recordings_were_not_looked_at_nothing_is_said_of_them() -> None:
    assert list(check(Context(helpline(), NOW))) == []
