"""The REST API, asked through Twilio's own client (contract 8.4), and texts on their way to a mobile."""

from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from ivr.exchange.alerts import NotLoopbackError
from ivr.exchange.deliveries import UNDELIVERED, Delivery, Receipt
from ivr.exchange.events import Ended, LeftQueue, Said, Texted, Warned
from ivr.exchange.rest.client import Breaks, Refuses
from tests.exchange.conftest import ACCOUNT, CALLER, TOKEN, Reply, World, of

WAITS = "<Response><Enqueue waitUrl='' action='{url}/left'>advisers</Enqueue></Response>"
GO_ON = "<Pause length='60'/>"
NOT_TWILIO = {"not": "the process's"}


@pytest.fixture
def client(world: World) -> Any:
    return Client(ACCOUNT, TOKEN, http_client=world.exchange.http, environment=NOT_TWILIO)


def refused(call: Any) -> tuple[int, int]:
    with pytest.raises(TwilioRestException) as told:
        call()
    return told.value.status, told.value.code


def send(client: Any, world: World, **changes: Any) -> Any:
    world.application.pages["/receipt"] = Reply(b"", status=204)
    usual = {"to": CALLER, "from_": "IASKent", "body": "Hello", "status_callback": f"{world.application.url}/receipt?text=7#rc=1"}
    return client.messages.create(**{**usual, **changes})


def receipts(world: World) -> list[str]:
    assert all(request.genuine for request in world.application.asked)
    return [request.form["MessageStatus"] for request in world.application.asked if request.path == "/receipt?text=7"]


def test_a_text_is_taken_carried_and_its_receipts_are_signed(client: Any, world: World) -> None:
    """Contract 4.4, 4.5."""
    message = send(client, world)
    assert (message.status, message.num_segments, message.price, message.direction) == ("queued", "1", None, "outbound-api")
    world.lasts(1)
    assert (receipts(world), world.exchange.texts.mobile(CALLER).texts) == (["queued", "sent"], [])
    world.lasts(1)
    assert receipts(world) == ["queued", "sent", "delivered"]
    assert [text.body for text in world.exchange.texts.mobile(CALLER).texts] == ["Hello"]
    told = world.application.asked[-1].form
    assert (told["MessageSid"], told["SmsSid"], told["To"], told["AccountSid"]) == (message.sid, message.sid, CALLER, ACCOUNT)
    assert client.messages(message.sid).fetch().status == "delivered"


def test_receipts_come_in_any_order_late_and_twice_and_what_is_final_stays(client: Any, world: World) -> None:
    """Contract 4.4."""
    plan = (Receipt("delivered", 1), Receipt("delivered", 1), Receipt("sent", 900))
    world.exchange.texts.delivery = Delivery(1, plan)
    message = send(client, world)
    world.lasts(900)
    assert receipts(world) == ["delivered", "delivered", "sent"]
    assert client.messages(message.sid).fetch().status == "delivered"


def test_a_text_that_does_not_arrive_says_why(client: Any, world: World) -> None:
    world.exchange.texts.mobile(CALLER).delivery = UNDELIVERED
    message = send(client, world)
    world.lasts(10)
    assert receipts(world) == ["queued", "sent", "undelivered"]
    assert world.application.asked[-1].form["ErrorCode"] == "30003"
    assert (client.messages(message.sid).fetch().error_code, world.exchange.texts.mobile(CALLER).texts) == (30003, [])


def test_a_receipt_that_is_not_taken_is_noted(client: Any, world: World) -> None:
    send(client, world, status_callback=f"{world.application.url}/gone")
    world.lasts(2)
    assert [alert.code for alert in world.exchange.texts.alerts] == [11200] * 3


def test_a_text_is_told_in_the_call_its_mobile_is_in(client: Any, world: World) -> None:
    call = world.ring(GO_ON)
    message = send(client, world)
    world.lasts(2)
    assert of(call, Texted) == [Texted(message.sid, "Hello")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": "07700900123"}, 21211),
        ({"to": "+15005550002"}, 21612),
        ({"from_": CALLER}, 21211),
        ({"from_": "A name too long"}, 21212),
        ({"from_": "123456"}, 21212),
        ({"body": "a" * 1601}, 21617),
        ({"body": ""}, 21602),
    ],
)
def test_what_twilio_does_not_take_is_refused_with_its_code(client: Any, world: World, changes: dict[str, str], code: int) -> None:
    """Contract 4.10, 8.2."""
    assert refused(lambda: send(client, world, **changes)) == (400, code)


def test_a_mobile_that_said_stop_is_not_texted(client: Any, world: World) -> None:
    """Contract 4.9."""
    world.exchange.texts.mobile(CALLER).opted_out.add("IASKent")
    assert refused(lambda: send(client, world)) == (400, 21610)


def test_it_fails_as_it_is_told_to_and_only_so_often(client: Any, world: World) -> None:
    """Contract 4.2: a busy API has done nothing, a broken connection may have."""
    world.exchange.http.faults.extend([Refuses(429, 20429), Refuses(500, 20500)])
    assert [refused(lambda: send(client, world)) for _ in range(2)] == [(429, 20429), (500, 20500)]
    for taken in (False, True):
        world.exchange.http.faults.append(Breaks(ConnectionResetError(), taken=taken))
        with pytest.raises(ConnectionResetError):
            send(client, world)
        assert len(client.messages.list(to=CALLER)) == taken
    assert send(client, world).status == "queued"


