import pytest

from ivr.checks.rules.l09 import check
from tests.checks.judging import choosing, found, with_choices
from tests.small import helpline, with_line


def test_the_kept_keys_pass() -> None:
    assert found(check) == []


@pytest.mark.parametrize("key", "89*#")
def test_a_kept_key_for_a_choice_is_an_error(key: str) -> None:
    assert len(found(check, with_choices("To complain", keys=key))) == 1


@pytest.mark.parametrize(
    ("id", "words"),
    [("key.again", "To hear it again, press 7."), ("key.back.short", "Back, hash."), ("key.text", "For a text, press 8 or 9.")],
)
def test_a_line_that_names_another_key_is_an_error(id: str, words: str) -> None:
    assert len(found(check, with_line(helpline(), id, words))) == 1


def test_a_kept_key_that_counts_as_wrong_is_an_error() -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing", "wrong 9": "main"}))) == 1


def test_another_key_may_count_as_wrong() -> None:
    assert found(check, routes=choosing(main={"kind": "choosing", "wrong 7": "main"})) == []
