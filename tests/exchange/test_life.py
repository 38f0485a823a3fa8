"""A call from its first request to its end: what is always told, what happens when a document fails, and that nothing leaves here."""

import pytest

from ivr.exchange.addresses import only_here
from ivr.exchange.alerts import NotLoopbackError, NotPossibleError
from ivr.exchange.events import Ended, Failed, Played, Pressed, Requested, Said, Warned
from ivr.exchange.exchange import Number
from tests.exchange.conftest import ACCOUNT, CALLER, HELPLINE, Page, Reply, Request, World, of
from tests.served import free_port
from tests.small import NOW

GO_ON = "<Pause length='60'/>"


def with_fallback(world: World) -> None:
    url = world.application.url
    world.exchange.connect(
        Number(number=HELPLINE, voice_url=f"{url}/voice?step=1#rc=0", fallback_url=f"{url}/failed", status_url=f"{url}/status")
    )


def test_every_request_is_signed_and_says_what_twilio_always_says(world: World) -> None:
    """Contract 1.2, 2.1."""
    call = world.ring('<Redirect method="GET">/next?step=2#rc=2</Redirect>', next="<Redirect>/last</Redirect>", last=GO_ON)
    assert all(request.genuine for request in world.application.asked)
    first = dict(world.application.asked[0].form)
    assert first == {
        "CallSid": call.sid,
        "AccountSid": ACCOUNT,
        "From": CALLER,
        "Caller": CALLER,
        "To": HELPLINE,
        "Called": HELPLINE,
        "CallStatus": "ringing",
        "Direction": "inbound",
        "ApiVersion": "2010-04-01",
    }
    assert [request.method for request in world.application.asked] == ["POST", "GET", "POST"]
    assert world.application.last("/last")["CallStatus"] == "in-progress"
    assert "#" not in "".join(world.application.paths())


def test_what_is_told_of_a_request_leaves_out_where_the_caller_is(world: World) -> None:
    url = world.application.url
    call = world.ring('<Redirect method="GET">/next?node=school#rc=2</Redirect>', next="<Play>/beep.wav?v=1</Play>" + GO_ON)
    world.lasts(3)
    assert [told.url for told in of(call, Requested)] == [f"{url}/voice", f"{url}/next", f"{url}/beep.wav"]


def test_the_end_of_a_call_is_told_with_how_long_it_was(world: World) -> None:
    """Contract 7.1."""
    call = world.ring("<Say>one two three</Say><Hangup/>")
    world.lasts(3)
    told = world.application.last("/status")
    assert (told["CallStatus"], told["CallDuration"], told["CallSid"]) == ("completed", "3", call.sid)


def test_a_callback_that_leads_elsewhere_is_told_and_nothing_goes_there(world: World) -> None:
    call = world.ring('<Record recordingStatusCallback="https://192.0.2.1/ready" action="/done"/>', done=GO_ON)
    world.lasts(2)
    world.press(call, "#")
    world.lasts(2)
    assert [(told.code, told.contract) for told in of(call, Warned)] == [(11200, "1.22")]
    assert not call.over


def test_a_callback_that_fails_is_noted(world: World) -> None:
    """Contract 1.21."""
    world.application.pages["/status"] = Reply(b"", status=503)
    assert [told.code for told in of(world.ring("<Hangup/>"), Warned)] == [15003]


FAILURES = [
    ("<Nonsense/>", 12200),
    (Reply(b"<Response><Say>"), 12100),
    (Reply(b"oh dear", status=500), 11200),
    (Reply(b"", status=404), 11200),
    (Reply(b""), 11770),
    (Reply(b"{}", "application/json"), 12300),
    (Reply(b"x", ""), 12300),
    (Reply(b"<Response/>", after_s=2.3), 11200),
    (Reply(b"", status=302, location="/voice"), 11215),
    ("<Play>/missing.wav</Play>", 11200),
    ("<Play>/words</Play>", 12300),
    ("<Redirect>/voice</Redirect>", 12200),
    ("<Redirect>http://127.0.0.1:99999/next</Redirect>", 11100),
    ("<Redirect>http://127.0.0.1:port/next</Redirect>", 11100),
    ("<Redirect>http://[::1/next</Redirect>", 11100),
    ("<Redirect>http://first..last/</Redirect>", 11100),
    ("<Play>http://.first/</Play>", 11100),
    (f'<Gather action="http://{"a" * 64}.invalid/"/>', 11100),
    ("<Redirect>/next&#x7f;</Redirect>", 11100),
]


