"""What is said, made from the menus."""

from dataclasses import replace
from datetime import datetime

import pytest

from ivr.menu import script
from ivr.menu.model import Choice, Guidance, Menu, Text
from tests.small import LONDON, NOW, helpline, with_line


def said(pieces: tuple[script.Piece, ...]) -> str:
    return " ".join(piece.words for piece in pieces)


def menu(count: int) -> Menu:
    return Menu(id="m", title="Help", choices=tuple(Choice(key=str(n), lead=f"For thing {n}", go="x") for n in range(1, count + 1)))


def test_a_menu_says_its_title_its_count_and_each_choice_before_its_key() -> None:
    prompt = script.menu(helpline(), menu(2), is_open=True)
    assert prompt.words == "Help. There are two choices. For thing 1, press 1. For thing 2, press 2."


@pytest.mark.parametrize(("count", "words"), [(1, "There is one choice."), (3, "There are three choices."), (5, "There are five choices.")])
def test_the_count_comes_from_the_choices(count: int, words: str) -> None:
    assert words in script.menu(helpline(), menu(count), is_open=True).words


def test_a_menu_says_its_intro_in_place_of_its_title() -> None:
    node = replace(menu(2), intro="Council decisions")
    assert script.menu(helpline(), node, is_open=True).words.startswith("Council decisions. There are two choices.")


def test_the_first_menu_says_how_to_reach_a_person_and_only_what_is_true_now() -> None:
    start = helpline().nodes["main"]
    assert isinstance(start, Menu)
    opened, closed = (script.menu(helpline(), start, is_open=is_open).words for is_open in (True, False))
    assert "There are two choices. To speak to someone, press 0 at any time. For help" in opened
    assert "There are two choices. To leave a message, press 0 at any time. For help" in closed


def test_the_parts_of_the_first_menu_that_never_change_are_pieces_of_their_own() -> None:
    start = helpline().nodes["main"]
    assert isinstance(start, Menu)
    opened, closed = ({piece.id for piece in script.menu(helpline(), start, is_open=is_open).pieces} for is_open in (True, False))
    assert opened & closed == {"main.opening", "main.choices"}


def test_a_slot_is_a_piece_of_its_own_and_what_stands_around_it_too() -> None:
    spoken = with_line(helpline(), "queue.join", "Thank you. You are number {place} in the queue.")
    prompt = script.line(spoken, "queue.join", place=script.number(3))
    pieces = [(piece.id, piece.words) for piece in prompt.pieces]
    assert pieces == [("queue.join.1", "Thank you. You are number"), ("number.3", "3"), ("queue.join.2", "in the queue.")]


def test_the_full_stop_after_a_slot_stays_with_the_last_word_in_it() -> None:
    spoken = with_line(helpline(), "closed", "We open {opens}. Goodbye.")
    prompt = script.line(spoken, "closed", opens=script.moment(datetime(2026, 11, 25, 9, tzinfo=LONDON), NOW))
    assert prompt.words == "We open tomorrow at 9am. Goodbye."


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2026, 11, 24, 13, 15, tzinfo=LONDON), "today at 1:15pm"),
        (datetime(2026, 11, 25, 9, 0, tzinfo=LONDON), "tomorrow at 9am"),
        (datetime(2026, 11, 30, 9, 0, tzinfo=LONDON), "on Monday at 9am"),
        (datetime(2026, 12, 1, 9, 0, tzinfo=LONDON), "on Tuesday the 1st of December at 9am"),
        (datetime(2027, 1, 4, 12, 0, tzinfo=LONDON), "on Monday the 4th of January at 12pm"),
    ],
)
def test_a_moment_to_come_is_said_as_people_say_it(then: datetime, words: str) -> None:
    assert said(script.moment(then, NOW)) == words


def test_one_day_of_the_week_is_never_said_for_two_dates() -> None:
    week = [said(script.day(NOW.replace(day=day).date(), NOW.date())) for day in range(24, 31)]
    assert len(set(week)) == 7


def test_a_mobile_number_is_said_digit_by_digit_with_a_pause_after_each_group() -> None:
    assert said(script.digits("07700900123", 5, 8)) == "0 7 7 0 0, 9 0 0, 1 2 3"


def test_the_keys_after_a_page_name_only_those_that_do_something() -> None:
    node = helpline().nodes["complaint"]
    assert isinstance(node, Guidance)
    last = script.page_end(helpline(), replace(node, texts=()), 1, is_open=False, brief=False)
    assert last.words == "To hear it again, press 9. To go back, press star. To leave a message, press 0."


def test_what_a_text_says_is_a_sentence_of_its_own_with_a_recording_of_its_own() -> None:
    tips = Text(id="tips", body="IASK: one, two", about="The text gives two tips")
    assert [(prompt.id, prompt.words) for prompt in script.about(tips)] == [("text.about.tips", "The text gives two tips.")]
    assert script.about(replace(tips, about="")) == ()
