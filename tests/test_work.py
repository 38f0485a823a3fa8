"""From the key to the handset: a text asked for on the line is sent by the worker, whatever dies on the way, and once."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.store import Store, connect
from ivr.texts.states import TextState
from tests.phone.provider import Provider, open_provider
from tests.served import ROOT, Server, environ, serving
from tests.web.line import PUBLIC, Line, post

WORK = """
import os, sys
from ivr import app, config
from ivr.phone.rest import Twilio
from tests.phone.provider import ToLoopback
settings = config.read(os.environ)
patient = ToLoopback(sys.argv[1], timeout=20)  # a slow machine is no lost answer
app.work(settings, once=True, post=Twilio(settings.account_sid, settings.auth_token, settings.sms_from, patient))
"""


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider, server = open_provider()
    yield provider
    server.shutdown()
    server.server_close()


def worked(folder: Path, provider: Provider) -> None:
    command = [sys.executable, "-c", WORK, provider.url]
    done = subprocess.run(command, env=environ(folder), cwd=ROOT, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr
    assert "7700" not in done.stdout + done.stderr


def text_asked_for(server: Server) -> str:
    line = Line(server.port, call="CA9").ring().press("1").press("1")
    for _ in range(4):  # down the first choices, to the first page
        if "by text" in line.said():
            break
        line.press("1")
    line.press("8").press("1")
    return line.call


def memory(folder: Path) -> Store:
    return connect(f"sqlite:///{folder / 'data' / 'ivr.db'}")


def test_a_text_goes_out_once_though_the_server_died_right_after_the_key(tmp_path: Path, provider: Provider) -> None:
    with serving(tmp_path) as server:
        text_asked_for(server)
        server.process.kill()
    assert [text.state for text in memory(tmp_path).texts()] == [TextState.QUEUED]
    for _ in range(2):
        worked(tmp_path, provider)
    assert len(provider.messages) == 1
    assert provider.messages[0]["to"] == "+447700900123"
    assert [text.state for text in memory(tmp_path).texts()] == [TextState.SENT]


def test_the_receipt_comes_back_to_the_door_that_was_named_to_the_provider(tmp_path: Path, provider: Provider) -> None:
    provider.busy_s = 2  # as on a machine with much else to do
    with serving(tmp_path) as server:
        text_asked_for(server)
        worked(tmp_path, provider)
        ((_, _, form, _),) = provider.asked
        assert form["StatusCallback"].startswith(PUBLIC)
        told = {"MessageSid": provider.messages[0]["sid"], "MessageStatus": "delivered"}
        assert post(server.port, form["StatusCallback"], told).status == 204
    assert [text.state for text in memory(tmp_path).texts()] == [TextState.DELIVERED]
