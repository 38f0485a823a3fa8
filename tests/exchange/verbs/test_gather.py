"""Keys: when they are heard, when they are lost, and what is asked for then."""

from ivr.exchange.events import Asked, Ended, Pressed, Said, Warned
from tests.exchange.conftest import Reply, World, of

ONE = (
    '<Gather action="/keys" timeout="8" numDigits="1" finishOnKey=""><Say>Press a key now please</Say></Gather>'
    "<Redirect>/silence</Redirect>"
)
MANY = '<Gather action="/keys" timeout="5"{}><Say>Your number</Say></Gather><Redirect>/silence</Redirect>'
GO_ON = "<Pause length='60'/>"


def test_a_key_stops_the_words_and_goes_to_the_action(world: World) -> None:
    """Contract 3.13: barge-in."""
    call = world.ring(ONE, keys="<Say>Thank you</Say>")
    world.lasts(2)
    world.press(call, "3")
    assert world.application.last("/keys")["Digits"] == "3"
    assert [said.words for said in of(call, Said)] == ["Press a key now please", "Thank you"]


def test_the_first_of_many_keys_stops_the_words_too(world: World) -> None:
    """Contract 3.13: what stands below in the Gather is not said any more, and the time runs from the key."""
    call = world.ring('<Gather action="/keys" timeout="5"><Say>one two three four</Say><Say>five</Say></Gather>', keys=GO_ON)
    world.lasts(1)
    world.press(call, "0")
    world.lasts(4)
    world.press(call, "7")
    world.lasts(4.9)
    assert "/keys" not in world.application.paths()
    world.lasts(0.1)
    assert world.application.last("/keys")["Digits"] == "07"
    assert [said.words for said in of(call, Said)] == ["one two three four"]


def test_the_time_for_a_key_begins_when_the_words_have_ended(world: World) -> None:
    """Contract 3.10, 3.13: five seconds of words, then eight."""
    world.ring(ONE, silence=GO_ON)
    world.lasts(12)
    assert world.application.paths() == ["/voice"]
    world.lasts(1)
    assert world.application.paths() == ["/voice", "/silence"]


def test_without_a_key_nothing_is_asked_for_and_the_end_of_the_document_is_the_end_of_the_call(world: World) -> None:
    """Contract 1.20, 3.10."""
    call = world.ring('<Gather timeout="8"/>')
    world.lasts(8)
    assert call.over
    assert of(call, Ended) == [Ended("the document ended")]
    assert world.application.paths() == ["/voice", "/status"]


def test_a_gather_that_wants_to_know_is_told_of_silence(world: World) -> None:
    """Contract 3.10: actionOnEmptyResult."""
    world.ring(MANY.format(' actionOnEmptyResult="true"'), keys=GO_ON)
    world.lasts(7)
    assert world.application.last("/keys")["Digits"] == ""


def test_hash_alone_is_no_input(world: World) -> None:
    """Contract 3.11."""
    call = world.ring(MANY.format(""), silence=GO_ON)
    world.press(call, "#")
    assert world.application.paths() == ["/voice", "/silence"]


def test_hash_ends_the_keys_and_is_none_of_them_and_what_follows_it_is_lost(world: World) -> None:
    """Contract 3.12."""
    call = world.ring(MANY.format(""), keys=GO_ON)
    world.press(call, "07*#1")
    assert world.application.last("/keys")["Digits"] == "07*"
    assert [pressed.heard for pressed in of(call, Pressed)] == [True, True, True, True, False]


def test_with_no_key_that_finishes_hash_and_star_are_keys_like_the_rest(world: World) -> None:
    """Contract 3.11."""
    for key in "#*":
        world.press(world.ring(ONE, keys=GO_ON), key)
        assert world.application.last("/keys")["Digits"] == key


def test_the_time_runs_anew_from_each_key_and_then_what_was_typed_is_taken(world: World) -> None:
    """Contract 3.13."""
    call = world.ring(MANY.format(""), keys=GO_ON)
    for key in "077":
        world.press(call, key)
        world.lasts(4.5)
    assert world.application.paths() == ["/voice"]
    world.lasts(0.5)
    assert world.application.last("/keys")["Digits"] == "077"


def test_as_many_keys_as_were_asked_for_need_no_last_one(world: World) -> None:
    call = world.ring('<Gather action="/keys" numDigits="4"/>', keys=GO_ON)
    world.press(call, "123")
    assert world.application.paths() == ["/voice"]
    world.press(call, "4")
    assert world.application.last("/keys")["Digits"] == "1234"


def test_a_key_outside_a_gather_is_lost(world: World) -> None:
    """Contract 3.14."""
    call = world.ring("<Say>Hear this whole</Say>" + ONE, silence=GO_ON)
    world.press(call, "1")
    assert [pressed.heard for pressed in of(call, Pressed)] == [False]
    world.lasts(3 + 5 + 8)
    assert world.application.paths() == ["/voice", "/silence"]


def test_a_key_that_comes_when_the_time_was_up_is_lost(world: World) -> None:
    call = world.ring('<Gather timeout="5"/>' + GO_ON)
    world.lasts(5)
    world.press(call, "1")
    assert [pressed.heard for pressed in of(call, Pressed)] == [False]


def test_a_gather_without_an_action_asks_for_its_own_document(world: World) -> None:
    """Contract 3.9, 10.2."""
    call = world.ring("<Gather/>")
    world.press(call, "5#")
    assert world.application.paths() == ["/voice", "/voice"]
    assert world.application.last("/voice")["Digits"] == "5"


def test_what_is_awaited_is_told(world: World) -> None:
    assert of(world.ring(ONE), Asked) == [Asked(1, "", 8)]
    assert of(world.ring(MANY.format("")), Asked) == [Asked(None, "#", 5)]


def test_who_rings_off_while_keys_are_awaited_is_asked_nothing_more(world: World) -> None:
    """Contract 3.19."""
    call = world.ring(ONE)
    world.hang_up(call)
    assert world.application.paths() == ["/voice", "/status"]
    assert of(call, Ended) == [Ended("the caller rang off")]


def test_every_sound_in_a_gather_is_fetched_before_the_first_is_played(world: World) -> None:
    """Contract 3.13; and a wrong type there has a number of its own (contract 3.5)."""
    world.application.pages["/notes.txt"] = Reply(b"la la", "text/plain")
    call = world.ring("<Gather><Say>Hello</Say><Play>/notes.txt</Play></Gather>")
    assert [(told.code, told.contract) for told in of(call, Warned)] == [(13325, "3.5")]
    assert "Hello" not in [said.words for said in of(call, Said)]
    assert world.application.paths() == ["/voice", "/notes.txt", "/status"]


def test_a_redirect_loses_the_keys(world: World) -> None:
    """Contract 1.16."""
    call = world.ring(ONE, keys=Reply(b"", status=301, location="/elsewhere"), elsewhere=GO_ON)
    world.press(call, "1")
    landed = world.application.asked[-1]
    assert (landed.method, landed.path.partition("?")[0], landed.genuine) == ("GET", "/elsewhere", True)
    assert "Digits" not in landed.path
    assert "CallSid" in landed.path
