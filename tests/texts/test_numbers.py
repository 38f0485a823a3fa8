"""Who may be texted, from caller IDs and from typed keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.texts.numbers import Mobile, Refusal, allowed, from_caller_id, from_keys

DRAMA = st.integers(min_value=0, max_value=999).map(lambda n: f"7700900{n:03}")
DIGITS = st.text("0123456789", max_size=18)


@pytest.mark.parametrize(
    "caller_id",
    [
        "+7378742833",  # RESTRICTED, on a keypad
        "+266696687",  # ANONYMOUS
        "+1266696687",  # ANONYMOUS, made American on the way
        "+86282452253",  # UNAVAILABLE
        "+2562533",  # BLOCKED
        "+8656696",  # UNKNOWN
        "anonymous",
        "Anonymous",
        "Anonymous@anonymous.invalid",
        "unknown",
        "restricted",
        "unavailable",
        "private",
        "",
        " ",
        "client:adviser",
        "sip:+447700900123@example.com",
        "+44 7700 900123",  # not as Twilio writes a number, so not a number that Twilio gave
        " 447700900123",
        "+447700900123;ext=1",
        "+४४७७००९००१२३",  # digits, but no telephone's
        "447700900123\n",
    ],
)
def test_a_caller_id_that_is_no_number_is_a_withheld_caller(caller_id: str) -> None:
    assert from_caller_id(caller_id) is Refusal.WITHHELD  # (contract 1.4)


@given(DRAMA)
def test_a_uk_mobile_that_rings_may_be_texted(national: str) -> None:
    assert from_caller_id(f"+44{national}") == Mobile(f"+44{national}")


@given(DRAMA, st.sampled_from(["0", "44", "0044", "044", "440", "00440"]), st.text("*#", max_size=2), st.text("*#", max_size=2))
def test_a_mobile_may_be_typed_in_every_way_that_people_write_one(national: str, prefix: str, before: str, after: str) -> None:
    assert from_keys(before + prefix + national + after) == Mobile(f"+44{national}")


# Where no numbers are kept for drama, the first of a block stands for it; nothing is ever sent from here.
@pytest.mark.parametrize(
    ("caller_id", "verdict"),
    [
        ("+447700901000", Refusal.NOT_A_NUMBER),  # in nobody's hands, and past the end of the drama range
        ("+447797700000", Mobile("+447797700000")),  # Jersey
        ("+447781000000", Mobile("+447781000000")),  # Guernsey
        ("+447624000000", Mobile("+447624000000")),  # Isle of Man, inside what is otherwise the pagers' range
        ("+447000000000", Refusal.PERSONAL),
        ("+447600000000", Refusal.PAGER),
        ("+447699999999", Refusal.PAGER),
        ("+441632960123", Refusal.LANDLINE),  # the drama landlines
        ("+442079460123", Refusal.LANDLINE),
        ("+443000413000", Refusal.OTHER),
        ("+448081570123", Refusal.OTHER),  # freephone
        ("+449098790123", Refusal.OTHER),  # premium rate
        ("+33639980123", Refusal.FOREIGN),
        ("+12025550123", Refusal.FOREIGN),
        ("60006", Refusal.OTHER),  # a short code
        ("999", Refusal.OTHER),
        ("07700900123", Refusal.NOT_A_NUMBER),  # a number that Twilio could not make whole is not completed by guessing
        ("447700900123", Refusal.NOT_A_NUMBER),
        ("+4407700900123", Refusal.NOT_A_NUMBER),
        ("+44770090012", Refusal.NOT_A_NUMBER),
        ("+4477009001234", Refusal.NOT_A_NUMBER),
        ("+999123456789", Refusal.NOT_A_NUMBER),
        ("+1", Refusal.NOT_A_NUMBER),
    ],
)
def test_only_uk_mobiles_are_texted_and_the_rest_are_refused_by_kind(caller_id: str, verdict: Mobile | Refusal) -> None:
    found = from_caller_id(caller_id)
    assert found == verdict, found


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        ("01632960123", Refusal.LANDLINE),
        ("02079460123", Refusal.LANDLINE),
        ("00441632960123", Refusal.LANDLINE),
        ("07000000000", Refusal.PERSONAL),
        ("07600000000", Refusal.PAGER),
        ("03000413000", Refusal.OTHER),
        ("08081570123", Refusal.OTHER),
        ("999", Refusal.OTHER),
        ("60006", Refusal.OTHER),
        ("0033639980123", Refusal.FOREIGN),
        ("0770090012", Refusal.NOT_A_NUMBER),
        ("077009001234", Refusal.NOT_A_NUMBER),
        ("7700900123", Refusal.NOT_A_NUMBER),
        ("0770*0900123", Refusal.NOT_A_NUMBER),
        ("1", Refusal.NOT_A_NUMBER),
        ("00", Refusal.NOT_A_NUMBER),
        ("0044", Refusal.NOT_A_NUMBER),
        ("", Refusal.NOT_A_NUMBER),
        ("*#", Refusal.NOT_A_NUMBER),
        ("hangup", Refusal.NOT_A_NUMBER),  # what Twilio sends in place of keys when a recording ends (contract 3.24)
        ("0" * 4000, Refusal.NOT_A_NUMBER),
    ],
)
def test_typed_keys_that_are_no_uk_mobile_are_refused_by_kind(keys: str, verdict: Refusal) -> None:
    assert from_keys(keys) is verdict


@given(st.one_of(st.text("0123456789*#", max_size=20), st.text(max_size=20)))
def test_typed_keys_are_never_called_withheld(keys: str) -> None:
    assert from_keys(keys) is not Refusal.WITHHELD


@given(st.one_of(DIGITS.map(lambda d: f"+447{d[:9]}"), DIGITS.map(lambda d: f"+{d}"), st.text(max_size=30)))
def test_whatever_may_be_texted_is_what_rang_digit_for_digit(caller_id: str) -> None:
    found = from_caller_id(caller_id)
    if isinstance(found, Mobile):
        assert found.e164 == caller_id
        assert caller_id.startswith("+447")
        assert len(caller_id) == len("+447700900123")
        assert not caller_id.startswith("+4470")


@given(DRAMA)
def test_a_mobile_typed_as_it_is_dialled_is_the_same_mobile(national: str) -> None:
    rang = from_caller_id(f"+44{national}")
    assert isinstance(rang, Mobile)
    assert from_keys(rang.national) == rang
    assert rang.ends == national[-3:]


def test_a_mobile_shows_no_more_than_its_last_three_digits() -> None:
    mobile = Mobile("+447700900123")
    assert repr(mobile) == str(mobile) == f"{mobile}" == "Mobile(...123)"


@pytest.mark.parametrize("islander", ["+447797700000", "+447781000000", "+447624000000"])
def test_a_mobile_of_the_islands_is_refused_where_the_service_does_not_text_them(islander: str) -> None:
    rang = from_caller_id(islander)
    assert rang == Mobile(islander)
    assert allowed(rang, islands=True) == rang
    assert allowed(rang, islands=False) is Refusal.ISLANDS
    assert from_keys("0" + islander.removeprefix("+44"), islands=False) is Refusal.ISLANDS


@given(national=DRAMA, islands=st.booleans())
def test_a_mobile_of_the_mainland_may_be_texted_whatever_holds_for_the_islands(*, national: str, islands: bool) -> None:
    assert from_keys("0" + national, islands=islands) == allowed(Mobile(f"+44{national}"), islands=islands) == Mobile(f"+44{national}")


def test_a_number_that_is_refused_already_is_refused_for_the_same_reason_where_the_islands_are() -> None:
    assert allowed(Refusal.LANDLINE, islands=False) is Refusal.LANDLINE
