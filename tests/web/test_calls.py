"""Whole calls over HTTP: what the issue of a helpline is."""

from datetime import timedelta
from xml.etree import ElementTree as ET

from ivr.texts.states import TextState
from tests.small import NIGHT, URGENT, WORDS
from tests.web.conftest import Site
from tests.web.line import ADVISER, HELPLINE, PUBLIC, post


def test_a_caller_hears_guidance_page_by_page_and_goes_back(site: Site) -> None:
    line = site.line().ring()
    assert "For help at school, press 1." in line.said()
    line.press("1")
    assert "To make a complaint, press 1." in line.said()
    line.press("1")
    assert "Every school has a way to complain." in line.said()
    line.press("1")
    assert "You can ask the school how." in line.said()
    line.press("9")
    assert "You can ask the school how." in line.said()
    line.press("*").press("*")
    assert "Main menu." in line.said()
    assert site.journal() == ["arrived.0", *(f"keys.{n}" for n in range(1, 7))]


def test_the_welcome_is_heard_whole_and_the_rest_can_be_cut_short_by_a_key(site: Site) -> None:
    line = site.line().ring()
    root = ET.fromstring(line.documents[0])
    assert [verb.tag for verb in root] == ["Pause", "Say", "Gather", "Redirect"]
    assert root[1].text == WORDS["welcome"]


def test_two_silences_lead_to_a_person(site: Site) -> None:
    line = site.line().ring().say_nothing()
    assert WORDS["miss.silence"] in line.said()
    line.say_nothing()
    assert WORDS["miss.person"] in line.said()
    assert line.in_queue


def test_a_text_is_offered_to_the_mobile_agreed_to_and_kept(site: Site) -> None:
    line = site.line().ring().press("1").press("1")
    line.said()
    line.press("8")
    assert "It ends in 1 2 3." in line.said()
    line.press("1")
    assert WORDS["text.sent"] in line.said()
    assert [(text.text, text.state, text.ends) for text in site.store.texts()] == [("complaint_tips", TextState.QUEUED, "123")]


def test_a_withheld_caller_types_a_number_hears_it_back_and_confirms_it(site: Site) -> None:
    line = site.line(caller="anonymous").ring().press("1").press("1")
    line.said()
    line.press("8")
    assert WORDS["text.withheld"] in line.said()
    line.press("07700900456")
    assert "0 7 7 0 0, 9 0 0, 4 5 6" in line.said()
    assert [text.state for text in site.store.texts()] == [TextState.UNCONFIRMED]
    line.press("1")
    assert WORDS["text.sent"] in line.said()
    assert [(text.state, text.ends) for text in site.store.texts()] == [(TextState.QUEUED, "456")]
    assert not any("900456" in url or "07700" in url for url in line.urls)


def test_no_key_and_no_number_is_in_any_url_of_a_call(site: Site) -> None:
    line = site.line().ring().press("1").press("1").press("8").press("2").press("07700900456").press("1")
    assert not any("7700" in told or "%2B" in told for told in [*line.urls, *line.documents])


def test_hash_alone_where_a_number_is_asked_for_is_answered_like_silence(site: Site) -> None:
    line = site.line(caller="anonymous").ring().press("1").press("1").press("8")
    line.said()
    line.press("")
    assert WORDS["miss.silence"] in line.said()


def test_a_caller_waits_in_the_queue_and_speaks_to_an_adviser(site: Site) -> None:
    line = site.line(place=2).ring().press("0")
    assert WORDS["privacy"] in line.said()
    assert line.in_queue
    line.say_nothing()
    assert WORDS["queue.hold"] in line.said()
    assert line.waits_s >= 20
    line.waits_s, line.place = 90, 1
    line.say_nothing()
    assert "You are now number 1." in line.said()
    line.leave_queue("bridged")
    assert WORDS["queue.thanks"] in line.said()
    assert line.over


def test_a_key_pressed_after_waiting_is_not_taken_for_one_pressed_while_waiting(site: Site) -> None:
    line = site.line().ring().press("0").press("9").say_nothing().press("*")
    assert WORDS["queue.left"] in line.said()
    line.press("*").press("1").press("1").press("8").press("1")
    assert WORDS["text.sent"] in line.said()
    assert len(site.store.texts()) == 1
    assert len(site.journal()) == len(line.urls) == len(set(site.journal()))


def test_the_longest_wait_ends_with_a_message(site: Site) -> None:
    line = site.line().ring().press("0")
    line.waits_s = 1200
    line.say_nothing()
    assert WORDS["queue.long"] in line.said()
    line.speak(20)
    assert [message.seconds for message in site.store.messages()] == [20]


def test_closed_a_caller_leaves_a_message_that_is_kept_with_its_call_and_number(site: Site) -> None:
    site.clock.now = NIGHT
    line = site.line().ring()
    assert "We are closed now. We open tomorrow at 9am." in line.said()
    line.press("0")
    assert WORDS["message.ask"] in line.said()
    line.speak(30)
    assert "We will call you back" in line.said()
    assert line.over
    (message,) = site.store.messages()
    assert (message.call, message.number, message.seconds, message.status) == (line.call, "+447700900123", 30, "completed")


def test_a_caller_who_rings_off_while_recording_has_left_a_message(site: Site) -> None:
    site.clock.now = NIGHT
    line = site.line().ring().press("0").speak(8, ended_by="hangup")
    assert line.over
    assert [message.seconds for message in site.store.messages()] == [8]


def test_an_adviser_who_rings_is_joined_to_the_queue_and_asked_what_next(site: Site) -> None:
    line = site.line(caller="+447700900999").ring("/voice/adviser", to=ADVISER)
    assert WORDS["adviser.join"] in line.said()
    line.dial_ends("no-answer")
    assert WORDS["adviser.nobody"] in line.said()
    line.press("1")
    line.dial_ends("completed")
    line.say_nothing()
    assert WORDS["adviser.goodbye"] in line.said()
    assert line.over


def test_who_rings_the_adviser_number_is_an_adviser_at_the_callers_url_too(site: Site) -> None:
    """One voice URL serves both numbers; and nobody rings an adviser back."""
    line = site.line(caller="+447700900999").ring(to=ADVISER)
    assert line.said() == WORDS["adviser.join"]
    line.dial_ends("no-answer")
    assert set(site.journal()) == {"adviser.0", "adviser-left.1"}
    site.clock.now = NIGHT
    other = site.line(call="CA2", caller="+447700900999").ring(to=HELPLINE)
    assert WORDS["welcome"] in other.said()


def test_a_menu_edited_in_the_middle_of_a_call_is_told_and_started_again(site: Site) -> None:
    line = site.line()
    line._tell("https://helpline.test/voice/keys?node=gone&trail=main&step=4", {"Digits": "1"})
    assert WORDS["changed"] in line.said()
    line.press("2")
    assert URGENT.pages[0].say in line.said()


def test_the_end_of_a_call_is_noted(site: Site) -> None:
    line = site.line().ring()
    site.clock.now += timedelta(minutes=1)
    answer = post(site.port, f"{PUBLIC}/voice/status", {"CallSid": line.call, "CallStatus": "completed", "CallDuration": "61"})
    assert (answer.status, answer.body) == (204, b"")