@pytest.mark.parametrize(("page", "code"), FAILURES)
def test_what_fails_leads_to_the_fallback_which_is_told_why(world: World, page: str | Reply, code: int) -> None:
    """Contract 1.8, 1.13 to 1.16, 1.18, 3.5, 3.20."""
    with_fallback(world)
    call = world.ring(page, words="hello", failed="<Say>Sorry</Say>" + GO_ON)
    told = world.application.last("/failed")
    assert told["ErrorCode"] == str(code)
    assert told["ErrorUrl"].startswith(world.application.url)
    assert "#" not in told["ErrorUrl"]
    assert [said.words for said in of(call, Said)] == ["Sorry"]
    assert [warned.code for warned in of(call, Warned)] == [code]


def test_without_a_fallback_the_caller_hears_that_something_failed_and_the_call_ends(world: World) -> None:
    call = world.ring("<Nonsense/>")
    assert of(call, Said)[0].words.startswith("We are sorry.")
    assert of(call, Ended) == [Ended("an application error has occurred")]


def test_a_fallback_that_fails_ends_the_call(world: World) -> None:
    with_fallback(world)
    call = world.ring("<Nonsense/>", failed=Reply(b"", status=500))
    assert call.over
    assert [told.code for told in of(call, Warned)] == [12200, 11200]


def test_a_fallback_that_leads_back_to_what_failed_does_not_go_round_for_ever(world: World) -> None:
    with_fallback(world)
    call = world.ring("<Nonsense/>", failed="<Redirect>/voice</Redirect>")
    assert (call.over, len(of(call, Warned))) == (True, 10)


def test_a_sound_is_played_and_hung_up_and_plain_words_are_read_out(world: World) -> None:
    """Contract 1.18."""
    played = world.ring(Reply(world.application.pages["/beep.wav"].body, "audio/x-wav"))  # type: ignore[union-attr] # a reply was put there
    world.lasts(3)
    assert (len(of(played, Played)), played.over) == (1, True)
    read = world.ring(Reply(b"Hello there", "text/plain"))
    world.lasts(2)
    assert ([said.words for said in of(read, Said)], read.over) == (["Hello there"], True)


def test_a_sound_lasts_as_long_as_it_does(world: World) -> None:
    call = world.ring('<Play loop="2">/beep.wav</Play><Redirect>/after</Redirect>', after=GO_ON)
    world.lasts(5)
    assert "/after" not in world.application.paths()
    world.lasts(1)
    assert "/after" in world.application.paths()
    assert [played.seconds for played in of(call, Played)] == [3, 3]


def test_a_retry_is_asked_for_in_the_fragment_and_tells_that_it_is_one(world: World) -> None:
    """Contract 1.9 to 1.11."""
    failed: list[Request] = []

    def worker(request: Request) -> str | Reply:
        failed.append(request)
        return GO_ON if len(failed) == 3 else Reply(b"", status=500)

    call = world.ring("<Redirect>/worker#rc=2&amp;rp=5xx,ct,rt</Redirect>", worker=worker)
    assert of(call, Warned) == []
    assert len({request.token for request in failed}) == 1
    assert len({request.token for request in world.application.asked}) == 2
    assert [event.status for event in of(call, Requested)] == [200, 500, 500, 200]


@pytest.mark.parametrize(("fragment", "tries"), [("", 1), ("#rc=3", 1), ("#rc=3&amp;rp=4xx", 1), ("#rc=3&amp;rp=all", 4)])
def test_what_was_not_asked_for_is_not_tried_again(world: World, fragment: str, tries: int) -> None:
    world.ring(f"<Redirect>/worker{fragment}</Redirect>", worker=Reply(b"", status=500))
    assert world.application.paths().count("/worker") == tries


