"""A webhook's signature. The vectors are Twilio's own (contract 2.2); the library that checks is Twilio's too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from ivr.exchange.signature import sign, signed

NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
FORMS = st.dictionaries(NAMES, st.text(max_size=20), max_size=8)


def form(number: str) -> dict[str, str]:
    return {"CallSid": "CA1234567890ABCDE", "Caller": number, "From": number, "Digits": "1234", "To": "+18005551212"}


@pytest.mark.parametrize(
    ("url", "number", "signature"),
    [
        ("https://example.com/myapp.php?foo=1&bar=2", "+14158675310", "L/OH5YylLD5NRKLltdqwSvS0BnU="),
        ("https://mycompany.com/myapp.php?foo=1&bar=2", "+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    ],
)
def test_the_published_examples_are_signed_alike(url: str, number: str, signature: str) -> None:
    assert sign("12345", url, form(number)) == signature


@settings(max_examples=200, deadline=None)
@given(token=NAMES, path=st.from_regex(r"[A-Za-z0-9._~/-]{0,20}(\?[a-z]=[A-Za-z0-9~.-]{1,9})?", fullmatch=True), fields=FORMS)
def test_twilio_s_own_library_takes_every_signature(token: str, path: str, fields: dict[str, str]) -> None:
    for url in (f"https://helpline.test/{path}", f"http://127.0.0.1:8123/{path}"):
        assert RequestValidator(token).validate(url, fields, sign(token, url, fields))


def test_the_fragment_that_asks_for_retries_is_not_signed() -> None:
    assert sign("t", "http://127.0.0.1:1/voice?step=1#rc=1&rp=5xx", {}) == sign("t", "http://127.0.0.1:1/voice?step=1", {})


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://me:secret@helpline.test:8443/v?a=1#rc=2", "https://helpline.test/v?a=1"),
        ("http://me:secret@127.0.0.1:8000/v", "http://127.0.0.1:8000/v"),
    ],
)
def test_a_user_is_never_signed_and_a_port_only_over_http(url: str, address: str) -> None:
    assert signed(url) == address
