"""The words of a text as they are sent."""
# ruff: noqa: RUF001  # characters that look like others are what is brought down here

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.menu.plain import WELSH, beyond_gsm_7, lost, named, plain


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("It’s the school’s ‘plan’", "It's the school's 'plan'"),
        ("“Help” „here“ «now»", '"Help" "here" "now"'),
        ("9am – 5pm — or so‑called", "9am - 5pm - or so-called"),
        ("and so on…", "and so on..."),
        ("03000\u00a041\u202f3000", "03000 41 3000"),
        ("in\u200bvisible\u00ad\ufeff", "invisible"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("• a list", "- a list"),
        ("½ an hour", "1/2 an hour"),
        ("cafe\u0301", "café"),  # composed first: é is in the alphabet, a mark over an e is not
        ("cafe\u200b\u0301", "café"),  # whatever stood between them
        ("tŷ", "tŷ"),
    ],
)
def test_good_typesetting_is_brought_down_to_plain_signs(written: str, sent: str) -> None:
    assert plain(written) == sent
    assert lost(written) == ()


@given(st.text(max_size=200))
def test_what_was_made_plain_stays_as_it_is(words: str) -> None:
    assert plain(plain(words)) == plain(words)


@given(st.text("abcXYZ 0123456789£éùìòà\n@€[]", max_size=100))
def test_what_is_plain_already_is_sent_as_it_was_written(words: str) -> None:
    assert plain(words) == words


def test_every_welsh_letter_is_kept() -> None:
    assert all(plain(unicodedata.normalize("NFD", letter)) == letter for letter in WELSH)
    assert lost("".join(WELSH)) == ()


@pytest.mark.parametrize("sign", ["→", "😀", "я", "中", "☎", "\x07", "\ud800", "\ue000"])
def test_what_has_no_plain_sign_in_its_place_is_lost_and_is_named(sign: str) -> None:
    assert lost(f"IASK{sign}") == (sign,)
    assert f"U+{ord(sign):04X}" in named((sign,))


def test_what_the_alphabet_lacks_is_named_once_and_in_order() -> None:
    assert beyond_gsm_7("ŵ and ŷ and ŵ") == ("ŵ", "ŷ")
