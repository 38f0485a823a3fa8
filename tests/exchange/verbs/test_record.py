"""A message: how it ends, how long it is, and who is told."""

from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
import pytest

from ivr.exchange.alerts import NotPossibleError
from ivr.exchange.events import Recorded, Recording
from ivr.exchange.recordings import length_s, wav
from ivr.exchange.voice import tone
from tests.exchange.conftest import Reply, World, of

RECORD = (
    '<Record action="/recorded" maxLength="90" timeout="10" finishOnKey="#"'
    ' recordingStatusCallback="/ready" recordingStatusCallbackEvent="completed absent"/>'
)
GO_ON = "<Pause length='60'/>"
TAKEN = Reply(b"", status=204)


def test_hash_ends_it_and_the_action_is_told_where_it_is_and_how_long(world: World) -> None:
    """Contract 3.25."""
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    assert of(call, Recording) == [Recording(90)]
    call.speak(20)
    world.lasts(20)
    world.press(call, "#")
    told = world.application.last("/recorded")
    assert (told["RecordingDuration"], told["Digits"]) == ("20", "#")
    assert told["RecordingUrl"].endswith(told["RecordingSid"])
    assert of(call, Recorded) == [Recorded(told["RecordingSid"], 20)]


def test_its_sound_can_be_fetched_and_is_as_long_as_it_was(world: World) -> None:
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    call.speak(3)
    world.lasts(3)
    world.press(call, "#")
    for ending in ("", ".wav"):
        with urlopen(world.application.last("/recorded")["RecordingUrl"] + ending) as answer:
            assert answer.headers["Content-Type"] == "audio/x-wav"
            assert length_s(answer.read()) == 3


def test_it_is_fetched_from_this_machine_and_from_nowhere_once_the_exchange_is_closed(world: World) -> None:
    world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    port = urlsplit(world.exchange.plant.recordings.url).port

    def listening() -> list[str]:
        found = psutil.Process().net_connections("tcp")
        return [door.laddr.ip for door in found if door.status == psutil.CONN_LISTEN and door.laddr.port == port]

    assert listening() == ["127.0.0.1"]
    world.exchange.close()
    assert listening() == []


LOUD, QUIET = b"\x01\x10" * 4000, bytes(8000)  # half a second from a microphone each


def kept(world: World) -> tuple[bytes, str]:
    """What is fetched, and how long the application was told that it is."""
    told = world.application.last("/recorded")
    with urlopen(told["RecordingUrl"]) as answer:
        return answer.read(), told["RecordingDuration"]


def test_the_sound_of_a_microphone_comes_in_stretches_and_is_kept_without_the_silence_around_it(world: World) -> None:
    """Contract 3.24: trim-silence leaves the silence between words alone."""
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    for stretch in (QUIET, LOUD, QUIET, LOUD, LOUD, QUIET, QUIET):
        world.lasts(0.53)  # the network is uneven; the sound is not
        call.speak(0.5 if stretch is LOUD else 0, stretch)
    world.press(call, "#")
    assert kept(world) == (wav(LOUD + QUIET + LOUD + LOUD), "2")
    assert of(call, Recorded)[0].seconds == 2
    sound = world.exchange.plant.recordings.get(of(call, Recorded)[0].recording)
    assert sound is not None
    assert sound.wav == wav(LOUD + QUIET + LOUD + LOUD)


def test_without_trimming_all_that_the_microphone_took_is_kept(world: World) -> None:
    call = world.ring(RECORD.replace("<Record", '<Record trim="do-not-trim"'), recorded=GO_ON, ready=TAKEN)
    for stretch in (QUIET, LOUD):
        call.speak(0.5 if stretch is LOUD else 0, stretch)
        world.lasts(0.5)
    world.lasts(2)
    world.press(call, "#")
    assert kept(world) == (wav(QUIET + LOUD + QUIET * 4), "3")


def test_stretches_of_silence_from_a_microphone_are_silence(world: World) -> None:
    """Contract 3.24: the timeout runs from the last word."""
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    call.speak(0.5, LOUD)
    for _ in range(21):
        world.lasts(0.5)
        if not world.application.paths().count("/recorded"):
            call.speak(0, QUIET)
    assert kept(world) == (wav(LOUD), "0")


def test_what_is_spoken_before_the_beep_is_no_part_of_it_nor_what_was_recorded_before(world: World) -> None:
    call = world.ring("<Pause length='5'/>" + RECORD, recorded=RECORD, ready=TAKEN)
    call.speak(0.5, LOUD)
    world.lasts(5)
    for wanted in (LOUD + LOUD, LOUD):
        call.speak(0.5, wanted)
        world.press(call, "#")
        assert kept(world)[0] == wav(wanted)


def test_between_two_stretches_of_a_voice_there_is_as_much_quiet_as_there_was(world: World) -> None:
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    call.speak(2.5)
    world.lasts(6)
    call.speak(4)
    world.lasts(1)
    world.press(call, "#")
    assert kept(world) == (wav(tone(2.5) + bytes(int(3.5 * 16000)) + tone(1)), "7")


def test_a_microphone_that_goes_on_is_cut_off_at_the_limit(world: World) -> None:
    call = world.ring(RECORD.replace("90", "2"), recorded=GO_ON, ready=TAKEN)
    call.speak(2.5, LOUD * 5)
    world.lasts(2)
    assert kept(world) == (wav(LOUD * 4), "2")


