"""From the key to the handset: a text asked for on the line is sent by the worker, whatever dies on the way, and once."""

from pathlib import Path

from ivr.menu.load import load
from ivr.store import Store, connect
from ivr.texts.states import TextState
from tests.phone.provider import Provider
from tests.real import keys_to, longest
from tests.served import Server, serving, worked
from tests.web.line import PUBLIC, Line, post


def text_asked_for(server: Server) -> str:
    line, helpline = Line(server.port, call="CA9").ring(), load(server.menus).spoken()
    for key in (*keys_to(helpline, longest(helpline).id), "8", "1"):
        line.press(key)
    return line.call


def memory(folder: Path) -> Store:
    return connect(f"sqlite:///{folder / 'data' / 'ivr.db'}")


def test_a_text_goes_out_once_though_the_server_died_right_after_the_key(tmp_path: Path, provider: Provider) -> None:
    with serving(tmp_path) as server:
        text_asked_for(server)
        server.process.kill()
    assert [text.state for text in memory(tmp_path).texts()] == [TextState.QUEUED]
    for _ in range(2):
        worked(server, provider)
    assert len(provider.messages) == 1
    assert provider.messages[0]["to"] == "+447700900123"
    assert [text.state for text in memory(tmp_path).texts()] == [TextState.SENT]


def test_the_receipt_comes_back_to_the_door_that_was_named_to_the_provider(tmp_path: Path, provider: Provider) -> None:
    provider.busy_s = 2  # as on a machine with much else to do
    with serving(tmp_path) as server:
        text_asked_for(server)
        worked(server, provider)
        ((_, _, form, _),) = provider.asked
        assert form["StatusCallback"].startswith(PUBLIC)
        told = {"MessageSid": provider.messages[0]["sid"], "MessageStatus": "delivered"}
        assert post(server.port, form["StatusCallback"], told).status == 204
    assert [text.state for text in memory(tmp_path).texts()] == [TextState.DELIVERED]
