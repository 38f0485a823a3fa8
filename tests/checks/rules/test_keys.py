from dataclasses import replace

import pytest

from ivr.checks.rules.keys import check
from tests.checks.judging import choosing, found
from tests.small import COMPLAINT, helpline, with_node, with_page


@pytest.mark.parametrize("key", ["0", "1", "8", "9", "star"])
def test_a_page_may_name_the_keys_that_work_there(key: str) -> None:
    assert found(check, with_page(helpline(), "complaint", f"For that, press {key}.")) == []


@pytest.mark.parametrize("key", ["2", "7", "hash"])
def test_a_page_may_name_no_other_key(key: str) -> None:
    assert len(found(check, with_page(helpline(), "complaint", f"For that, press {key}."))) == 1


def test_the_last_page_may_not_name_1_and_one_without_a_text_not_8() -> None:
    page = replace(COMPLAINT.pages[0], say="For more, press 1. For a text, press 8.")
    assert len(found(check, with_node(helpline(), replace(COMPLAINT, pages=(page,), texts=())))) == 2


def test_a_key_that_is_said_on_a_call_must_work_there() -> None:
    assert found(check, routes=choosing(main={"kind": "asking", "words": "To go on, press 1.", "1": "main"})) == []
    assert len(found(check, routes=choosing(main={"kind": "asking", "words": "To go on, press 1.", "wrong 1": "main"}))) == 1


@pytest.mark.parametrize("kind", ["typing", "message"])
def test_hash_ends_what_is_typed_and_what_is_said(kind: str) -> None:
    assert found(check, routes=choosing(main={"kind": kind, "words": "Then press hash."})) == []


def test_hash_elsewhere_must_do_something() -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing", "words": "Then press hash."}))) == 1
