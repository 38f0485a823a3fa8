"""A webhook told twice: the same answer, and nothing done a second time (contract 10.1)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ivr.call.engine import decide
from ivr.call.turn import Turn
from tests.small import NIGHT, WORDS
from tests.web.conftest import Open, Site
from tests.web.line import HELPLINE, PUBLIC, RECORDING, Line, post

FORM = {"CallSid": Line(0).call, "From": "+447700900123", "To": HELPLINE, "Digits": "1"}
SEND = f"{PUBLIC}/voice/keys?node=complaint&trail=main-school&doing=offered&told=keys&step=4"


def test_a_key_told_twice_sends_one_text_and_writes_one_row(site: Site) -> None:
    first, second = (post(site.port, SEND, FORM) for _ in range(2))
    assert first.text == second.text
    assert site.journal() == ["keys.4"]
    assert len(site.store.texts()) == 1


def test_a_key_told_many_times_at_once_sends_one_text_and_writes_one_row(site: Site) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: post(site.port, SEND, FORM).text, range(16)))
    assert len(set(answers)) == 1
    assert site.journal() == ["keys.4"]
    assert len(site.store.texts()) == 1


def test_a_key_that_was_told_in_vain_and_is_told_again_promises_no_text_and_says_so(opened: Open) -> None:
    """Contract 1.9: the first answer, an apology, was lost on its way; by the second telling nothing is wrong any more."""
    broken = iter([True])

    def fails_once(*heard: Any) -> Turn:
        if next(broken, False):
            raise RuntimeError("as it was told to")
        return decide(*heard)

    with opened(decide=fails_once) as site:
        first, second = (post(site.port, SEND, FORM) for _ in range(2))
        assert WORDS["sorry"] in first.text
        assert WORDS["sorry"] in second.text
        assert WORDS["text.sent"] not in second.text
        assert (site.journal(), site.store.texts()) == (["keys.4"], [])


def test_a_message_that_was_told_in_vain_is_not_said_to_be_kept_when_it_is_told_again(opened: Open) -> None:
    broken = iter([True])

    def fails_once(*heard: Any) -> Turn:
        if next(broken, False):
            raise RuntimeError("as it was told to")
        return decide(*heard)

    with opened(decide=fails_once) as site:
        site.clock.now = NIGHT
        told = FORM | {"RecordingUrl": f"{RECORDING}1", "RecordingDuration": "9", "Digits": "#"}
        answers = [post(site.port, f"{PUBLIC}/voice/recorded?node=main&doing=speaking&step=2", told).text for _ in range(2)]
        assert [WORDS["message.kept"].partition("{")[0] in answer for answer in answers] == [False, False]
        assert site.store.messages() == []


def test_an_arrival_told_twice_is_one_call(site: Site) -> None:
    first, second = (post(site.port, f"{PUBLIC}/voice", FORM) for _ in range(2))
    assert first.text == second.text
    assert site.journal() == ["arrived.0"]


def test_a_message_told_twice_is_one_message(site: Site) -> None:
    site.clock.now = NIGHT
    told = FORM | {"RecordingUrl": f"{RECORDING}1", "RecordingDuration": "9", "Digits": "#"}
    for _ in range(2):
        assert post(site.port, f"{PUBLIC}/voice/recorded?node=main&doing=speaking&step=2", told).status == 200
        assert post(site.port, f"{PUBLIC}/voice/recording", told | {"RecordingSid": "RE1", "RecordingStatus": "completed"}).status == 204
    assert [(message.recording, message.seconds) for message in site.store.messages()] == [("RE1", 9)]
