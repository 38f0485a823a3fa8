"""What the parts of a turn cost, each by itself in a tight loop: what a turn is spent on beside Flask and the server."""

import itertools
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from ivr.call.engine import decide
from ivr.call.turn import Offer, Place, SendText, Turn
from ivr.clips.catalogue import Catalogue
from ivr.menu.hours import LONDON
from ivr.menu.load import load
from ivr.menu.service import Texting
from ivr.phone import form, links
from ivr.phone.links import Kind, Links
from ivr.phone.signature import Signatures
from ivr.phone.speech import Speech
from ivr.phone.twiml import render
from ivr.store import Store, Terms, connect
from ivr.texts.numbers import Mobile
from tests.bench.serving import PUBLIC, ROOT, TOKEN

TIMES = 2000
QUERY = "node=main&told=closed&step=1"
FORM = MultiDict({"CallSid": "CA" + "0" * 32, "From": "+447700900123", "To": "+443000413000", "CallStatus": "in-progress", "Digits": "1"})
NOW = datetime(2026, 11, 24, 11, tzinfo=LONDON)


def parts() -> dict[str, float]:
    """Seconds of CPU for each part."""
    helpline = load(ROOT / "menus").spoken()
    speech = Speech(Links(PUBLIC), Catalogue(), helpline.voice)
    signatures, path = Signatures(PUBLIC, (TOKEN,)), f"/voice/keys?{QUERY}"
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC + path, FORM)
    turn = decide(helpline, Place(node="main", step=1), form.heard(Kind.KEYS, FORM), NOW)
    calls = itertools.count()
    with tempfile.TemporaryDirectory() as folder:
        store = connect(f"sqlite:///{Path(folder) / 'ivr.db'}")
        store.migrate()
        busy(store, turn)
        costs = {
            "its signature": cost(lambda: signatures.genuine(path, FORM, signature)),
            "its form and its place": cost(lambda: (form.heard(Kind.KEYS, FORM), links.read(QUERY))),
            "the decision": cost(lambda: decide(helpline, Place(node="main", step=1), form.heard(Kind.KEYS, FORM), NOW)),
            "its TwiML": cost(lambda: render(turn, speech)),
            "the journal": cost(lambda: store.keep_turn(f"CA{next(calls)}", "keys.1", NOW, "keys", turn, None)),
            "the journal, where a text is offered to whoever may have it": cost(lambda: offer(store, turn, f"CA{next(calls)}")),
        }
        store.close()
    return costs


def offer(store: Store, turn: Turn, call: str) -> None:
    """Offer a text, in a helpline that has been busy today."""
    offered = replace(turn, does=(Offer("first_steps", Mobile("+447700900123")),))
    store.judge_turn(call, "keys.1", NOW, "keys", offered, None, Terms(Texting(), lambda _: turn))


def busy(store: Store, turn: Turn) -> None:
    """Let a store remember a day of texts, a hundred of them of the last hour."""
    for n in range(500):
        promise = SendText("first_steps", Mobile(f"+447700900{n:03}"), "IASK: talk to the teacher.")
        store.keep_turn(f"BUSY{n}", "keys.1", NOW - timedelta(minutes=n % 600), "keys", replace(turn, does=(promise,)), None)


def cost(part: Callable[[], object]) -> float:
    """CPU seconds for one run of it."""
    for _ in range(TIMES // 10):
        part()
    began = time.process_time_ns()
    for _ in range(TIMES):
        part()
    return (time.process_time_ns() - began) / TIMES / 1e9
