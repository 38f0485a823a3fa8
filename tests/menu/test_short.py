"""The codes of short addresses: short, the same for ever, and never two alike among what there is."""

import re

from ivr.menu.load import load
from ivr.menu.short import code
from tests.real import MENUS


def test_a_code_never_changes_for_texts_that_were_sent_hold_it() -> None:
    assert code("complaint_tips") == "ztkrq"


def test_a_code_is_five_signs_that_spell_nothing_and_are_taken_for_no_others() -> None:
    assert all(re.fullmatch("[bcdfghjkmnpqrstvwxz2-9]{5}", code(f"id_{number}")) for number in range(1000))


def test_no_two_texts_share_a_code() -> None:
    assert len({code(id) for id in load(MENUS).texts}) == len(load(MENUS).texts)