@pytest.mark.parametrize(("fragment", "tries"), [("", 1), ("&amp;rp=rt", 2)])
def test_an_answer_that_does_not_come_is_waited_for_again_only_if_asked(world: World, fragment: str, tries: int) -> None:
    """Contract 1.8 to 1.10: the time for all tries is one."""
    call = world.ring(f"<Redirect>/slow#rc=1&amp;rt=200{fragment}</Redirect>", slow=Reply(b"<Response/>", after_s=0.8))
    assert world.application.paths().count("/slow") == tries
    assert [told.code for told in of(call, Warned)] == [11200]


def test_a_connection_that_cannot_be_made_is_tried_once_more(world: World) -> None:
    """Contract 1.9."""
    call = world.ring(f"<Redirect>http://127.0.0.1:{free_port()}/</Redirect>")
    assert [told.code for told in of(call, Warned)] == [11205]
    assert [event.status for event in of(call, Requested)] == [200, 0, 0, 204]


@pytest.mark.parametrize(
    ("found", "here"), [(["127.0.0.1", "::1"], True), (["127.9.9.9"], True), (["127.0.0.1", "192.0.2.1"], False), ([], False)]
)
def test_a_name_is_this_machine_only_if_all_it_stands_for_is(found: list[str], *, here: bool) -> None:
    assert only_here(found) is here


@pytest.mark.parametrize("fragment", ["rp=6xx", "rc=6", "rt=50", "tt=soon", "tt=15001", "ct=10001", "sni=maybe"])
def test_an_override_that_makes_no_sense_is_told(world: World, fragment: str) -> None:
    """Contract 1.9."""
    call = world.ring(f"<Redirect>/next#{fragment}</Redirect>", next=GO_ON)
    assert [told.code for told in of(call, Warned)] == [11243]


@pytest.mark.parametrize(
    "page",
    [
        "<Redirect>http://under_score.invalid/</Redirect>",
        "<Redirect>ftp://127.0.0.1/</Redirect>",
        "<Play>a sound</Play>",
        '<Gather action="http://under_score.invalid/" numDigits="1"/>',
        '<Record recordingStatusCallback="http://under_score.invalid/"/>',
        '<Enqueue waitUrl="http://under_score.invalid/">advisers</Enqueue>',
    ],
)
def test_what_is_no_url_is_told(world: World, page: str) -> None:
    """Contract 1.22: no underscores in a host."""
    call = world.ring(page)
    world.lasts(1)
    assert [(told.code, told.contract) for told in of(call, Warned)] == [(11100, "1.22")]


def test_without_an_address_of_its_own_a_document_leads_only_to_whole_urls(world: World) -> None:
    """Contract 1.25."""
    world.application.pages["/next"] = GO_ON
    for url, told in (("/next", [(11100, "1.25")]), (f"{world.application.url}/next", [])):
        call = world.place(f"<Response><Redirect>{url}</Redirect></Response>")
        assert [(warned.code, warned.contract) for warned in of(call, Warned)] == told


def test_a_sound_that_is_too_long_is_told(world: World) -> None:
    """Contract 3.6."""
    for seconds, told in ((2400, []), (2401, [(0, "3.6")])):
        call = world.ring("<Play>/long</Play>", long=Reply(bytes(8000 * seconds), "audio/ulaw"))
        assert [(warned.code, warned.contract) for warned in of(call, Warned)] == told


@pytest.mark.parametrize("url", ["http://192.0.2.1/voice", "http://example.invalid/", "https://127.0.0.1/voice", "http://0.0.0.0:80/"])
def test_nothing_is_ever_asked_of_another_machine(world: World, url: str) -> None:
    with pytest.raises(NotLoopbackError):
        world.exchange.connect(Number(number=HELPLINE, voice_url=url))
    for page in (f"<Redirect>{url}</Redirect>", f"<Play>{url}</Play>", Reply(b"", status=302, location=url)):
        call = world.ring(page)
        assert isinstance(call.failure, NotLoopbackError)
        assert call.over


def test_a_number_cannot_lead_to_a_host_that_is_none(world: World) -> None:
    with pytest.raises(NotLoopbackError):
        world.exchange.connect(Number(number=HELPLINE, voice_url="http://first..last/"))


