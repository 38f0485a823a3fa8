"""What an adviser is told of each text that did not arrive."""

import pytest

from ivr.texts.reasons import ALARMS, LASTING, OUR_FAULTS, why
from ivr.texts.states import LOST, TextState

# Contract 4.10: every code that a text of ours can come to, and what to do about it.
ALERT = {20003, 21212, 21601, 21603, 21606, 21608, 21703, 21704, 21705, 30001, 30002, 30007, 30450}
SUPPRESS = {30004, 30005, 30006}
OTHERS = {21211, 21408, 21610, 21612, 21614, 21617, 30003, 30008, 30410}


def test_each_code_of_the_contract_is_told_to_whom_it_concerns() -> None:
    assert ALARMS.keys() == ALERT | {21408, 21617}  # the last two are ours to mend too, for we text nobody abroad and write every text
    assert LASTING == SUPPRESS
    assert OUR_FAULTS < ALERT


@pytest.mark.parametrize("state", [*sorted(LOST, key=lambda state: state.value), TextState.UNKNOWN])
@pytest.mark.parametrize("code", [None, 99999, *sorted(ALERT | SUPPRESS | OTHERS)])
def test_every_text_that_did_not_arrive_has_a_reason_in_a_sentence(state: TextState, code: int | None) -> None:
    """Contract 4.11: there are codes that nobody has told us of."""
    told = why(state, code)
    assert told[0].isupper()
    assert told.endswith(".")
    assert not any(letter.isdigit() for letter in told)


@pytest.mark.parametrize(
    ("state", "code", "words"),
    [
        (TextState.UNDELIVERED, 30003, "off or out of reach"),
        (TextState.UNDELIVERED, 30005, "not in use"),
        (TextState.FAILED, 21606, "Our own account"),
        (TextState.EXPIRED, None, "It could not be sent in time."),  # by Twilio, or because no worker of ours ran
        (TextState.EXPIRED, 20429, "in time"),
        (TextState.UNKNOWN, 20500, "may have arrived"),
        (TextState.REFUSED, 21610, "asked us for no texts"),
        (TextState.REFUSED, None, "which nobody has"),
        (TextState.SENT, None, "whether it arrived"),
        (TextState.QUEUED, None, "texts do not go out"),
        (TextState.SENDING, None, "texts do not go out"),
        (TextState.UNDELIVERED, 30008, "Nobody told us why"),
    ],
)
def test_the_reason_is_in_plain_words(state: TextState, code: int | None, words: str) -> None:
    assert words in why(state, code)
