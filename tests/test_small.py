import re

from ivr.menu.lines import SLOTS
from tests.small import WORDS, helpline


def test_the_small_helpline_says_every_line_with_its_slots() -> None:
    assert {id: tuple(re.findall(r"\{(\w+)\}", say)) for id, say in WORDS.items()} == dict(SLOTS)


def test_the_small_helpline_has_no_drafts() -> None:
    assert helpline().spoken() == helpline()
