from ivr.checks.rules.l16 import check
from tests.checks.judging import found
from tests.small import helpline, with_line


def test_one_short_line_heard_to_its_end_passes() -> None:
    assert not helpline().lines["welcome"].interrupt
    assert found(check) == []


def test_a_second_such_line_is_an_error() -> None:
    whole = with_line(helpline(), "promise", "We are free.", interrupt=False)
    assert [finding.where for finding in found(check, whole)] == [whole.lines["promise"].where]


def test_such_a_line_of_over_ten_seconds_is_an_error() -> None:
    assert len(found(check, with_line(helpline(), "welcome", "one two three four five six " * 5))) == 1
