"""The REST API of the exchange is the one that Twilio describes: it gives what is described, and refuses what is not.

The description is Twilio's own (contract 8.3), and Prism's is the judgement of what goes by.
"""

import json
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from ivr.exchange.deliveries import UNDELIVERED
from ivr.exchange.plant import Extension
from ivr.exchange.rest.fields import ASKED
from ivr.phone.rest import Twilio
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted
from ivr.texts.states import from_receipt
from tests.exchange.conftest import ACCOUNT, ADVISER, CALLER, TOKEN, World
from tests.exchange.described import METHODS, OURS, ROOT, Prism, description, fields, operations, prism
from tests.small import NOW

SENDER = "IASKent"
SERVICE = "MG" + "a" * 32
TO_COME = "SM" + "0" * 32
NO_CALL, NO_QUEUE = "CA" + "0" * 32, "QU" + "0" * 32
GO_ON = "<Pause length='60'/>"
WAITS = "<Response><Enqueue waitUrl='' action='{}/left'>advisers</Enqueue></Response>"
AT_TWILIO = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}"
BODIES = {"Messages": "message", "Calls": "call", "Queues": "queue", "Queues/{}/Members": "queue.member"}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prism]:
    with prism(tmp_path_factory.mktemp("prism")) as found:
        yield found


@pytest.fixture
def client(held: Prism, world: World) -> Client:
    """Twilio's own client, whose every request and answer is held against the description."""
    return Client(ACCOUNT, TOKEN, http_client=held.leads_to(world.exchange.http).way, environment={"not": "the process's"})


def ask(world: World, method: str, path: str, given: dict[str, str], auth: tuple[str, str] | None = (ACCOUNT, TOKEN)) -> tuple[int, Any]:
    """The status and the body of the exchange's own answer."""
    query, form = (given, {}) if method == "GET" else ({}, given)
    answer = world.exchange.http.request(method, f"{AT_TWILIO}/{path}.json", query, form, auth=auth)
    return answer.status_code, json.loads(answer.text or "null")


class Spoiled(HttpClient):  # type: ignore[misc,unused-ignore] # the helper library is not typed
    """The exchange's way out, save that one field of each answer holds something else."""

    def __init__(self, way: HttpClient, field: str, value: object) -> None:
        self.way, self.field, self.value = way, field, value

    def request(self, *args: Any, **kwargs: Any) -> Any:
        answer = self.way.request(*args, **kwargs)
        return Response(answer.status_code, json.dumps({**json.loads(answer.text), self.field: self.value}))


@pytest.mark.parametrize(("field", "value"), [("num_segments", 1), ("status", "on its way"), ("sid", "SM1"), ("error_code", "30003")])
def test_an_answer_that_is_not_as_described_is_found(held: Prism, world: World, field: str, value: object) -> None:
    held.leads_to(Spoiled(world.exchange.http, field, value))
    liar = Client(ACCOUNT, TOKEN, http_client=held.way, environment={"not": "the process's"})
    with pytest.raises(AssertionError, match=rf"Response body property {field} must"):
        liar.messages.create(to=CALLER, from_=SENDER, body="Hello")


@pytest.mark.parametrize("sender", [SENDER, "+447700900001", SERVICE])
def test_what_the_helpline_asks_and_is_told_is_as_described(held: Prism, world: World, sender: str) -> None:
    ours = Twilio(ACCOUNT, TOKEN, sender, held.leads_to(world.exchange.http).way)
    posted = ours.post(Mobile(CALLER), "Hello", f"{world.application.url}/sms/status?text=7#rc=1&rp=5xx,ct,rt")
    assert isinstance(posted, Accepted)
    assert ours.found(Mobile(CALLER), "Hello", NOW) == (posted,)
    assert [asked for asked, _ in world.exchange.http.asked] == ["POST", "GET"]


def test_a_text_is_as_described_from_its_sending_to_its_removal(client: Any, world: World) -> None:
    """Contract 4.4, 4.5, 4.17."""
    arrives, fails = client.messages.create(to=CALLER, from_=SENDER, body="Hello"), "+447700900456"
    world.exchange.texts.mobile(fails).delivery = UNDELIVERED
    lost = client.messages.create(to=fails, messaging_service_sid=SERVICE, body="Hello")
    told = []
    for _ in range(3):
        world.lasts(1)
        told.append((client.messages(arrives.sid).fetch().status, client.messages(lost.sid).fetch().status))
    assert told == [("sent", "sent"), ("delivered", "sent"), ("delivered", "undelivered")]
    assert client.messages(lost.sid).fetch().error_code == 30003
    assert [found.sid for found in client.messages.list(from_=SENDER)] == [arrives.sid]
    assert client.messages(arrives.sid).update(body="").body == ""
    assert client.messages(arrives.sid).delete()


