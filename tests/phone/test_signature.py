"""Whose request it is. The vectors are Twilio's own (contract 2.2)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from ivr.phone.signature import Signatures

FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675310",
    "From": "+14158675310",
    "Digits": "1234",
    "To": "+18005551212",
}
RAW = "/myapp.php?foo=1&bar=2"
SIGNED = "L/OH5YylLD5NRKLltdqwSvS0BnU="
GENUINE = Signatures("https://example.com", ("12345",))


def signed(raw: str, form: dict[str, Any], token: str = "12345") -> str:
    return str(RequestValidator(token).compute_signature("https://example.com" + raw, form))


def test_twilio_s_own_example_is_genuine() -> None:
    assert GENUINE.genuine(RAW, MultiDict(FORM), SIGNED)


def test_the_library_s_own_example_is_genuine() -> None:
    form = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "From": "+14158675309", "Digits": "1234", "To": "+18005551212"}
    assert Signatures("https://mycompany.com", ("12345",)).genuine(RAW, MultiDict(form), "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


@pytest.mark.parametrize("change", [{"Digits": "1235"}, {"Digits": "1234 "}, {"digits": "1234"}, {"More": ""}])
def test_a_form_that_was_changed_at_all_is_not(change: dict[str, str]) -> None:
    """Contract 1.5 and 2.12: every field counts, spaces and all. An empty field with a name counts too."""
    assert not GENUINE.genuine(RAW, MultiDict(FORM | change), SIGNED)


@pytest.mark.parametrize("raw", ["/myapp.php", "/myapp.php?foo=1&bar=3", "/MyApp.php?foo=1&bar=2", "/", "", None])
def test_another_path_is_not(raw: str | None) -> None:
    assert not GENUINE.genuine(raw, MultiDict(FORM), SIGNED)


@pytest.mark.parametrize("signature", [None, "", "x", "L/OH5YylLD5NRKLltdqwSvS0BnU", SIGNED.lower(), SIGNED + "\n", "é" * 28])
def test_a_missing_or_a_wrong_signature_is_not(signature: str | None) -> None:
    """Contract 2.9: the library raises at some of these."""
    assert not GENUINE.genuine(RAW, MultiDict(FORM), signature)


@settings(deadline=None)
@given(st.text(), st.dictionaries(st.text(), st.text() | st.none() | st.integers()), st.text())
def test_nothing_odd_is_an_error_or_genuine(raw: str, form: dict[str, Any], signature: str) -> None:
    assert not GENUINE.genuine(raw, form, signature)


def test_the_next_token_is_as_good_as_the_current_one() -> None:
    """Contract 2.6: Twilio signs with the old one until the new one is promoted."""
    both = Signatures("https://example.com", ("old", "new"))
    for token in ("old", "new"):
        assert both.genuine(RAW, MultiDict(FORM), signed(RAW, FORM, token))
    assert not both.genuine(RAW, MultiDict(FORM), signed(RAW, FORM, "other"))


@pytest.mark.parametrize("raw", ["/v%C3%A9?a=%2F", "/v%20x", "/v%7Ex", "/voice?a=b%26c", "//voice"])
def test_a_path_counts_as_it_came_over_the_wire(raw: str) -> None:
    """Contract 2.10: decoded by a framework, none of these would be genuine."""
    assert GENUINE.genuine(raw, MultiDict(FORM), signed(raw, FORM))


def test_a_whole_address_in_the_request_line_counts_by_its_path() -> None:
    """Contract 2.11: what a proxy calls us is not what Twilio calls us."""
    assert GENUINE.genuine("http://10.0.0.1:5000" + RAW, MultiDict(FORM), SIGNED)


def test_a_field_told_twice_counts_with_both_its_values() -> None:
    form = MultiDict([*FORM.items(), ("Digits", "9")])
    assert GENUINE.genuine(RAW, form, str(RequestValidator("12345").compute_signature("https://example.com" + RAW, form)))
    assert not GENUINE.genuine(RAW, form, SIGNED)


@pytest.mark.parametrize("signed_over", ["https://example.com:8443", "https://example.com"])
def test_a_port_may_be_left_out_by_who_signs(signed_over: str) -> None:
    """Contract 2.4: texts are signed with it, calls without."""
    signature = str(RequestValidator("12345").compute_signature(signed_over + RAW, FORM))
    assert Signatures("https://example.com:8443", ("12345",)).genuine(RAW, MultiDict(FORM), signature)


@pytest.mark.parametrize("tokens", [(), ("",), ("12345", "")])
def test_the_check_cannot_be_left_without_a_token(tokens: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="sign with it"):
        Signatures("https://example.com", tokens)


def test_a_token_is_not_shown() -> None:
    assert "12345" not in repr(GENUINE)
