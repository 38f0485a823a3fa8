"""What each answer of the Messages API means for a text, over real HTTP."""

import logging
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ivr.menu.hours import LONDON
from ivr.phone.rest import Twilio
from ivr.texts.forget import Deletion
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted, Outcome, Refused, TryLater, Unknown
from ivr.texts.states import TextState
from tests.linesman.site import opened
from tests.phone.provider import ACCOUNT, TOKEN, Fault, Provider, ToLoopback, dropped, error, garbled, open_provider, slow

TO = Mobile("+447700900123")
BODY = "IASK: five tips. £0 & more? 100% + yes"
RECEIPTS = "https://ivr.example.org/sms/status?text=0123"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider on loopback."""
    provider, server = open_provider()
    yield provider
    server.shutdown()
    server.server_close()


def reach(provider: Provider, sender: str = "IASKent") -> Twilio:
    """Our account there."""
    return Twilio(ACCOUNT, TOKEN, sender, ToLoopback(provider.url))


def post(provider: Provider) -> Outcome:
    """Hand a text over."""
    return reach(provider).post(TO, BODY, RECEIPTS)


def test_a_text_is_handed_over_word_for_word_with_the_url_for_its_receipts(provider: Provider) -> None:
    assert post(provider) == Accepted("SM" + "0" * 32, TextState.SENT)
    ((method, path, form, authorization),) = provider.asked
    assert (method, path) == ("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    assert form == {"To": TO.e164, "From": "IASKent", "Body": BODY, "StatusCallback": RECEIPTS, "ValidityPeriod": "900"}
    assert authorization.startswith("Basic ")


def test_a_messaging_service_is_named_as_one(provider: Provider) -> None:
    service = "MG" + "0" * 32
    assert isinstance(reach(provider, service).post(TO, BODY, RECEIPTS), Accepted)
    form = provider.asked[0][2]
    assert form["MessagingServiceSid"] == service
    assert "From" not in form


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (error(400, 21610), Refused(21610)),  # (contract 4.10)
        (error(400, 21211), Refused(21211)),
        (error(401, 20003), TryLater(20003)),  # a token that is being changed loses no text
        (error(403, 20005), TryLater(20005)),  # nor does an account that is shut for a while
        (error(408, 20408), Unknown(20408)),  # whoever gave up may have done so too late
        (error(400, 21606), TryLater(21606)),  # nor does a sender that is not ours
        (error(404, 20404), Refused(20404)),
        (error(429, 20429), TryLater(20429)),  # never processed (contract 4.2)
        (error(500, 20500), Unknown(20500)),  # may have been sent (contract 4.2)
        (error(503, 20503), Unknown(20503)),
        (error(302, 20302), Unknown(20302)),
        (dropped, Unknown()),
        (slow, Unknown()),
        (garbled, Unknown()),
    ],
)
def test_each_answer_is_one_outcome_and_the_text_is_handed_over_once(provider: Provider, fault: Fault, outcome: Outcome) -> None:
    provider.faults.append(fault)
    assert post(provider) == outcome
    assert len(provider.asked) == 1


@pytest.mark.parametrize("answer", ["null", "[]", '"taken"', "12", '{"messages": [null]}'])
def test_an_answer_of_another_shape_is_no_answer_and_ends_no_worker(provider: Provider, answer: str) -> None:
    asked = reach(provider)
    provider.faults = [lambda answerer, _: answerer.answer(200, answer)] * 3
    assert asked.post(TO, BODY, RECEIPTS) == Unknown()
    assert asked.found(TO, BODY, datetime.now(UTC)) == Unknown()
    assert asked.became("SM1") == Unknown()


@pytest.mark.parametrize("code", ['"21610"', "[21610]", "null"])
def test_a_code_that_is_no_number_is_none(provider: Provider, code: str) -> None:
    provider.faults = [lambda answerer, _: answerer.answer(400, f'{{"code": {code}, "message": "The message", "status": 400}}')] * 2
    assert post(provider) == Refused()
    assert reach(provider).delete("SM1") is Deletion.KEPT


def test_where_nobody_answers_the_text_was_certainly_not_sent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and never listens
        nobody = Provider(f"http://127.0.0.1:{unused.getsockname()[1]}")
        assert post(nobody) == TryLater()
        assert reach(nobody).found(TO, BODY, datetime.now(UTC)) == Unknown()


def test_a_name_that_leads_nowhere_is_a_connection_never_made() -> None:
    assert post(Provider("http://provider.invalid")) == TryLater()


def test_a_line_too_full_to_take_a_connection_is_a_connection_never_made() -> None:
    with socket.socket() as full, ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)  # and never accepts, so that a second caller finds the waiting room full
        for _ in range(4):
            caller = waiting.enter_context(socket.socket())
            caller.settimeout(0)
            caller.connect_ex(full.getsockname())
        assert post(Provider(f"http://127.0.0.1:{full.getsockname()[1]}")) == TryLater()


def test_whoever_is_not_shown_to_be_twilio_is_told_nothing() -> None:
    with opened("self-signed.pem") as somebody:
        assert post(Provider(somebody.url)) == TryLater()
        assert somebody.asked == []


def by_way_of(proxy: str, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """Hand a text over on the library's own way to Twilio, which leads through this proxy."""
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, proxy)
    return Twilio(ACCOUNT, TOKEN, "IASKent").post(TO, BODY, RECEIPTS)


def test_where_no_proxy_takes_a_connection_the_text_was_certainly_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and never listens
        assert by_way_of(f"http://127.0.0.1:{unused.getsockname()[1]}", monkeypatch) == TryLater()
    assert by_way_of("http://proxy.invalid:3128", monkeypatch) == TryLater()