def test_a_long_list_comes_in_pages_as_described(client: Any, world: World) -> None:
    sent = [client.messages.create(to=CALLER, from_=SENDER, body=f"Text {number}").sid for number in range(5)]
    world.exchange.http.asked.clear()
    assert [found.sid for found in client.messages.list(to=CALLER, page_size=2)] == sent[::-1]
    assert len(world.exchange.http.asked) == 3
    page = client.messages.page(to=CALLER, page_size=2, page_number=1)
    assert [found.sid for found in page] == [sent[2], sent[1]]
    assert [found.sid for found in page.previous_page()] == [sent[4], sent[3]]
    assert [found.sid for found in client.messages.list(limit=3)] == sent[:1:-1]


def test_a_call_is_as_described_however_it_goes(client: Any, world: World) -> None:
    """Contract 3.48."""
    goes_on = world.ring(GO_ON, new=GO_ON)
    silent = "+447700900998"
    for number, extension in {ADVISER: Extension(answers_after_s=0), silent: Extension(answers_after_s=None)}.items():
        world.exchange.extend(number, extension)
        world.place(f"<Response><Dial timeout='5'><Number>{number}</Number></Dial></Response>")
    world.lasts(1)
    assert {call.status for call in client.calls.list()} == {"ringing", "in-progress"}
    assert [call.to for call in client.calls.list(status="ringing")] == [silent]
    assert {call.direction for call in client.calls.list()} == {"inbound", "outbound-api", "outbound-dial"}
    world.lasts(10)
    assert [(call.to, call.duration) for call in client.calls.list(status="no-answer")] == [(silent, "0")]
    assert client.calls(goes_on.sid).update(url=f"{world.application.url}/new", method="POST").status == "in-progress"
    assert client.calls(goes_on.sid).update(twiml=f"<Response>{GO_ON}</Response>").sid == goes_on.sid
    client.calls(goes_on.sid).update(status="completed")
    world.clock.settle()
    ended = client.calls(goes_on.sid).fetch()
    assert (ended.status, ended.duration, ended.start_time, ended.end_time) == ("completed", "11", NOW, world.clock.now())


def test_a_queue_and_its_members_are_as_described(client: Any, world: World) -> None:
    """Contract 3.36, 3.37."""
    queue = client.queues.create(friendly_name="advisers", max_size=7)
    calls = [world.place(WAITS.format(world.application.url)).sid for _ in range(2)]
    world.lasts(11)
    assert [found.current_size for found in client.queues.list()] == [2]
    assert client.queues(queue.sid).update(max_size=9).max_size == 9
    members = client.queues(queue.sid).members
    assert [(found.call_sid, found.position, found.wait_time) for found in members.list()] == [(calls[0], 1, 10), (calls[1], 2, 10)]
    assert members("Front").fetch().call_sid == calls[0]
    world.application.pages |= {"/out": GO_ON, "/left": GO_ON}
    assert members(calls[1]).update(url=f"{world.application.url}/out", method="POST").call_sid == calls[1]
    world.clock.settle()
    assert client.queues(queue.sid).fetch().current_size == 1


BAD = [
    ("POST", "Messages", {"From": SENDER, "Body": "Hello"}),
    ("POST", "Messages", {"To": CALLER, "Body": "Hello", "MessagingServiceSid": "MG1"}),
    ("POST", "Messages", {"To": CALLER, "Body": "Hello", "MessagingServiceSid": ""}),
    ("POST", "Messages", {"To": CALLER, "From": SENDER, "Body": "Hello", "StatusCallback": "no address"}),
    ("GET", "Messages", {"PageSize": "0"}),
    ("GET", "Messages", {"PageSize": "1001"}),
    ("GET", "Messages", {"PageSize": "many"}),
    ("GET", "Messages", {"Page": "-1"}),
    ("GET", "Messages/XX" + "0" * 32, {}),
    ("GET", "Messages/SM123", {}),
    ("GET", "Calls", {"Status": "gone"}),
    ("GET", "Calls", {"PageSize": "1001"}),
    ("POST", "Calls", {"To": CALLER}),
    ("GET", "Calls/SM" + "0" * 32, {}),
    ("POST", "Calls/{call}", {"Status": "busy"}),
    ("POST", "Calls/{call}", {"Url": "http://127.0.0.1/", "Method": "PUT"}),
    ("POST", "Calls/{call}", {"Url": "no address"}),
    ("POST", "Queues", {"MaxSize": "7"}),
    ("POST", "Queues", {"FriendlyName": "advisers", "MaxSize": "seven"}),
    ("GET", "Queues/CA" + "0" * 32, {}),
    ("GET", "Queues/{queue}/Members", {"PageSize": "1001"}),
    ("POST", "Queues/{queue}/Members/{waits}", {"Method": "POST"}),
    ("POST", "Queues/{queue}/Members/{waits}", {"Url": "no address"}),
    ("POST", "Queues/{queue}/Members/{waits}", {"Url": "http://127.0.0.1/", "Method": "PUT"}),
    ("GET", "Faxes", {}),
    ("GET", "Queues/{queue}/Callers", {}),
    ("DELETE", "Messages", {}),
    ("POST", "Queues/{queue}/Members", {}),
]