def test_who_rings_off_hears_nothing_more(world: World) -> None:
    call = world.ring("<Say>one two three four</Say><Say>five</Say>")
    world.lasts(2)
    world.hang_up(call)
    assert ([said.words for said in of(call, Said)], call.status) == (["one two three four"], "completed")
    with pytest.raises(NotPossibleError):
        call.press("1")
    call.hang_up()


def test_what_is_no_key_cannot_be_pressed_and_no_key_stands_in_a_log(world: World) -> None:
    call = world.ring(GO_ON)
    with pytest.raises(NotPossibleError):
        call.press("A")
    world.press(call, "7")
    assert "7" not in repr(of(call, Pressed)[0])
    assert CALLER not in repr(call)
    said_back = world.ring("<Say>The number is 0 7 7 0 0, 9 0 0, 1 2 3.</Say>" + GO_ON)
    assert "7 7" in of(said_back, Said)[0].words
    assert "7 7" not in repr(said_back)


def test_words_that_were_heard_sooner_than_was_thought_are_over(world: World) -> None:
    call = world.ring("<Say>one two three four</Say><Redirect>/after</Redirect>", after=GO_ON)
    call.heard(of(call, Said)[0].number)
    world.clock.settle()
    assert "/after" in world.application.paths()


def test_what_is_still_to_be_said_cannot_have_been_heard(world: World) -> None:
    call = world.ring("<Say>one two three four</Say><Say>five six</Say>" + GO_ON)
    call.heard(1000)
    world.clock.settle()
    assert [said.words for said in of(call, Said)] == ["one two three four", "five six"]
    world.lasts(1)
    call.heard(1)
    world.clock.settle()
    assert call.over is False
    assert world.clock.step()  # the second has its time still
    assert (world.clock.now() - NOW).total_seconds() == 2


def test_a_call_can_be_turned_away_before_it_is_answered(world: World) -> None:
    """Contract 3.22."""
    call = world.ring('<Reject reason="busy"/>')
    assert (call.status, call.seconds, call.over) == ("busy", 0, True)
    answered = world.ring("<Redirect>/next</Redirect>", next="<Reject/>")
    assert [told.contract for told in of(answered, Warned)] == ["3.22"]


def test_who_listens_hears_all_that_happens(world: World) -> None:
    heard: list[str] = []
    world.exchange.plant.listeners.append(lambda entry: heard.append(type(entry.event).__name__))
    world.ring("<Say>Hi</Say>")
    world.lasts(1)
    assert heard == ["Requested", "Said", "Ended", "Requested"]


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_redirect_asks_again_as_it_says_and_without_the_news(world: World, status: int, method: str) -> None:
    """Contract 1.16: a redirect loses the keys; only 307 and 308 keep the method."""
    call = world.ring(
        '<Gather action="/keys" numDigits="1"/>', keys=Reply(b"", status=status, location="/moved"), moved="<Say>Here</Say><Pause/>"
    )
    world.press(call, "5")
    moved = next(asked for asked in world.application.asked if asked.path.startswith("/moved"))
    assert (moved.method, "Digits" in moved.form, moved.form.get("CallSid", call.sid), moved.genuine) == (method, False, call.sid, True)
    assert [said.words for said in of(call, Said)] == ["Here"]


@pytest.mark.parametrize(("most", "codes"), [(10, []), (11, [11215])])
def test_ten_redirects_are_followed_and_an_eleventh_is_told(world: World, most: int, codes: list[int]) -> None:
    """Contract 1.16."""
    hops: dict[str, Page] = {f"/hop/{n}": Reply(b"", status=307, location=f"/hop/{n + 1}") for n in range(most)}
    world.application.pages |= {**hops, f"/hop/{most}": "<Say>Arrived</Say>"}
    call = world.ring("<Redirect>/hop/0</Redirect>")
    world.lasts(5)
    assert ("Arrived" in [said.words for said in of(call, Said)]) is not bool(codes)
    assert [told.code for told in of(call, Warned)] == codes


NO_URLS = ["http://127.0.0.1:port/", "http://[::1/next", "/caf\u00e9", "http://under_score.invalid/", "http://first..last/", "/next\x7f"]


