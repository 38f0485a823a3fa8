"""What a form says was heard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.call.heard import AdviserLeft, AdviserRang, Arrived, Failed, Joined, Left, LeftQueue, Pressed, Recorded, Silence, Waiting
from ivr.phone import form
from ivr.phone.links import Kind
from ivr.texts.numbers import Mobile, Refusal

CALLER = Mobile("+447700900123")
FROM = {"From": "+447700900123"}
FIELDS = ("From", "Digits", "QueuePosition", "QueueTime", "QueueResult", "DialCallStatus", "RecordingUrl", "RecordingDuration", "CallSid")


@settings(deadline=None)
@given(st.sampled_from(Kind), st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=9), st.text(max_size=50)))
def test_no_form_is_an_error(kind: Kind, fields: dict[str, str]) -> None:
    """Contract 10.4: a caller is on the line whatever the form holds."""
    assert form.heard(kind, fields) is not None
    assert form.word(kind, fields).startswith(kind.value)
    assert form.number(fields) in (None, fields.get("From"))


@settings(deadline=None)
@given(st.sampled_from(Kind), st.from_regex(r"[0-9*#]{1,20}", fullmatch=True))
def test_the_journal_s_word_never_tells_a_key(kind: Kind, keys: str) -> None:
    assert form.word(kind, {"Digits": keys}) == form.word(kind, {})


def test_who_rings_the_adviser_number_is_an_adviser_and_whoever_rings_another_a_caller() -> None:
    adviser = "+447700900900"
    for to, kind in ((adviser, Kind.ADVISER), ("+443000413000", Kind.ARRIVED), ("", Kind.ARRIVED)):
        assert form.rung(Kind.ARRIVED, {"To": to}, adviser) is kind
    assert form.rung(Kind.ARRIVED, {}, adviser) is Kind.ARRIVED
    assert form.rung(Kind.KEYS, {"To": adviser}, adviser) is Kind.KEYS


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        ("1", "1"),
        ("*", "*"),
        ("#", "#"),
        ("", ""),
        ("hangup", ""),
        ("07700 900123#", "07700900123#"),
        ("1;drop", "1"),
        ("9" * 99, "9" * 40),
    ],
)
def test_keys_are_what_a_telephone_has(given: str, keys: str) -> None:
    """Contract 10.4: `Digits` may be empty, a star, a hash or a word."""
    assert form.heard(Kind.KEYS, FROM | {"Digits": given}) == Pressed(keys, CALLER)


def test_no_digits_at_all_is_an_empty_press() -> None:
    assert form.heard(Kind.KEYS, FROM) == Pressed("", CALLER)


def test_each_kind_of_url_says_what_was_heard() -> None:
    assert form.heard(Kind.ARRIVED, FROM) == Arrived(CALLER)
    assert form.heard(Kind.SILENCE, FROM | {"Digits": "1"}) == Silence(CALLER)
    assert form.heard(Kind.WAITING, FROM | {"QueuePosition": "2", "QueueTime": "61"}) == Waiting(2, 61, CALLER)
    assert form.heard(Kind.ADVISER, FROM) == AdviserRang()
    assert form.heard(Kind.FAILED, FROM | {"ErrorCode": "11200"}) == Failed(CALLER)
    assert form.failed(FROM) == Failed(CALLER)


@pytest.mark.parametrize("left", Left)
def test_every_way_out_of_the_queue_is_known(left: Left) -> None:
    """Contract 3.34."""
    assert form.heard(Kind.LEFT_QUEUE, FROM | {"QueueResult": left.value, "QueueTime": "5"}) == LeftQueue(left, 5, CALLER)


def test_a_way_out_that_is_new_or_missing_is_unknown() -> None:
    assert form.heard(Kind.LEFT_QUEUE, FROM | {"QueueResult": "beamed-up"}) == LeftQueue(Left.UNKNOWN, 0, CALLER)
    assert form.heard(Kind.LEFT_QUEUE, FROM) == LeftQueue(Left.UNKNOWN, 0, CALLER)


@pytest.mark.parametrize("joined", Joined)
def test_every_end_of_an_adviser_s_turn_is_known(joined: Joined) -> None:
    """Contract 3.43."""
    assert form.heard(Kind.ADVISER_LEFT, {"DialCallStatus": joined.value}) == AdviserLeft(joined)
    assert form.heard(Kind.ADVISER_LEFT, {"DialCallStatus": "?"}) == AdviserLeft(Joined.UNKNOWN)


def test_a_message_is_named_by_the_end_of_its_address() -> None:
    """Contract 3.25: the address, the length, and the key that ended it or `hangup`."""
    url = "https://api.twilio.com/2010-04-01/Accounts/AC0/Recordings/RE0123"
    told = FROM | {"RecordingUrl": url, "RecordingDuration": "12", "Digits": "#"}
    assert form.heard(Kind.RECORDED, told) == Recorded("RE0123", url, 12, hung_up=False, caller=CALLER)
    rang_off = form.heard(Kind.RECORDED, told | {"Digits": "hangup"})
    assert isinstance(rang_off, Recorded)
    assert rang_off.hung_up
    assert form.heard(Kind.RECORDED, {}) == Recorded("", "", 0, hung_up=False, caller=Refusal.WITHHELD)


@pytest.mark.parametrize("given", ["anonymous", "Anonymous", "+266696687", "+7378742833", "", "unknown", "client:somebody"])
def test_a_withheld_number_is_no_number_to_ring_back(given: str) -> None:
    """Contract 1.4."""
    assert form.number({"From": given}) is None


@pytest.mark.parametrize("given", ["07700900123", "+44770090", "+4407700900123", "7"])
def test_what_is_no_number_in_e164_is_none_to_ring_back(given: str) -> None:
    assert form.number({"From": given}) is None


def test_a_number_is_kept_as_it_was_given() -> None:
    assert form.number(FROM) == "+447700900123"
    assert form.number({"From": "+441632960123"}) == "+441632960123"


@pytest.mark.parametrize("odd", ["", "-1", "1.5", "three", "1" * 30, "٣"])
def test_an_odd_count_is_nought(odd: str) -> None:
    assert form.heard(Kind.WAITING, FROM | {"QueuePosition": odd, "QueueTime": odd}) == Waiting(0, 0, CALLER)