def test_messages_are_listed_newest_first_by_number_and_can_be_redacted_and_deleted(client: Any, world: World) -> None:
    """Contract 4.17."""
    first, second = send(client, world), send(client, world, body="Second")
    send(client, world, to="+447700900456")
    assert [message.sid for message in client.messages.list(to=CALLER)] == [second.sid, first.sid]
    assert client.messages(first.sid).update(body="").body == ""
    assert client.messages(first.sid).delete()
    assert refused(lambda: client.messages(first.sid).fetch()) == (404, 20404)


def test_only_the_account_itself_is_answered(world: World) -> None:
    for account, token in ((ACCOUNT, "wrong"), ("AC" + "1" * 32, TOKEN)):
        stranger = Client(account, token, http_client=world.exchange.http, environment=NOT_TWILIO)
        assert refused(stranger.messages("SM" + "0" * 32).fetch) == (401, 20003)


def test_a_receipt_that_is_sent_on_to_another_machine_is_told_and_goes_nowhere(client: Any, world: World) -> None:
    """Contract 1.22."""
    world.application.pages["/elsewhere"] = Reply(b"", status=302, location="http://192.0.2.1/receipt")
    send(client, world, status_callback=f"{world.application.url}/elsewhere")
    world.lasts(3)
    assert [(alert.code, alert.contract) for alert in world.exchange.texts.alerts] == [(11200, "1.22")] * 3
    assert world.exchange.plant.failures == []


def test_a_receipt_is_never_sent_to_another_machine(client: Any, world: World) -> None:
    with pytest.raises(NotLoopbackError):
        send(client, world, status_callback="http://192.0.2.1/receipt")


def test_a_call_is_fetched_sent_elsewhere_and_ended(client: Any, world: World) -> None:
    """Contract 3.48."""
    call = world.ring(GO_ON, new="<Say>Something new</Say>" + GO_ON)
    assert (client.calls(call.sid).fetch().status, [found.sid for found in client.calls.list()]) == ("in-progress", [call.sid])
    client.calls(call.sid).update(url=f"{world.application.url}/new")
    world.clock.settle()
    client.calls(call.sid).update(twiml="<Response><Say>By hand</Say><Pause length='9'/></Response>")
    world.clock.settle()
    assert [said.words for said in of(call, Said)] == ["Something new", "By hand"]
    client.calls(call.sid).update(status="completed")
    world.clock.settle()
    assert of(call, Ended) == [Ended("the application ended the call")]
    assert refused(lambda: client.calls(call.sid).update(status="completed")) == (400, 21220)
    assert refused(lambda: client.calls("CA" + "f" * 32).fetch()) == (404, 20404)


def test_a_call_is_sent_to_a_document_only_if_it_is_one(client: Any, world: World) -> None:
    """Contract 1.15, 3.27, 3.48."""
    call = world.ring(GO_ON)
    by_hand = "<Response><Say>By hand</Say></Response>"
    assert refused(lambda: client.calls(call.sid).update(twiml=by_hand, url=f"{world.application.url}/new"))[0] == 400
    assert refused(lambda: client.calls(call.sid).update(twiml="<Response/>" + " " * 3990))[0] == 400
    client.calls(call.sid).update(twiml="<Response><Record/></Response>")
    world.clock.settle()
    assert [told.code for told in of(call, Warned)] == [11100]


def test_a_queue_is_made_sized_and_its_members_listed(client: Any, world: World) -> None:
    """Contract 3.36, 3.37."""
    queue = client.queues.create(friendly_name="advisers", max_size=7)
    assert refused(lambda: client.queues.create(friendly_name="all", max_size=5001)) == (400, 20001)
    calls = [world.place(WAITS.format(url=world.application.url)) for _ in range(2)]
    world.lasts(11)
    found = client.queues(queue.sid).fetch()
    assert (found.friendly_name, found.current_size, found.max_size, found.average_wait_time) == ("advisers", 2, 7, 10)
    members = client.queues(queue.sid).members.list()
    assert [(member.call_sid, member.position, member.wait_time) for member in members] == [(calls[0].sid, 1, 10), (calls[1].sid, 2, 10)]
    assert client.queues(queue.sid).members("Front").fetch().call_sid == calls[0].sid
    assert client.queues(queue.sid).update(max_size=9).max_size == 9
    assert [listed.sid for listed in client.queues.list()] == [queue.sid]


def test_a_member_taken_out_goes_where_it_is_sent_and_its_action_is_told(client: Any, world: World) -> None:
    """Contract 3.33, 3.37."""
    queue = client.queues.create(friendly_name="advisers")
    call = world.place(WAITS.format(url=world.application.url))
    world.lasts(1)
    world.application.pages |= {"/out": "<Say>Out</Say>" + GO_ON, "/left": GO_ON}
    client.queues(queue.sid).members(call.sid).update(url=f"{world.application.url}/out")
    world.clock.settle()
    assert world.application.last("/left")["QueueResult"] == "redirected"
    assert of(call, LeftQueue) == [LeftQueue("advisers", "redirected")]
    assert [said.words for said in of(call, Said)] == ["Out"]


def test_a_text_that_waits_for_longer_than_it_may_is_not_sent_on(client: Any, world: World) -> None:
    """Contract 4.1: ValidityPeriod."""
    world.exchange.texts.delivery = Delivery(1000, (Receipt("queued", 0), Receipt("sent", 901), Receipt("delivered", 1000)))
    late, soon = send(client, world, validity_period=900), send(client, world, body="Second", validity_period=901)
    world.lasts(1100)
    told = {message.sid: (message.status, message.error_code) for message in client.messages.list(to=CALLER)}
    assert told == {late.sid: ("failed", 30036), soon.sid: ("delivered", None)}
    assert [text.body for text in world.exchange.texts.mobile(CALLER).texts] == ["Second"]
    assert refused(lambda: send(client, world, validity_period=36001)) == (400, 20001)
