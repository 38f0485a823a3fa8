"""What the parts of a turn cost, each by itself in a tight loop: what a turn is spent on beside Flask and the server."""

import itertools
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from ivr.call.engine import decide
from ivr.call.turn import Place
from ivr.clips.catalogue import Catalogue
from ivr.menu.hours import LONDON
from ivr.menu.load import load
from ivr.phone import form, links
from ivr.phone.links import Kind, Links
from ivr.phone.signature import Signatures
from ivr.phone.speech import Speech
from ivr.phone.twiml import render
from ivr.store import connect
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
        costs = {
            "its signature": cost(lambda: signatures.genuine(path, FORM, signature)),
            "its form and its place": cost(lambda: (form.heard(Kind.KEYS, FORM), links.read(QUERY))),
            "the decision": cost(lambda: decide(helpline, Place(node="main", step=1), form.heard(Kind.KEYS, FORM), NOW)),
            "its TwiML": cost(lambda: render(turn, speech)),
            "the journal": cost(lambda: store.keep_turn(f"CA{next(calls)}", "keys.1", NOW, "keys", turn, None)),
        }
        store.close()
    return costs


def cost(part: Callable[[], object]) -> float:
    """CPU seconds for one run of it."""
    for _ in range(TIMES // 10):
        part()
    began = time.process_time_ns()
    for _ in range(TIMES):
        part()
    return (time.process_time_ns() - began) / TIMES / 1e9
