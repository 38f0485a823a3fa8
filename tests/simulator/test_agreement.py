"""Two versions of a call: whatever is not the same in them is told, from both sides."""

import pytest

from ivr.simulator.agreement import Version, difference
from ivr.simulator.steps import Ended, Hear, Press
from ivr.simulator.transcript import Transcript
from tests.small import NOW

BEGUN = Version(Transcript(name="a call", at=NOW, from_="withheld", steps=()))
CALL = BEGUN.then((Hear(("main",)), Press("1")), ("Hello. Press 1.", "Goodbye."), ("Five tips.",))


def test_the_same_call_has_no_difference_however_its_words_were_cut() -> None:
    assert difference(CALL, BEGUN.then((Hear(("main",)), Press("1")), ("Hello.", "Press 1. Goodbye."), ("Five tips.",))) == ""


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (CALL.then((Ended(),)), ["--- call on paper", "+++ call over HTTP", "+    - ended"]),
        (CALL.then((), ("Moo.",)), ["--- words on paper", " Goodbye.", "+Moo."]),
        (CALL.then((), (), ("Six tips.",)), ["--- texts on paper", " Five tips.", "+Six tips."]),
        (CALL.then((), (), (), ("12200: too long",)), ["12200: too long"]),
    ],
)
def test_what_is_otherwise_is_told_between_what_is_not(other: Version, told: list[str]) -> None:
    lines = difference(CALL, other).splitlines()
    assert [line for line in lines if line in told] == told
    assert len(lines) < 14
