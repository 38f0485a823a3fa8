"""What is a telephone number, and of what kind: as networks tell it, and in every way in which people type one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.texts.plan import Kind, NoNumber, Number, from_network, from_person, is_of_islands

DRAMA = st.integers(min_value=0, max_value=999).map(lambda n: f"7700900{n:03}")
BETWEEN = st.text(" -.()", max_size=2)


# Ofcom's and America's numbers for drama; where a range has none, the first of a block stands for it. Nothing is sent from here.
KINDS = [
    ("+447700900000", Kind.MOBILE, ""),
    ("+447700900999", Kind.MOBILE, ""),
    ("+447797700000", Kind.MOBILE, "JE"),
    ("+447781000000", Kind.MOBILE, "GG"),
    ("+447624000000", Kind.MOBILE, "IM"),
    ("+441632960000", Kind.LANDLINE, ""),
    ("+441134960000", Kind.LANDLINE, "GB"),
    ("+441144960000", Kind.LANDLINE, "GB"),
    ("+441154960000", Kind.LANDLINE, ""),
    ("+441164960000", Kind.LANDLINE, "GB"),
    ("+441174960000", Kind.LANDLINE, "GB"),
    ("+441184960000", Kind.LANDLINE, "GB"),
    ("+441214960000", Kind.LANDLINE, "GB"),
    ("+441314960000", Kind.LANDLINE, "GB"),
    ("+441414960000", Kind.LANDLINE, "GB"),
    ("+441514960000", Kind.LANDLINE, "GB"),
    ("+441614960000", Kind.LANDLINE, "GB"),
    ("+441914980000", Kind.LANDLINE, "GB"),
    ("+442079460000", Kind.LANDLINE, "GB"),
    ("+442079460999", Kind.LANDLINE, "GB"),
    ("+442896496000", Kind.LANDLINE, "GB"),
    ("+442920180000", Kind.LANDLINE, "GB"),
    ("+447000000000", Kind.PERSONAL, "GB"),
    ("+447600000000", Kind.PAGER, ""),
    ("+448081570000", Kind.FREEPHONE, "GB"),
    ("+448081570999", Kind.FREEPHONE, "GB"),
    ("+443069990000", Kind.SERVICE, "GB"),
    ("+443000413000", Kind.SERVICE, "GB"),
    ("+449098790000", Kind.SERVICE, "GB"),
    ("+12025550123", Kind.FOREIGN, "US"),
    ("+12125550199", Kind.FOREIGN, "US"),
    ("+33639980123", Kind.FOREIGN, "FR"),
    ("+353209100000", Kind.FOREIGN, "IE"),
    ("+61491570006", Kind.FOREIGN, "AU"),
    ("999", Kind.SHORT_CODE, "GB"),
    ("112", Kind.SHORT_CODE, "GB"),
    ("60006", Kind.SHORT_CODE, "GB"),
]


@pytest.mark.parametrize(("given", "kind", "region"), KINDS)
def test_a_number_is_known_by_its_kind_and_where_it_belongs(given: str, kind: Kind, region: str) -> None:
    found = from_network(given)
    assert isinstance(found, Number)
    assert (found.e164, found.kind) == (given, kind)
    assert region in ("", found.region)
    assert found.is_of_islands == is_of_islands(given) == (region in {"JE", "GG", "IM"})
    if kind is not Kind.SHORT_CODE:
        assert from_person("00" + given[1:]) == found


def test_the_numbers_kept_for_drama_are_a_range_and_not_a_beginning() -> None:
    def drama(text: str) -> bool:
        found = from_network(text)
        return isinstance(found, Number) and found.is_drama

    assert drama("+447700900000")
    assert drama("+447700900999")
    assert not drama("+447797700000")
    assert not drama("+33639980123")
    assert from_network("+447700901000") is NoNumber.NOT_A_NUMBER


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900123",
        "07700-900-123",
        "(07700) 900123",
        "07700.900.123",
        "+44 (0)7700 900123",
        "+44 (0) 7700 900 123",
        "+447700900123",
        "+44 7700 900123",
        "0044 7700 900123",
        "0044 (0)7700 900123",
        "00447700900123",
        "447700900123",
        "4407700900123",
        " 07700\N{NO-BREAK SPACE}900123 ",
        "07700\N{EN DASH}900123",
        "07700\N{HYPHEN}900\N{EM DASH}123",
        "\N{LEFT-TO-RIGHT EMBEDDING}+44 7700 900123\N{POP DIRECTIONAL FORMATTING}",  # as a phone gives it to whoever copies it
        "\N{LEFT-TO-RIGHT ISOLATE}07700\N{ZERO WIDTH SPACE} 900123\N{POP DIRECTIONAL ISOLATE}",
        "07700900123#",
        "*07700900123",
    ],
)
def test_people_write_a_number_in_many_ways_and_mean_one(typed: str) -> None:
    assert from_person(typed) == from_network("+447700900123")


@given(DRAMA, st.sampled_from(["0", "+44", "0044", "44"]), st.lists(BETWEEN, min_size=10, max_size=10))
def test_what_stands_between_digits_changes_nothing(national: str, prefix: str, between: list[str]) -> None:
    typed = prefix + "".join(gap + digit for gap, digit in zip(between, national, strict=True))
    assert from_person(typed) == from_network(f"+44{national}")


@pytest.mark.parametrize("typed", ["", "+", "07700", "seven", "07700 900123 ext 4", "+44 7700 9001234", "٠٧٧٠٠٩٠٠١٢٣", "07700/900123"])
def test_what_is_no_number_is_not_guessed_at(typed: str) -> None:
    assert from_person(typed) is NoNumber.NOT_A_NUMBER


@given(st.text(max_size=30))
def test_whatever_is_typed_has_an_answer_and_is_never_withheld(typed: str) -> None:
    assert from_person(typed) is not NoNumber.WITHHELD


def test_a_number_shows_no_more_than_its_last_three_digits() -> None:
    assert repr(from_network("+447700900123")) == "Number(...123, mobile)"
