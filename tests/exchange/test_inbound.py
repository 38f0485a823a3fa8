"""A mobile that answers a text: what Twilio does by itself, whom it tells, and what comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from ivr.exchange.alerts import NotLoopbackError, NotPossibleError
from ivr.exchange.events import Entry, Replied, Requested, Texted, Warned
from ivr.exchange.exchange import Number
from tests.exchange.conftest import ACCOUNT, CALLER, HELPLINE, TOKEN, Page, Reply, Request, World, of

SENDER = "+447700900800"
SERVICE = "MG" + "0" * 32
EMPTY = ""
Connect = Callable[..., None]


@pytest.fixture
def connect(world: World) -> Connect:
    """Lead the number that texts are sent from to an application that answers so."""

    def lead(page: Page = EMPTY, **changes: Any) -> None:
        world.application.pages["/sms"] = page
        world.exchange.connect(Number(**{"number": SENDER, "message_url": f"{world.application.url}/sms#rc=0", **changes}))

    return lead


@pytest.fixture
def client(world: World) -> Any:
    return Client(ACCOUNT, TOKEN, http_client=world.exchange.http, environment={"not": "the process's"})


def text(world: World, body: str) -> list[str]:
    """Answer with this; the texts that have arrived since, on the mobile."""
    before = len(arrived(world))
    world.exchange.text(CALLER, SENDER, body)
    world.lasts(5)
    return arrived(world)[before:]


def arrived(world: World) -> list[str]:
    return [found.body for found in world.exchange.texts.mobile(CALLER).texts]


def code_of_sending(client: Any, **changes: str) -> int | None:
    try:
        client.messages.create(**{"to": CALLER, "from_": SENDER, "body": "Hello", **changes})
    except TwilioRestException as refused:
        return int(refused.code)
    return None


def test_a_text_is_told_with_all_that_twilio_tells_and_signed(world: World, connect: Connect) -> None:
    """Contract 4.4."""
    connect()
    message = world.exchange.text(CALLER, SENDER, "My son is six")
    world.clock.settle()
    (asked,) = world.application.asked
    assert (asked.genuine, asked.method) == (True, "POST")
    assert dict(asked.form) == {
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsMessageSid": message.sid,
        "AccountSid": ACCOUNT,
        "From": CALLER,
        "To": SENDER,
        "Body": "My son is six",
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
    }


@pytest.mark.parametrize("page", [EMPTY, Reply(b"", status=204)])
def test_an_application_may_say_nothing(world: World, connect: Connect, page: Page) -> None:
    connect(page)
    assert text(world, "Hello") == []
    assert world.exchange.texts.alerts == []


def test_what_it_answers_arrives_on_the_mobile_and_its_receipts_are_told(world: World, connect: Connect, client: Any) -> None:
    answer = '<Message statusCallback="/receipt">One</Message><Message><Body>Two &amp; three</Body></Message>'
    world.application.pages["/receipt"] = Reply(b"", status=204)
    connect(answer)
    assert text(world, "Hello") == ["One", "Two & three"]
    receipts = [request.form for request in world.application.asked if request.path == "/receipt"]
    assert [form["MessageStatus"] for form in receipts] == ["queued", "sent", "delivered"]
    assert [(form["From"], form["To"]) for form in receipts] == [(SENDER, CALLER)] * 3
    listed = [(found.direction, found.body, found.status) for found in client.messages.list()]
    assert listed == [
        ("outbound-reply", "Two & three", "delivered"),
        ("outbound-reply", "One", "delivered"),
        ("inbound", "Hello", "received"),
    ]


def test_words_in_plain_are_an_answer_and_another_document_can_be_asked_for(world: World, connect: Connect) -> None:
    """Contract 1.18."""
    connect("<Message>First</Message><Redirect>/more</Redirect><Message>Never</Message>")
    world.application.pages["/more"] = Reply(b"Second\n", "text/plain")
    assert text(world, "Hello") == ["First", "Second"]
    assert world.application.last("/more")["Body"] == "Hello"


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop ", "STOPALL", "Unsubscribe", "CANCEL", "end", "QUIT", "revoke", "OptOut"])
def test_stop_is_obeyed_and_answered_by_twilio_itself_and_then_nothing_more_is_sent(
    world: World, connect: Connect, client: Any, word: str
) -> None:
    """Contract 4.9."""
    connect()
    (answer,) = text(world, word)
    assert "START" in answer
    assert world.application.last("/sms")["OptOutType"] == "STOP"
    assert code_of_sending(client) == 21610
    assert code_of_sending(client, from_="IASKent") is None


@pytest.mark.parametrize("word", ["START", "unstop", "Yes"])
def test_start_undoes_a_stop(world: World, connect: Connect, client: Any, word: str) -> None:
    """Contract 4.9."""
    connect()
    text(world, "STOP")
    (answer,) = text(world, word)
    assert "STOP" in answer
    assert world.application.last("/sms")["OptOutType"] == "START"
    assert code_of_sending(client) is None


@pytest.mark.parametrize("body", ["please stop ringing", "Stop.", "stop stop"])
def test_only_a_single_word_stops_texts(world: World, connect: Connect, client: Any, body: str) -> None:
    """Contract 4.9."""
    connect()
    assert text(world, body) == []
    assert "OptOutType" not in world.application.last("/sms")
    assert code_of_sending(client) is None


def test_help_is_answered_and_stops_nothing(world: World, connect: Connect, client: Any) -> None:
    connect()
    (answer,) = text(world, "help")
    assert "STOP" in answer
    assert (world.application.last("/sms")["OptOutType"], code_of_sending(client)) == ("HELP", None)


def test_a_stop_covers_the_whole_service_that_the_number_sends_for(world: World, connect: Connect, client: Any) -> None:
    """Contract 4.9."""
    connect(service=SERVICE)
    text(world, "STOP")
    assert code_of_sending(client, from_="", messaging_service_sid=SERVICE) == 21610
    assert code_of_sending(client) == 21610
    text(world, "START")
    assert code_of_sending(client, from_="", messaging_service_sid=SERVICE) is None


def test_where_opt_outs_are_left_to_the_application_a_stop_is_a_text_like_any_other(world: World, connect: Connect, client: Any) -> None:
    connect("<Message>As you wish</Message>", opt_outs=False)
    assert text(world, "STOP") == ["As you wish"]
    assert "OptOutType" not in world.application.last("/sms")
    assert code_of_sending(client) is None


def test_an_application_that_answers_a_stop_itself_is_warned(world: World, connect: Connect) -> None:
    """Contract 4.9: the number is blocked by then."""
    connect("<Message>We are sorry to see you go</Message>")
    assert len(text(world, "STOP")) == 1
    assert [alert.code for alert in world.exchange.texts.alerts] == [21610]


def test_without_an_address_for_texts_stop_still_works_and_nobody_is_told(world: World, connect: Connect, client: Any) -> None:
    connect(message_url="")
    text(world, "STOP")
    assert (world.application.asked, code_of_sending(client)) == ([], 21610)


WRONG = [
    (Reply(b"", status=500), 11200),
    (Reply(b"<Response>"), 12100),
    (Reply(b""), 11770),
    (Reply(b"{}", "application/json"), 12300),
    ("<Say>Hello</Say>", 14110),
    ("<Message><Say>Hello</Say></Message>", 12200),
    ('<Message loud="yes">Hello</Message>', 12200),
    ('<Message method="PUT">Hello</Message>', 12200),
    ("<Message><Body>Look</Body><Media>/a.png</Media></Message>", 12200),
    ("<Message/>", 14103),
    ("Hello", 12200),
    ("<Message>Hello</Message> you", 12200),
    (Reply(b'<Response version="2"><Message>Hello</Message></Response>'), 12200),
    ("<Message>Hello<Body>you</Body></Message>", 0),
    ("<Message><Body>Hello</Body>you</Message>", 0),
    ('<Message from="the moon!">Hello</Message>', 21212),
    ('<Message statusCallback="http://under_score.invalid/">Hello</Message>', 11100),
    ('<Message action="http://first..last/">Hello</Message>', 11100),
    (f"<Message>{'a' * 1601}</Message>", 14103),
    ("<Message>x</Message>" * 11, 14109),
    ("<Redirect/>", 11100),
    ("<Redirect>/sms</Redirect>", 14106),
    ("<Message>x</Message><Redirect>/sms</Redirect>", 14107),
    ('<Message to="07700900123">x</Message>', 21211),
    ("<Redirect>http://192.0.2.1/</Redirect>", 11200),
    ('<Message statusCallback="http://192.0.2.1/">x</Message>', 11200),
]


@pytest.mark.parametrize(("page", "code"), WRONG)
def test_what_twilio_would_not_take_for_an_answer_is_told_by_its_code(world: World, connect: Connect, page: Page, code: int) -> None:
    """Contract 1.14 to 1.19, 4.1, 4.10, and the codes of Twilio's dictionary."""
    heard: list[Entry] = []
    world.exchange.plant.listeners.append(heard.append)
    connect(page)
    text(world, "Hello")
    assert [alert.code for alert in world.exchange.texts.alerts] == [code]
    assert [entry.event.code for entry in heard if isinstance(entry.event, Warned)] == [code]