def test_half_a_sample_and_no_length_of_time_are_refused_and_so_is_a_voice_after_the_end(world: World) -> None:
    call = world.ring(RECORD, recorded="<Hangup/>", ready=TAKEN)
    for seconds, sound in ((1, b"abc"), (-1, b""), (float("nan"), b""), (float("inf"), b"")):
        with pytest.raises(NotPossibleError):
            call.speak(seconds, sound)
    world.press(call, "#")
    with pytest.raises(NotPossibleError):
        call.speak(1)


def test_the_news_that_it_is_ready_comes_by_itself_a_moment_later(world: World) -> None:
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    call.speak(5)
    world.lasts(5)
    world.press(call, "#")
    assert "/ready" not in world.application.paths()
    world.lasts(1)
    told = world.application.last("/ready")
    assert (told["RecordingStatus"], told["RecordingDuration"], told["CallSid"]) == ("completed", "5", call.sid)
    assert told["RecordingSid"] == world.application.last("/recorded")["RecordingSid"]


@pytest.mark.parametrize(("spoken", "after_s"), [(0, 10), (7, 17)])
def test_silence_ends_it_and_is_no_part_of_it(world: World, spoken: int, after_s: int) -> None:
    """Contract 3.24: timeout, trim-silence."""
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    if spoken:
        call.speak(spoken)
    world.lasts(after_s - 1)
    assert world.application.paths() == ["/voice"]
    world.lasts(1)
    told = world.application.last("/recorded")
    assert told["RecordingDuration"] == str(spoken)
    assert "Digits" not in told


def test_without_trimming_the_silence_is_part_of_it(world: World) -> None:
    world.ring(RECORD.replace("<Record", '<Record trim="do-not-trim"'), recorded=GO_ON, ready=TAKEN)
    world.lasts(10)
    assert world.application.last("/recorded")["RecordingDuration"] == "10"


def test_its_limit_ends_it(world: World) -> None:
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    call.speak(300)
    world.lasts(90)
    assert world.application.last("/recorded")["RecordingDuration"] == "90"


def test_who_rings_off_has_left_a_message(world: World) -> None:
    """Contract 3.25: the key is `hangup`, and the call is over."""
    call = world.ring(RECORD, recorded="<Say>Nobody hears this</Say>", ready=TAKEN)
    call.speak(12)
    world.lasts(12)
    world.hang_up(call)
    told = world.application.last("/recorded")
    assert (told["Digits"], told["RecordingDuration"], told["CallStatus"]) == ("hangup", "12", "completed")
    assert call.over
    world.lasts(1)
    assert world.application.paths() == ["/voice", "/recorded", "/status", "/ready"]


def test_a_key_that_ends_nothing_is_not_heard(world: World) -> None:
    call = world.ring(RECORD, recorded=GO_ON, ready=TAKEN)
    world.press(call, "12")
    assert world.application.paths() == ["/voice"]


def test_by_default_any_key_ends_it_and_the_same_document_comes_again(world: World) -> None:
    """Contract 3.24, 10.2."""
    call = world.ring("<Record/>")
    world.press(call, "7")
    assert world.application.paths() == ["/voice", "/voice"]
    assert world.application.last("/voice")["Digits"] == "7"


def test_what_stands_below_it_is_never_reached(world: World) -> None:
    world.ring(RECORD + "<Redirect>/below</Redirect>", recorded="<Hangup/>", ready=TAKEN)
    world.lasts(30)
    assert "/below" not in world.application.paths()


EVERYTHING = RECORD.replace("completed absent", "in-progress completed absent")


def statuses(world: World) -> list[str]:
    return [request.form["RecordingStatus"] for request in world.application.asked if request.path == "/ready"]


def test_who_asked_is_told_that_it_has_begun(world: World) -> None:
    """Contract 3.25."""
    call = world.ring(EVERYTHING, recorded=GO_ON, ready=TAKEN)
    begun = world.application.last("/ready")
    assert (begun["RecordingStatus"], "RecordingDuration" in begun) == ("in-progress", False)
    call.speak(5)
    world.lasts(6)
    world.press(call, "#")
    world.lasts(1)
    assert statuses(world) == ["in-progress", "completed"]
    assert world.application.last("/recorded")["RecordingSid"] == begun["RecordingSid"]


def test_a_recording_that_was_over_at_once_is_absent(world: World) -> None:
    """Contract 3.25: there is no file, and Twilio's error 16101 says why."""
    call = world.ring(EVERYTHING, recorded=GO_ON, ready=TAKEN)
    world.press(call, "#")
    world.lasts(1)
    told = world.application.last("/ready")
    assert (told["RecordingStatus"], told["ErrorCode"], told["RecordingDuration"]) == ("absent", "16101", "0")
    assert (statuses(world), of(call, Recorded)) == (["in-progress", "absent"], [])
    with pytest.raises(HTTPError, match="404"):
        urlopen(told["RecordingUrl"])


def test_a_recording_in_which_nobody_spoke_is_kept_like_any_other(world: World) -> None:
    """Contract 3.25: silent recordings are saved."""
    call = world.ring(EVERYTHING, recorded=GO_ON, ready=TAKEN)
    world.lasts(11)
    assert (statuses(world), len(of(call, Recorded))) == (["in-progress", "completed"], 1)


def test_by_default_only_a_finished_recording_is_told(world: World) -> None:
    """Contract 3.25."""
    page = '<Record action="/recorded" recordingStatusCallback="/ready"/>'
    world.press(world.ring(page, recorded=GO_ON, ready=TAKEN), "#")
    call = world.ring(page, recorded=GO_ON, ready=TAKEN)
    call.speak(3)
    world.lasts(9)
    assert statuses(world) == ["completed"]