@pytest.mark.parametrize("location", NO_URLS)
def test_a_redirect_to_what_is_no_url_leads_to_the_fallback(world: World, location: str) -> None:
    """Contract 1.22."""
    with_fallback(world)
    call = world.ring(Reply(b"", status=302, location=location), failed="<Say>Sorry</Say>")
    world.lasts(2)
    assert [told.code for told in of(call, Warned)] == [11100]
    assert [said.words for said in of(call, Said)] == ["Sorry"]
    assert call.failure is None


@pytest.mark.parametrize("page", ["<Redirect>/caf\u00e9</Redirect>", "<Play>/caf\u00e9.wav</Play>"])
def test_a_url_with_other_letters_than_ascii_is_told(world: World, page: str) -> None:
    """Contract 1.22: they are to be written in percent."""
    call = world.ring(Reply(f"<Response>{page}</Response>".encode()))
    world.lasts(2)
    assert [told.code for told in of(call, Warned)] == [11100]


@pytest.mark.parametrize(("verb", "seconds"), [('<Say loop="0">again</Say>', 1), ('<Play loop="0">/beep.wav</Play>', 3)])
def test_a_loop_of_nought_goes_on_a_thousand_times(world: World, verb: str, seconds: int) -> None:
    """Contract 3.1, 3.6."""
    call = world.ring(f"{verb}<Redirect>/after</Redirect>", after=GO_ON)
    world.lasts(1000 * seconds - 0.5)
    assert "/after" not in world.application.paths()
    world.lasts(1)
    assert "/after" in world.application.paths()
    assert call.failure is None


def test_a_call_that_was_never_answered_has_failed(world: World) -> None:
    """Contract 1.13: nothing was heard of the application before it was to pick up."""
    call = world.ring(Reply(b"", status=500))
    world.lasts(1)
    assert call.status == "failed"
    assert world.application.last("/status")["CallStatus"] == "failed"


def test_a_call_that_was_answered_before_the_application_failed_is_completed(world: World) -> None:
    world.ring("<Say>Hello</Say><Redirect>/broken</Redirect>", broken=Reply(b"", status=500))
    world.lasts(1)
    assert world.application.last("/status")["CallStatus"] == "completed"


def test_one_can_hang_up_and_ring_again_at_once_as_often_as_one_likes(world: World) -> None:
    world.application.pages["/voice"] = "<Say>Hello</Say><Pause/>"
    calls = []
    for _ in range(10):
        for _ in range(5):  # at once, and not more than a small application answers in its time
            call = world.exchange.ring(CALLER, HELPLINE)
            call.hang_up()
            calls.append(call)
        world.clock.settle()
    last = world.ring("<Gather numDigits='1' action='/keys'><Say>Press</Say></Gather>", keys="<Say>Heard</Say><Pause/>")
    world.press(last, "1")
    assert [said.words for said in of(last, Said)] == ["Press", "Heard"]
    assert all(call.over and call.failure is None for call in calls)
    assert all(of(call, Ended) == [Ended("the caller rang off")] for call in calls)


def test_what_fails_beside_a_call_is_kept_and_told(world: World) -> None:
    told: list[Failed] = []
    world.exchange.plant.listeners.append(lambda entry: told.append(entry.event) if isinstance(entry.event, Failed) else None)

    def breaks() -> None:
        raise RuntimeError("as it was told to")

    world.exchange.plant.start(breaks)
    world.clock.settle()
    assert [str(failure) for failure in world.exchange.plant.failures] == ["RuntimeError: as it was told to"]
    assert told == [Failed("RuntimeError: as it was told to")]


def test_a_number_that_is_disconnected_leads_nowhere_and_calls_go_on(world: World) -> None:
    call = world.ring("<Gather numDigits='1' action='/keys'/>", keys="<Say>Heard</Say><Pause/>")
    world.exchange.disconnect(HELPLINE)
    with pytest.raises(NotPossibleError, match="no such number"):
        world.exchange.ring(CALLER, HELPLINE)
    world.press(call, "1")
    assert [said.words for said in of(call, Said)] == ["Heard"]
