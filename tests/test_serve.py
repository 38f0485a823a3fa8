"""What a helpline is for, from end to end: the command that is shipped, the real menus, HTTP, and a caller who gets what they rang for.

The caller's side is `tests.web.line`, which signs what it sends and holds every document to the grammar.
"""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlencode
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import func, select

from ivr.menu.load import load
from ivr.menu.model import Guidance, Helpline
from ivr.porter.enrol import add
from ivr.staff.people import Role
from ivr.store import Store, connect
from ivr.store.tables import METADATA
from ivr.texts.states import TextState
from tests.databases import another
from tests.phone.provider import Provider
from tests.real import edited, keys_to, longest, never_closed
from tests.served import Server, serving, worked
from tests.studio.reading import read
from tests.web.browsing import Browser
from tests.web.line import PUBLIC, TOKEN, Line, fetch, post

MOBILE = "+447700900123"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The helpline while advisers answer."""
    with serving(never_closed(tmp_path_factory.mktemp("open"))) as found:
        yield found


@pytest.fixture
def recording(server: Server) -> Browser:
    """Somebody who has signed in to record."""
    with memory(server) as store:
        add(store, name := f"Reader {uuid4().hex}", {Role.RECORD}, "coffee bridge tulip")
    return Browser(server.port).go("/sign-in").send("/sign-in", name=name, password="coffee bridge tulip")


@pytest.fixture(scope="module")
def on_postgres(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Iterator[Server]:
    """The same with PostgreSQL for its memory."""
    url = another(postgres, "served").replace("postgresql://", "postgresql+psycopg://")
    with serving(never_closed(tmp_path_factory.mktemp("postgres")), DATABASE_URL=url) as found:
        yield found


@pytest.fixture(scope="module")
def switched_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The helpline with its emergency switch on, and so closed whatever the hour."""
    with serving(edited(tmp_path_factory.mktemp("closed"), ("closed: no\n", "closed: yes\n"))) as found:
        yield found


def menus(server: Server) -> Helpline:
    return load(server.menus).spoken()


def memory(server: Server) -> closing[Store]:
    return closing(connect(server.database))


def arrive_at(server: Server, guidance: Guidance, call: str) -> Line:
    line = Line(server.port, call=call, caller=MOBILE).ring()
    for key in keys_to(menus(server), guidance.id):
        line.said()
        line.press(key)
    return line


def guided(server: Server, call: str) -> Line:
    """A caller who hears the longest guidance to its end."""
    guidance = longest(menus(server))
    assert len(guidance.pages) > 2
    line = arrive_at(server, guidance, call)
    for n, page in enumerate(guidance.pages):
        if n:
            line.press("1")
        assert page.say in line.said()
    return line


def texted(server: Server, provider: Provider, call: str) -> list[TextState]:
    """A caller who asks for a text on their own mobile, and gets it: the worker sends it, the receipt comes back."""
    helpline = menus(server)
    guidance = longest(helpline)
    line = arrive_at(server, guidance, call).press("8")
    assert "ending in 1 2 3" in line.said()
    line.press("1")
    assert helpline.lines["text.sent"].say in line.said()
    worked(server, provider)
    (sent,) = provider.messages
    assert (sent["to"], sent["body"]) == (MOBILE, helpline.texts[guidance.texts[0]].body)
    (form,) = (form for method, _, form, _ in provider.asked if method == "POST")
    with memory(server) as store:
        assert [text.state for text in store.texts() if text.call == call] == [TextState.SENT]
        assert post(server.port, form["StatusCallback"], {"MessageSid": sent["sid"], "MessageStatus": "delivered"}).status == 204
        return [text.state for text in store.texts() if text.call == call]


def rows(server: Server) -> dict[str, int]:
    """How many rows each table holds."""
    with memory(server) as store, store.database.reading("counting") as connection:
        return {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in METADATA.tables.items()}


def test_a_caller_hears_guidance_to_its_last_page(server: Server) -> None:
    line = guided(server, "CA10")
    with memory(server) as store:
        assert len(store.journal("CA10")) == len(line.urls)


def test_a_caller_gets_a_text_and_its_receipt_comes_back(server: Server, provider: Provider) -> None:
    assert texted(server, provider, "CA11") == [TextState.DELIVERED]


