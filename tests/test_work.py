"""From the key to the handset: a text asked for on the line is sent by the worker, whatever dies on the way, and once."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from ivr.clips import sound
from ivr.clips.catalogue import Catalogue
from ivr.clips.takes import TakeState
from ivr.menu.hours import LONDON
from ivr.menu.load import load
from ivr.staff.people import Role, Staff
from ivr.store import Store, connect
from ivr.studio import Studio
from ivr.texts.states import TextState
from tests.clips.speech import silence, words
from tests.phone.provider import Provider
from tests.real import edited, keys_to, longest
from tests.served import ROOT, Server, environ, free_port, serving, until, work_once, worked
from tests.store.turns import MOBILE, sent, turn
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


FETCH = """
import os, sys
from pathlib import Path
from ivr import app, config

class Shelf:
    def recording(self, id):
        return Path(sys.argv[1]).read_bytes()

app.work(config.read(os.environ), once=sys.argv[2] == "once", media=Shelf())
"""


@pytest.mark.parametrize("how", ["once", "on"])
def test_what_was_read_on_the_telephone_is_fetched_and_mastered(tmp_path: Path, how: str) -> None:
    menus, store = load(ROOT / "menus").spoken(), connect(f"sqlite:///{tmp_path / 'data' / 'ivr.db'}")
    store.migrate()
    studio = Studio(menus, store, tmp_path / "audio", Catalogue())
    listed = studio.find("promise")
    assert listed
    ann = Staff(id="a", name="Ann Other", staff_number="100", roles=frozenset({Role.RECORD}))
    take = studio.expect(listed, ann, "RE" + "0" * 32, datetime.now(LONDON))
    said = np.concatenate([silence(1), words(len(menus.lines["promise"].say.split())), silence(1)])
    (tmp_path / "read.wav").write_bytes(sound.encoded(said))
    environment = environ(tmp_path, IVR_MENUS=str(ROOT / "menus"))
    with subprocess.Popen([sys.executable, "-c", FETCH, str(tmp_path / "read.wav"), how], env=environment, cwd=ROOT) as process:
        try:
            until(lambda: store.takes.awaited() == [])
        finally:
            if how == "on":
                process.terminate()
            assert process.wait(timeout=20) == 0
    found = store.takes.find(take.id)
    assert found
    assert found.state is TakeState.READY
    store.close()


@pytest.mark.parametrize(("sender", "told"), [("IASKent", True), ("+447700900999", False)])
def test_a_worker_that_sends_from_a_name_while_callers_hear_that_they_may_reply_says_so(
    tmp_path: Path, provider: Provider, sender: str, *, told: bool
) -> None:
    """Contract 4.8."""
    log = work_once(environ(tmp_path, IVR_MENUS=str(ROOT / "menus"), IVR_SMS_FROM=sender), provider)
    assert ("WARNING ivr.app texts come from a name, so nobody can reply STOP" in log) == told


@pytest.mark.parametrize(("setting", "state"), [({}, TextState.REFUSED), ({"IVR_DRAMA_NUMBERS": "send"}, TextState.QUEUED)])
def test_a_text_to_a_number_of_drama_leaves_the_building_only_where_a_setting_says_so(
    tmp_path: Path, setting: dict[str, str], state: TextState
) -> None:
    """The command as it is run, on its own way to Twilio: through a proxy that is not there, so that nothing leaves this one."""
    store = memory(tmp_path)
    store.migrate()
    store.keep_turn("CA1", "keys.1", datetime.now(LONDON), "keys", turn(sent("tips")), None)
    nobody = f"http://127.0.0.1:{free_port()}"
    settings = environ(tmp_path, IVR_MENUS=str(ROOT / "menus"), HTTPS_PROXY=nobody, https_proxy=nobody, **setting)
    command = [sys.executable, "-m", "ivr", "work", "--once"]
    done = subprocess.run(command, env=settings, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert [text.state for text in store.texts()] == [state]
    store.close()


def test_a_worker_whose_menus_cannot_be_read_sends_all_the_same(tmp_path: Path, provider: Provider) -> None:
    store = memory(tmp_path)
    store.migrate()
    store.keep_turn("CA1", "keys.1", datetime.now(LONDON), "keys", turn(sent("tips")), None)
    log = work_once(environ(tmp_path), provider)
    assert [text.state for text in store.texts()] == [TextState.SENT]
    assert "the menus cannot be read" in log
    store.close()


def test_the_worker_forgets_whom_old_texts_were_for_as_long_after_as_the_menus_say(tmp_path: Path, provider: Provider) -> None:
    edited(tmp_path, ("forget_after_days: 30", "forget_after_days: 10"))
    store = memory(tmp_path)
    store.migrate()
    now = datetime.now(LONDON)
    for n, days in enumerate((9, 11)):
        then = now - timedelta(days=days)
        store.keep_turn(f"CA{n}", "keys.1", then, "keys", turn(sent("tips")), None)
        sid = provider.accept({"To": MOBILE.e164, "From": "IASKent", "Body": "Five tips."}, sid=f"SM{n:032x}")["sid"]
        store.receipt(next(text.id for text in store.texts() if text.call == f"CA{n}"), TextState.DELIVERED, then, sid=sid)
    log = work_once(environ(tmp_path), provider)
    assert {text.call: text.ends for text in store.texts()} == {"CA0": "123", "CA1": ""}
    assert [message["sid"] for message in provider.messages] == [f"SM{0:032x}"]
    assert "the numbers of 1 texts are forgotten, 10 days after" in log
    store.close()
