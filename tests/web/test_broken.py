"""What a caller hears when a turn of ours cannot be made, or Twilio falls back: sorry, and a way to a person that does not go round."""

import logging
from datetime import datetime

import pytest

from ivr.call import engine
from ivr.call.heard import AdviserRang, Failed, Heard, LeftQueue, Pressed
from ivr.call.turn import Place, Turn
from ivr.menu.model import Helpline
from ivr.web.switchboard import FALLEN_STEP
from tests.small import NIGHT, WORDS
from tests.web.conftest import Clock, Open, Site
from tests.web.line import ADVISER, HELPLINE, PUBLIC, Line, post


def broken(_helpline: Helpline, _place: Place, _heard: Heard, _now: datetime) -> Turn:
    raise ZeroDivisionError("07700 900123 pressed 1")


def broken_at_a_key(helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
    if isinstance(heard, Pressed):
        return broken(helpline, place, heard, now)
    return engine.decide(helpline, place, heard, now)


def test_a_bug_in_one_turn_is_an_apology_and_the_way_to_a_person(opened: Open) -> None:
    with opened(decide=broken_at_a_key) as site:
        line = site.line().ring()
        line.said()
        line.press("1")
        heard = line.said()
        assert WORDS["sorry"] in heard
        assert line.in_queue
        assert site.journal()[:2] == ["arrived.0", "keys.1"]


def test_a_bug_is_logged_once_with_the_call_and_without_number_key_or_address(opened: Open, caplog: pytest.LogCaptureFixture) -> None:
    with opened(decide=broken) as site, caplog.at_level(logging.INFO, logger="ivr"):
        post(site.port, f"{PUBLIC}/voice/keys?node=school&step=7", {"CallSid": "CA77", "From": "+447700900123", "Digits": "1"})
    (record,) = (record for record in caplog.records if record.name.startswith("ivr"))
    assert record.levelno == logging.ERROR
    assert "CA77" in record.getMessage()
    assert "ZeroDivisionError" in record.getMessage()
    for private in ("900123", "pressed 1", "school", "step"):
        assert private not in record.getMessage()
    assert record.exc_info is None


def test_when_every_turn_is_broken_a_caller_still_waits_in_the_queue_then_leaves_a_message(opened: Open) -> None:
    with opened(decide=broken) as site:
        line = site.line().ring()
        assert line.said() == WORDS["sorry"]
        assert line.in_queue
        line.say_nothing().press("9")
        assert line.waits_s >= 20
        line.waits_s = 2_000
        line.say_nothing()
        assert WORDS["message.ask"] in line.said()
        line.speak(9)
        assert WORDS["goodbye"] in line.said()
        assert line.over
        assert [message.seconds for message in site.store.messages()] == [9]


class Mendable:
    """A heart that fails while it is `broken`."""

    broken = False

    def __call__(self, helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
        return (broken if self.broken else engine.decide)(helpline, place, heard, now)


def test_a_key_after_the_last_words_is_not_taken_for_one_before_them(opened: Open) -> None:
    """Or a text asked for then would be promised and never sent."""
    heart = Mendable()
    with opened(decide=heart) as site:
        line = site.line().ring().press("1").press("*")
        heart.broken = True
        line.press("9")
        heart.broken = False
        line.say_nothing().press("9").press("*").press("*").press("1").press("1").press("8").press("1")
        assert WORDS["text.sent"] in line.said()
        assert [text.text for text in site.store.texts()] == ["complaint_tips"]
        never_written = 2  # the key that found it broken, and the first wait, which was told while it was
        assert len(site.journal()) == len(set(site.journal())) == len(line.urls) - never_written


def test_when_every_turn_is_broken_after_hours_a_caller_leaves_a_message(opened: Open) -> None:
    with opened(decide=broken, clock=Clock(NIGHT)) as site:
        line = site.line().ring()
        assert line.said() == f"{WORDS['sorry']} {WORDS['message.ask']}"
        assert line.speak(9).over


def test_when_every_turn_is_broken_an_adviser_is_told_and_let_go(opened: Open) -> None:
    with opened(decide=broken) as site:
        line = site.line().ring("/voice/adviser", to=ADVISER)
        assert WORDS["sorry"] in line.said()
        assert line.over


def broken_for_advisers(helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
    if isinstance(heard, AdviserRang):
        return broken(helpline, place, heard, now)
    return engine.decide(helpline, place, heard, now)


@pytest.mark.parametrize("path", ["/voice", "/voice/adviser"])
def test_an_adviser_whose_turn_is_broken_is_not_put_in_the_queue_as_a_caller(opened: Open, path: str) -> None:
    with opened(decide=broken_for_advisers) as site:
        line = site.line().ring(path, to=ADVISER)
        assert line.said() == f"{WORDS['sorry']} {WORDS['adviser.goodbye']}"
        assert line.over


def test_an_adviser_is_not_put_in_the_queue_when_twilio_falls_back(site: Site) -> None:
    line = site.line()
    line._tell(f"{PUBLIC}/voice/failed", FALLEN | {"To": ADVISER, "ErrorUrl": f"{PUBLIC}/voice"})
    assert line.said() == f"{WORDS['sorry']} {WORDS['adviser.goodbye']}"
    assert line.over


def test_a_broken_answer_after_a_conversation_is_the_end_not_a_message(opened: Open) -> None:
    with opened(decide=broken) as site:
        line = site.line().ring().leave_queue("bridged")
        assert WORDS["message.ask"] not in line.said()
        assert line.over


def test_a_turn_too_large_to_speak_is_an_apology_too(opened: Open) -> None:
    def long_winded(helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
        turn = engine.decide(helpline, place, heard, now)
        return turn if isinstance(heard, Failed) else Turn(turn.says * 500, turn.then, turn.place, turn.does)

    with opened(decide=long_winded) as site:
        line = site.line().ring()
        assert line.said().startswith(WORDS["sorry"])


FALLEN = {"CallSid": Line(0).call, "From": "+447700900123", "To": HELPLINE, "ErrorCode": "11200"}


@pytest.mark.parametrize("url", ["", "nonsense", f"{PUBLIC}/clips/gone.wav", "https://elsewhere.test/?doing=dancing", "%%%"])
def test_when_twilio_falls_back_the_caller_is_led_to_a_person(site: Site, url: str) -> None:
    """Contract 1.13."""
    line = site.line()
    line._tell(f"{PUBLIC}/voice/failed", FALLEN | {"ErrorUrl": url})
    assert WORDS["sorry"] in line.said()
    assert line.in_queue


def test_a_fall_back_goes_on_from_the_step_that_failed_or_well_clear_of_those_before(site: Site) -> None:
    """Or a key pressed after it would be taken for a repeat of one pressed before."""
    for url in (f"{PUBLIC}/voice/keys?node=school&trail=main&step=7", f"{PUBLIC}/clips/gone.wav"):
        post(site.port, f"{PUBLIC}/voice/failed", FALLEN | {"ErrorUrl": url})
    assert set(site.journal()) == {"failed.7", f"failed.{FALLEN_STEP}"}


def broken_after_the_queue(helpline: Helpline, place: Place, heard: Heard, now: datetime) -> Turn:
    if isinstance(heard, LeftQueue):
        return broken(helpline, place, heard, now)
    return engine.decide(helpline, place, heard, now)


def test_a_bug_after_the_queue_is_answered_with_a_message_and_not_with_more_holding(opened: Open) -> None:
    with opened(decide=broken_after_the_queue) as site:
        line = site.line().ring().press("0")
        line.leave_queue("queue-full")
        assert WORDS["sorry"] in line.said()
        line.speak(20)
        assert line.over
        assert [message.seconds for message in site.store.messages()] == [20]


def test_a_fall_back_in_the_queue_is_not_held_for_ever(site: Site) -> None:
    line = site.line()
    line._tell(f"{PUBLIC}/voice/failed", FALLEN | {"ErrorUrl": f"{PUBLIC}/voice/waiting?node=main&doing=queueing&step=9#rc=1"})
    assert WORDS["message.ask"] in line.said()
    line.speak(9)
    assert line.over