def test_of_a_proxy_that_does_not_do_as_it_is_asked_it_is_not_known_what_it_has_done(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert by_way_of(provider.url, monkeypatch) == Unknown()


def test_a_way_to_twilio_without_a_time_out_is_given_one(provider: Provider) -> None:
    way = ToLoopback(provider.url, timeout=None)
    Twilio(ACCOUNT, TOKEN, "IASKent", way)
    assert way.timeout == 10


def test_the_environment_does_not_choose_the_account_or_the_host(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TWILIO_REGION", "TWILIO_EDGE", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
        monkeypatch.setenv(name, "elsewhere")  # (contract 8.4)
    way = ToLoopback(provider.url)
    Twilio(ACCOUNT, TOKEN, "IASKent", way).post(TO, BODY, RECEIPTS)
    assert way.hosts == ["https://api.twilio.com"]


def test_a_message_that_is_there_is_found_by_its_number_its_words_and_its_time(provider: Provider) -> None:
    now, old = datetime.now(UTC), "Mon, 02 Nov 2026 10:00:00 +0000"
    for changes in ({"to": "+447700900999"}, {"body": "Other words."}, {"date_created": old}, {}, {"status": "delivered"}):
        provider.accept({"To": TO.e164, "From": "IASKent", "Body": BODY}, **changes)
    found = reach(provider).found(TO, BODY, now - timedelta(seconds=1))
    assert found == (Accepted(provider.messages[3]["sid"]), Accepted(provider.messages[4]["sid"], TextState.DELIVERED))


@pytest.mark.parametrize("tried_at", [datetime(2027, 3, 28, 1, 2, tzinfo=UTC), datetime(2026, 10, 25, 1, 2, tzinfo=UTC)])
def test_a_message_is_found_on_a_night_when_the_clocks_change(provider: Provider, tried_at: datetime) -> None:
    """A text that is not found is sent again: the minutes that clocks may be apart are not an hour ahead."""
    provider.accept({"To": TO.e164, "From": "IASKent", "Body": BODY}, date_created=format_datetime(tried_at - timedelta(minutes=4)))
    assert reach(provider).found(TO, BODY, tried_at.astimezone(LONDON)) == (Accepted("SM" + "0" * 32),)


def test_where_nothing_was_sent_nothing_is_found(provider: Provider) -> None:
    assert reach(provider).found(TO, BODY, datetime.now(UTC)) == ()


@pytest.mark.parametrize("fault", [error(500, 20500), error(429, 20429), garbled])
def test_a_list_that_cannot_be_had_says_nothing(provider: Provider, fault: Fault) -> None:
    provider.faults.append(fault)
    assert reach(provider).found(TO, BODY, datetime.now(UTC)) == Unknown()


@pytest.mark.parametrize(
    ("changes", "became"),
    [
        ({}, Accepted("SM" + "0" * 32)),
        ({"status": "delivered"}, Accepted("SM" + "0" * 32, TextState.DELIVERED)),
        ({"status": "undelivered", "error_code": 30003}, Accepted("SM" + "0" * 32, TextState.UNDELIVERED, 30003)),
    ],
)
def test_what_became_of_a_message_is_asked_by_its_id_alone(provider: Provider, changes: dict[str, object], became: Accepted) -> None:
    """Contract 4.4."""
    provider.accept({"To": TO.e164, "From": "IASKent", "Body": BODY}, **changes)
    assert reach(provider).became("SM" + "0" * 32) == became
    assert [(method, query) for method, _, query, _ in provider.asked] == [("GET", {})]


@pytest.mark.parametrize("fault", [error(500, 20500), error(429, 20429), error(404, 20404), garbled])
def test_what_became_of_a_message_that_cannot_be_had_is_not_known(provider: Provider, fault: Fault) -> None:
    provider.faults.append(fault)
    assert reach(provider).became("SM1") == Unknown()


def test_no_number_is_logged(provider: Provider, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, provider.url)  # the library's own way to Twilio, which ends here
    ours = Twilio(ACCOUNT, TOKEN, "IASKent")
    with caplog.at_level(logging.DEBUG):
        assert not isinstance(ours.post(TO, BODY, RECEIPTS), Accepted)
        assert isinstance(ours.found(TO, BODY, datetime.now(UTC)), Unknown)
    with caplog.at_level(logging.DEBUG):
        reach(provider).post(TO, BODY, RECEIPTS)
        assert reach(provider).found(TO, BODY, datetime.now(UTC)) == (Accepted("SM" + "0" * 32),)
    assert "7700900" not in caplog.text
    assert TOKEN not in caplog.text + repr(ours)


def test_a_copy_is_deleted_by_its_id_and_what_twilio_says_tells_whether_it_is_gone(provider: Provider) -> None:
    sid = "SM" + "1" * 32
    answers = [(404, 20404), (429, 20429), (401, 20003), (500, 20500), (400, 20009)]
    provider.faults = [error(status, code) for status, code in answers]
    found = [reach(provider).delete(sid) for _ in (*answers, None)]  # the last is not refused
    assert found.pop() is Deletion.GONE
    assert found == [Deletion.GONE, Deletion.NOT_NOW, Deletion.NOT_NOW, Deletion.NOT_NOW, Deletion.KEPT]  # (contract 4.17)
    assert {(method, path) for method, path, *_ in provider.asked} == {("DELETE", f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json")}


def test_a_copy_is_not_taken_for_deleted_where_twilio_cannot_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    assert Twilio(ACCOUNT, TOKEN, "IASKent", ToLoopback(url)).delete("SM" + "1" * 32) is Deletion.NOT_NOW
