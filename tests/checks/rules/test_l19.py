import pytest

from ivr.checks.rules.l19 import check
from tests.checks.judging import choosing, found
from tests.small import helpline, with_line


def test_asking_for_a_message_passes() -> None:
    assert found(check, with_line(helpline(), "message.ask", "Please say your name, and the best time to call.")) == []


@pytest.mark.parametrize("words", ["Say yes.", "Please say 1 or 2.", "Speak the number.", "Say your choice."])
def test_asking_for_an_answer_by_voice_is_an_error(words: str) -> None:
    assert len(found(check, with_line(helpline(), "text.check.keys", words))) == 1


def test_a_question_that_no_key_answers_is_an_error() -> None:
    assert len(found(check, routes=choosing(main={"kind": "asking", "silence": "main"}))) == 1


def test_a_question_that_a_key_answers_passes() -> None:
    assert found(check, routes=choosing(main={"kind": "asking", "1": "main"})) == []
