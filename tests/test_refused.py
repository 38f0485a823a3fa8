"""A text for a number that has said STOP, from its door to the list that staff read."""

import logging
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.store import connect
from ivr.texts.outbox import Accepted, Outcome, Refused
from ivr.texts.reasons import OPTED_OUT
from ivr.texts.send import Worker, drain
from tests.store.turns import CALL, MOBILE, NOW, OTHER_CALL, sent, turn
from tests.texts.test_send import Postman


@pytest.mark.parametrize("answers", [[], [Refused(OPTED_OUT), Accepted("SM1")]])
def test_a_text_to_a_number_that_has_said_stop_is_listed_as_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, answers: list[Outcome | BaseException]
) -> None:
    """Contract 4.9, 4.10: whether it was told to us, or only Twilio knows."""
    caplog.set_level(logging.INFO)
    url = f"sqlite:///{tmp_path / 'ivr.db'}"
    store = connect(url)
    store.migrate()
    if not answers:
        store.opt_out(MOBILE.e164, NOW)
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None)
    drain(Worker(store.outbox, Postman(answers), str, lambda: NOW))
    assert caplog.messages[-1].endswith(": refused: This number has asked us for no texts.")
    store.opt_in(MOBILE.e164)
    store.keep_turn(OTHER_CALL, "keys.1", NOW, "keys", turn(sent("links")), None)
    drain(Worker(store.outbox, Postman(), str, lambda: NOW))
    store.close()
    monkeypatch.setenv("DATABASE_URL", url)
    first, second, *_ = CliRunner().invoke(main, ["texts"]).output.splitlines()
    assert first.endswith("refused      tips to ...123 (This number has asked us for no texts.)")
    assert second.endswith("sent         links to ...123")
