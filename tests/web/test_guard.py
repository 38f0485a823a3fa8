"""Who may tell us anything: only Twilio."""

import logging
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from ivr.clips.catalogue import Catalogue
from ivr.web.doors import House, create
from tests.small import helpline
from tests.web.conftest import Open, Site
from tests.web.line import PUBLIC, TOKEN, Line, fetch, post

FORM = {"CallSid": Line(0).call, "From": "+447700900123", "To": "+443000413000", "CallStatus": "ringing", "Body": "STOP", "Digits": "1"}
NEXT = "f" * 32
POSTS = [
    "/voice",
    "/voice/keys",
    "/voice/silence",
    "/voice/waiting",
    "/voice/left-queue",
    "/voice/recorded",
    "/voice/recording",
    "/voice/adviser",
    "/voice/adviser-left",
    "/voice/failed",
    "/voice/status",
    "/sms",
    "/sms/status",
    "/studio/call",
    "/studio/call/keys",
    "/studio/call/silence",
    "/studio/call/recorded",
    "/studio/call/moment",
    "/studio/call/failed",
]
OF_STAFF = [
    "/desk",
    "/desk/texts",
    "/desk/texts/back",
    "/desk/texts/done",
    "/sign-in",
    "/sign-out",
    "/studio/<id>/takes",
    "/studio/<id>/takes/<take>",
    "/studio/<id>/undo",
]  # guarded otherwise: see tests/web/desk


def test_every_door_that_takes_a_post_is_in_the_list(site: Site) -> None:
    house = House(
        public=PUBLIC, tokens=(TOKEN,), helpline=helpline(), store=site.store, recordings=Catalogue(), audio=site.folder, clock=site.clock
    )
    rules = create(house).url_map.iter_rules()
    assert sorted(rule.rule for rule in rules if "POST" in (rule.methods or ())) == sorted(POSTS + OF_STAFF)


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("signature", [None, "", "x", "bm90IGEgc2lnbmF0dXJlIGF0IGFsbA=="])
def test_what_is_not_signed_is_refused_and_nothing_is_written(site: Site, path: str, signature: str | None) -> None:
    headers = {} if signature is None else {"X-Twilio-Signature": signature}
    answer = fetch(site.port, "POST", f"{path}?text=a", urlencode(FORM), headers)
    assert answer.status == 403
    assert b"Response" not in answer.body
    assert site.journal() == []
    assert not site.store.opted_out("+447700900123")


def test_a_refusal_is_logged_without_the_number_the_query_or_the_form(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="ivr"):
        fetch(site.port, "POST", "/voice/keys?node=secret", urlencode(FORM))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("ivr")]
    assert ours == ["refused: not signed by Twilio: /voice/keys"]


def test_another_account_s_signature_is_refused(site: Site) -> None:
    assert post(site.port, f"{PUBLIC}/voice", FORM, token="somebody else's").status == 403


def test_a_signature_for_another_path_or_form_is_refused(site: Site) -> None:
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/voice/keys?step=1", FORM)
    for path, form in (("/voice/keys?step=2", FORM), ("/voice/keys", FORM), ("/voice/keys?step=1", FORM | {"Digits": "2"})):
        assert fetch(site.port, "POST", path, urlencode(form), {"X-Twilio-Signature": signature}).status == 403
    assert fetch(site.port, "POST", "/voice/keys?step=1", urlencode(FORM), {"X-Twilio-Signature": signature}).status == 200


def test_a_signature_over_the_address_inside_our_proxy_is_refused(site: Site) -> None:
    """Contract 2.11: neither the Host header nor a forwarded one says who we are."""
    inside = f"http://127.0.0.1:{site.port}/voice"
    headers = {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(inside, FORM), "X-Forwarded-Host": f"127.0.0.1:{site.port}"}
    assert fetch(site.port, "POST", "/voice", urlencode(FORM), headers).status == 403


@pytest.mark.parametrize(
    "raw", ["/voice/keys?node=caf%C3%A9", "/voice/keys?node=a%2Fb&step=%31", "/voice/keys?node=a%20b", "/voice/key%73"]
)
def test_a_path_counts_as_it_came_over_the_wire(site: Site, raw: str) -> None:
    """Contract 2.10: the framework decodes these, and they would fail."""
    assert post(site.port, PUBLIC + raw, FORM).status == 200


def test_spaces_around_a_field_and_fields_we_do_not_know_are_signed_too(site: Site) -> None:
    """Contract 1.5, 2.12."""
    assert post(site.port, f"{PUBLIC}/voice", FORM | {"CallerName": "  A Name ", "StirVerstat": "", "Ünïcode": "é"}).status == 200


def test_while_tokens_change_hands_both_are_good(opened: Open) -> None:
    """Contract 2.6."""
    with opened(tokens=(TOKEN, NEXT)) as site:
        for token in (TOKEN, NEXT):
            assert post(site.port, f"{PUBLIC}/voice", FORM, token=token).status == 200
        assert post(site.port, f"{PUBLIC}/voice", FORM, token="other").status == 403


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_told_by_another_method(site: Site, method: str) -> None:
    answer = fetch(site.port, method, "/voice")
    assert answer.status in {200, 403, 405}
    assert b"<Response" not in answer.body
    assert site.journal() == []


def test_an_unknown_path_is_no_redirect_and_no_document(site: Site) -> None:
    """Contract 1.16: a redirect would lose the keys."""
    for raw in ("/voice/dance", "/voice/", "/Voice", "/voice//keys"):
        answer = post(site.port, PUBLIC + raw, FORM)
        assert answer.status == 404
        assert b"<Response" not in answer.body


def test_without_a_signature_it_is_refused_before_its_form_has_come(site: Site) -> None:
    answer = fetch(site.port, "POST", "/voice", "", {"Content-Length": "70000"})
    assert (answer.status, answer.body) == (403, b"Not signed by Twilio.\n")
    assert site.journal() == []


@pytest.mark.parametrize("signed", [True, False])
def test_a_form_larger_than_any_of_twilio_s_is_refused_like_any_that_is_not_theirs(site: Site, signed: bool) -> None:  # noqa: FBT001 - a case
    large = FORM | {"Body": "x" * 70_000}
    answer = post(site.port, f"{PUBLIC}/voice", large) if signed else fetch(site.port, "POST", "/voice", urlencode(large))
    assert answer.status == 403
    assert site.journal() == []