def test_who_listens_is_told_and_no_log_can_hold_the_words(world: World, connect: Connect) -> None:
    heard: list[Entry] = []
    world.exchange.plant.listeners.append(heard.append)
    connect("<Message>Thank you</Message>")
    message = world.exchange.text(CALLER, SENDER, "My son is six")
    world.lasts(5)
    assert [type(entry.event) for entry in heard] == [Replied, Requested, Texted]
    assert heard[0].event == Replied(message.sid, "My son is six")
    assert {entry.call for entry in heard} == {""}
    assert "son" not in repr(heard) + repr(message)


def test_a_mobile_in_a_call_is_told_there(world: World, connect: Connect) -> None:
    connect()
    call = world.ring("<Pause length='60'/>")
    message = world.exchange.text(CALLER, SENDER, "Hello")
    world.clock.settle()
    assert of(call, Replied) == [Replied(message.sid, "Hello")]
    assert len(of(call, Requested)) == 1


@pytest.mark.parametrize(
    ("from_", "to", "body"),
    [(CALLER, "IASKent", "STOP"), (CALLER, "+447700900111", "STOP"), ("anonymous", SENDER, "STOP"), (CALLER, SENDER, " ")],
)
def test_what_no_mobile_can_send_is_told(world: World, connect: Connect, from_: str, to: str, body: str) -> None:
    """Contract 4.8: a name has no number to answer to."""
    connect()
    with pytest.raises(NotPossibleError):
        world.exchange.text(from_, to, body)
    assert world.exchange.texts.messages == []


def test_texts_lead_nowhere_but_to_this_machine(connect: Connect) -> None:
    with pytest.raises(NotLoopbackError):
        connect(message_url="http://192.0.2.1/sms")


def test_a_number_for_texts_alone_cannot_be_rung(world: World, connect: Connect) -> None:
    connect()
    with pytest.raises(NotPossibleError):
        world.exchange.ring(CALLER, SENDER)


def test_a_slow_application_does_not_keep_the_next_text_waiting(world: World, connect: Connect) -> None:
    def slow_at_first(request: Request) -> Page:
        return Reply(b"<Response/>", after_s=0.3) if request.form["Body"] == "First" else "<Message>Quick</Message>"

    connect(slow_at_first)
    for body in ("First", "Second"):
        world.exchange.text(CALLER, SENDER, body)
    world.lasts(5)
    assert arrived(world) == ["Quick"]
    assert HELPLINE not in {found.to for found in world.exchange.texts.messages}