@pytest.mark.parametrize(("method", "path", "given"), BAD)
def test_what_the_description_refuses_the_exchange_refuses(
    held: Prism, world: World, method: str, path: str, given: dict[str, str]
) -> None:
    call, waits = world.ring(GO_ON), world.place(WAITS.format(world.application.url))
    path = path.format(call=call.sid, waits=waits.sid, queue=world.exchange.queue("advisers").sid)
    held.leads_to(world.exchange.http)
    assert held.refuses(method, f"{AT_TWILIO}/{path}.json", given, (ACCOUNT, TOKEN))
    assert not world.exchange.http.asked, "it was let through"
    status, refusal = ask(world, method, path, given)
    assert 400 <= status < 500
    assert (refusal["status"], refusal["more_info"]) == (status, f"https://www.twilio.com/docs/errors/{refusal['code']}")
    assert 10_000 <= refusal["code"] < 100_000
    assert not [value for value in given.values() if value and value in refusal["message"]]


def test_whoever_shows_no_name_and_token_is_refused_by_both(held: Prism, world: World) -> None:
    held.leads_to(world.exchange.http)
    assert "#UNAUTHORIZED" in held.refuses("GET", f"{AT_TWILIO}/Messages.json", {}, None)
    assert ask(world, "GET", "Messages", {}, None)[0] == 401


def resource(path: str) -> str:
    """A described path as the exchange has it: with its ids left out."""
    return "/".join("{}" if word.startswith("{") else word for word in path.split("/"))


def test_every_field_of_the_exchange_is_described_and_no_needed_one_is_missing() -> None:
    described = {(resource(path), method): operation for path, method, operation in operations()}
    ours = {(path, method): known for path, methods in ASKED.items() for method, known in methods.items()}
    assert ours.keys() <= described.keys()
    for asked, known in ours.items():
        assert known.keys() <= fields(described[asked]).keys(), asked


def test_what_is_described_and_not_done_here_is_refused_and_never_ignored(world: World) -> None:
    ids = {"Sid": NO_CALL, "CallSid": NO_CALL, "QueueSid": NO_QUEUE}
    seen = 0
    for path, method, operation in operations():
        known = ASKED[resource(path)].get(method)
        own = {**ids, "Sid": {"M": TO_COME, "C": NO_CALL, "Q": NO_QUEUE}[path[0]]}
        if known is None:
            status, refusal = ask(world, method, path.format(**own), {})
            assert (status, refusal["code"]) == (405, 20004), (method, path)
            seen += 1
            continue
        for name in fields(operation).keys() - known.keys():
            status, refusal = ask(world, method, path.format(**own), {name: "1"})
            assert (status, refusal["message"]) == (501, f"this exchange does not know {name}"), (method, path)
            seen += 1
    assert seen > 30


def test_what_lies_below_a_message_or_a_call_is_not_there(world: World) -> None:
    below = [path.removeprefix(ROOT).removesuffix(".json") for path in description()["paths"] if path.startswith(ROOT)]
    others = [path for path in below if path.startswith(("Messages/", "Calls/", "Queues/")) and path not in OURS]
    assert len(others) > 10
    ids = {"MessageSid": TO_COME, "CallSid": world.ring(GO_ON).sid, "Sid": "RE" + "0" * 32}
    assert {ask(world, method, path.format(**ids), {})[0] for path in others for method in METHODS} == {404}


@pytest.mark.parametrize(("path", "schema"), BODIES.items())
def test_every_property_that_is_described_is_given_and_no_other(world: World, path: str, schema: str) -> None:
    world.place(WAITS.format(world.application.url))
    world.lasts(1)
    ask(world, "POST", "Messages", {"To": CALLER, "From": SENDER, "Body": "Hello"})
    status, listed = ask(world, "GET", path.format(world.exchange.queue("advisers").sid), {})
    assert status == 200
    [shape] = next(items for items in listed.values() if isinstance(items, list))
    described = description()["components"]["schemas"][f"api.v2010.account.{schema}"]["properties"]
    assert shape.keys() == described.keys()
    dated = [name for name, each in described.items() if each.get("format") == "date-time-rfc-2822" and shape[name]]
    assert dated
    assert {parsedate_to_datetime(shape[name]).utcoffset() for name in dated} == {NOW.utcoffset()}  # which Prism does not look at


def test_the_helpline_knows_every_word_for_what_becomes_of_its_texts() -> None:
    words = set(description()["components"]["schemas"]["message_enum_status"]["enum"])
    assert {word for word in words if from_receipt(word) is None} == {"receiving", "received"}  # said of those that others send


def test_the_statuses_a_call_may_be_listed_by_are_the_described_ones() -> None:
    described = description()["components"]["schemas"]
    assert ASKED["Calls"]["GET"]["Status"].form.split("|") == described["call_enum_status"]["enum"]
    assert sorted(ASKED["Calls/{}"]["POST"]["Status"].form.split("|")) == sorted(described["call_enum_update_status"]["enum"])


def test_a_refusal_reaches_whoever_asks_as_twilios_own_does(client: Any) -> None:
    with pytest.raises(TwilioRestException) as told:
        client.messages.create(to="+15005550002", from_=SENDER, body="Hello")
    assert (told.value.status, told.value.code) == (400, 21612)