def test_a_caller_waits_in_the_queue_and_is_joined_to_an_adviser(server: Server) -> None:
    helpline = menus(server)
    caller = Line(server.port, call="CA12", caller=MOBILE).ring().press("0")
    assert caller.in_queue
    assert "You are number 1 in the queue." in caller.said()
    caller.say_nothing()
    queue = next(verb for document in caller.documents for verb in ET.fromstring(document.encode()).iter("Enqueue"))
    adviser = Line(server.port, call="CA13", caller="+447700900901").ring("/voice/adviser", to=helpline.numbers.adviser)
    assert adviser.said() == helpline.lines["adviser.join"].say
    assert [joined.text for joined in adviser._pending("Dial").iter("Queue")] == [queue.text]
    caller.leave_queue("bridged")
    assert helpline.lines["queue.thanks"].say in caller.said()
    assert caller.over
    adviser.dial_ends("completed")
    assert helpline.lines["adviser.next"].say in adviser.said()
    assert adviser.say_nothing().over
    with memory(server) as store:
        assert "left-queue: bridged" in [kept.heard for kept in store.journal("CA12")]


def test_what_staff_read_is_heard_in_the_next_call_whichever_process_answers(server: Server, recording: Browser) -> None:
    said = menus(server).lines["promise"].say
    sent(recording.go("/studio/promise"), read(said)).send(recording.at)
    assert "Kept." in recording.says
    heard = {tuple(Line(server.port, call=f"CA{n:032}", caller=MOBILE).ring().heard) for n in range(20)}
    assert len(heard) == 1
    (pieces,) = heard
    assert f"{PUBLIC}/clips/promise." in "".join(pieces)
    assert said not in pieces
    assert "Traceback" not in server.log


def test_whoever_sends_too_much_is_told_so_and_not_cut_off(recording: Browser) -> None:
    sent(recording.go("/studio/promise"), bytes(21_000_000))
    assert recording.answer.status == 413
    assert "20 MB at most" in recording.says


def sent(browser: Browser, file: bytes) -> Browser:
    """Send a recording of the page that is open, as the script does."""
    token = browser.page.forms[0][1]["csrf"]
    return browser.send_bytes(f"{browser.at}/takes", file, {"Content-Type": "audio/wav", "X-CSRF-Token": token})


def test_a_caller_who_rings_while_the_line_is_closed_leaves_a_message(switched_off: Server) -> None:
    helpline = menus(switched_off)
    caller = Line(switched_off.port, call="CA14", caller=MOBILE).ring()
    assert helpline.hours.emergency.say in caller.said()
    caller.press("0")
    assert helpline.lines["message.ask"].say in caller.said()
    caller.speak(30)
    assert helpline.lines["message.kept"].say.partition("{")[0] in caller.said()
    assert caller.over
    with memory(switched_off) as store:
        (message,) = store.messages()
    assert (message.call, message.number, message.seconds, message.status) == ("CA14", MOBILE, 30, "completed")


SENDS = "/voice/keys?node={}&doing=offered&step=4"
WRITES = ["/voice", SENDS, "/voice/recorded?doing=speaking&step=2", "/voice/recording", "/voice/status", "/sms", "/voice/adviser"]


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("token", [None, "somebody else's"])
def test_what_twilio_did_not_sign_is_refused_and_nothing_is_written(server: Server, path: str, token: str | None) -> None:
    form = {"CallSid": "CA15", "From": MOBILE, "Digits": "1", "Body": "STOP", "CallStatus": "completed", "RecordingSid": "RE1"}
    form |= {"RecordingUrl": "https://a.test/RE1", "RecordingDuration": "30", "RecordingStatus": "completed"}
    raw, before = path.format(longest(menus(server)).id), rows(server)
    answer = post(server.port, PUBLIC + raw, form, token=token) if token else fetch(server.port, "POST", raw, urlencode(form))
    assert (answer.status, b"<Response" in answer.body) == (403, False)
    assert rows(server) == before


def test_the_same_signed_is_written(server: Server) -> None:
    """Or the refusals above would show nothing."""
    before = rows(server)
    form = {"CallSid": "CA16", "From": "+447700900321", "Digits": "1"}  # a number that has had nothing from us today
    assert post(server.port, PUBLIC + SENDS.format(longest(menus(server)).id), form, token=TOKEN).status == 200
    changed = {name for name, count in rows(server).items() if count != before[name]}
    assert {"turns", "texts"} <= changed


def test_on_postgresql_a_caller_is_guided_and_gets_a_text(on_postgres: Server, provider: Provider) -> None:
    guided(on_postgres, "CA17")
    assert texted(on_postgres, provider, "CA18") == [TextState.DELIVERED]
    with memory(on_postgres) as store:
        assert not store.database.sqlite
        assert store.journal("CA17")[0].step == "arrived.0"
    assert not list((on_postgres.folder / "data").glob("*.db"))
