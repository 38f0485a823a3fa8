"""What the transcripts cannot show: menus edited while a caller is in them, and words that depend on what was heard before."""

from dataclasses import replace

from ivr.call.engine import decide
from ivr.call.heard import Arrived, Pressed, Silence
from ivr.call.turn import Doing, Listen, Place, Turn
from ivr.menu.model import Guidance
from ivr.texts.numbers import Mobile, Refusal
from tests.small import NIGHT, NOW, helpline

CALLER = Mobile("+447700900123")


def heard(turn: Turn) -> list[str]:
    return [prompt.id for prompt in turn.says]


def words(turn: Turn) -> str:
    return " ".join(prompt.words for prompt in turn.says)


def press(place: Place, key: str) -> Turn:
    return decide(helpline(), place, Pressed(key, CALLER), NOW)


def test_a_node_that_an_edit_removed_is_answered_with_the_first_menu() -> None:
    turn = press(Place(node="gone", trail=("main",), step=4), "1")
    assert heard(turn) == ["changed", "main"]
    assert turn.place == Place(node="main", step=5)


def test_silence_at_a_node_that_an_edit_removed_is_answered_too() -> None:
    turn = decide(helpline(), Place(node="gone"), Silence(CALLER), NOW)
    assert heard(turn) == ["miss.silence", "changed", "main"]


def test_a_page_that_an_edit_removed_is_answered_with_the_last_that_is_left() -> None:
    turn = press(Place(node="complaint", page=7, trail=("main", "school")), "9")
    assert heard(turn) == ["complaint.2", "complaint.2.end"]


def test_a_way_back_that_an_edit_removed_leads_to_the_first_menu() -> None:
    assert heard(press(Place(node="complaint", trail=("main", "gone")), "*")) == ["changed", "main"]


def test_0_reaches_a_person_even_from_a_node_that_is_gone() -> None:
    assert heard(press(Place(node="gone"), "0")) == ["privacy"]


def test_the_keys_after_a_page_are_said_in_full_once_and_then_in_short() -> None:
    first = press(Place(node="school", trail=("main",)), "1")
    second = decide(helpline(), first.place, Pressed("1", CALLER), NOW)
    assert "To hear it again, press 9." in words(first)
    assert "Again, 9." in words(second)


def test_more_is_offered_only_where_there_is_more() -> None:
    first = press(Place(node="school", trail=("main",)), "1")
    last = decide(helpline(), first.place, Pressed("1", CALLER), NOW)
    assert "press 1" in words(first)
    assert "More, 1" not in words(last)


def test_no_text_is_offered_where_none_is_left_to_send() -> None:
    node = helpline().nodes["complaint"]
    assert isinstance(node, Guidance)
    bare = helpline(nodes={**helpline().nodes, "complaint": replace(node, texts=())})
    turn = decide(bare, Place(node="school", trail=("main",)), Pressed("1", CALLER), NOW)
    assert "press 8" not in words(turn)
    assert heard(decide(bare, turn.place, Pressed("8", CALLER), NOW)) == ["no_text", "complaint.1.end"]


def test_while_closed_0_is_offered_for_a_call_back_and_never_for_a_person() -> None:
    turn = decide(helpline(), Place(), Arrived(Refusal.WITHHELD), NIGHT)
    assert "To leave a message, press 0 at any time." in words(turn)
    assert "To speak to someone" not in words(turn)


def test_the_time_to_answer_is_longer_after_a_page_than_at_a_menu() -> None:
    menu, page = press(Place(node="main"), "1"), press(Place(node="school"), "1")
    assert (menu.then, page.then) == (Listen(8), Listen(10))


def test_an_empty_key_is_silence() -> None:
    assert heard(press(Place(node="main"), "")) == ["miss.silence", "main"]


def test_a_trail_never_holds_a_node_twice() -> None:
    turn = press(Place(node="school", trail=("main", "complaint")), "1")
    assert turn.place.node == "complaint"
    assert turn.place.trail == ("main",)


def test_a_text_offered_before_an_edit_took_it_away_is_not_promised() -> None:
    turn = press(Place(node="main", doing=Doing.OFFERED), "1")
    assert heard(turn) == ["no_text", "main"]
    assert turn.does == ()


def test_a_number_confirmed_after_an_edit_took_the_text_away_is_not_promised() -> None:
    turn = press(Place(node="main", doing=Doing.CHECKING), "1")
    assert turn.does == ()


def test_a_wrong_key_and_then_a_silence_are_one_miss_of_each_kind() -> None:
    wrong = press(Place(node="main"), "7")
    silent = decide(helpline(), wrong.place, Silence(CALLER), NOW)
    assert heard(silent) == ["miss.silence", "main"]
    assert heard(decide(helpline(), silent.place, Pressed("7", CALLER), NOW)) == ["miss.person", "privacy"]


def test_more_on_the_last_page_is_no_mistake() -> None:
    last = Place(node="complaint", page=1, trail=("main", "school"), wrong=1)
    turn = press(last, "1")
    assert heard(turn) == ["no_more", "complaint.2.end"]
    assert turn.place.wrong == 0


def test_after_a_miss_the_keys_are_said_in_full_again() -> None:
    page = Place(node="complaint", trail=("main", "school"), told=("keys",))
    assert "To hear it again, press 9." in words(press(page, "7"))
    assert "To hear it again, press 9." in words(decide(helpline(), page, Silence(CALLER), NOW))
