"""How long a text is, as the network counts (contract 4.12)."""
# ruff: noqa: RUF001  # characters that look like others are what is measured here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.menu.plain import beyond_gsm_7
from ivr.texts.words import Alphabet, Measure, measure

PLAIN = st.text("abcXYZ 0123456789£éùìòà\n@", max_size=400)
DOUBLE = "€[]{}|~^\\\f"


@pytest.mark.parametrize(
    ("body", "size"),
    [
        ("", (0, 0)),
        ("a" * 160, (160, 1)),
        ("a" * 161, (161, 2)),
        ("a" * 306, (306, 2)),
        ("a" * 307, (307, 3)),
        ("€" * 80, (160, 1)),
        ("a" + "€" * 80, (161, 2)),
        ("a" * 152 + "€" + "a" * 10, (164, 2)),
        ("a" * 152 + "€" + "a" * 152, (306, 3)),  # the euro moves whole to the second part, and one character to a third
        ("a" * 151 + "€" + "a" * 153, (306, 2)),
    ],
)
def test_a_plain_text_is_counted_in_septets(body: str, size: tuple[int, int]) -> None:
    assert measure(body) == Measure(Alphabet.GSM_7, *size)


@pytest.mark.parametrize(
    ("body", "size"),
    [
        ("ŵ" * 70, (70, 1)),
        ("ŵ" * 71, (71, 2)),
        ("ŵ" * 134, (134, 2)),
        ("ŵ" * 135, (135, 3)),
        ("😀" * 35, (70, 1)),
        ("😀" * 36, (72, 2)),
        ("😀" * 67, (134, 3)),  # 33 to a part, for the 34th would be cut in two
        ("€" + "’" + "a" * 68, (70, 1)),  # in UCS-2 a euro is one unit
    ],
)
def test_one_character_outside_gsm_7_makes_the_whole_text_ucs_2(body: str, size: tuple[int, int]) -> None:
    assert measure(body) == Measure(Alphabet.UCS_2, *size)


def test_what_our_texts_need_is_in_gsm_7() -> None:
    assert beyond_gsm_7("Ring 03000 41 3000, 9am to 5pm. £0. www.kent.gov.uk/iask?a=b&c_d @ 'x' \"y\" (z)\n") == ()


def test_what_gsm_7_lacks_is_named_once_in_order() -> None:
    assert beyond_gsm_7("It’s … a “quote” – and a’ gap ŵ`ç") == ("’", "…", "“", "”", "–", "ŵ", "`", "ç")


def test_gsm_7_has_exactly_its_128_places_less_the_escape_and_ten_more() -> None:
    sendable = [chr(n) for n in range(0x3000) if not beyond_gsm_7(chr(n))]
    assert len(sendable) == 127 + len(DOUBLE)
    assert {c for c in sendable if measure(c).units == 2} == set(DOUBLE)


@given(PLAIN, PLAIN)
def test_a_longer_text_never_costs_less(body: str, more: str) -> None:
    assert measure(body + more).segments >= measure(body).segments


@given(st.text(max_size=300))
def test_the_segments_always_have_room_for_the_units(body: str) -> None:
    size = measure(body)
    room = 153 if size.alphabet is Alphabet.GSM_7 else 67
    assert size.units <= max(160 if room == 153 else 70, room * size.segments)
    assert size.units == len(body.encode("utf-16-le", "surrogatepass")) // 2 or size.alphabet is Alphabet.GSM_7
