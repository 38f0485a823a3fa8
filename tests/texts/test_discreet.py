"""A text that says neither who it is from nor what it is about."""

from dataclasses import replace

from ivr.menu.service import Texting
from ivr.menu.short import code
from ivr.texts.discreet import discreet
from ivr.texts.words import measure
from tests.small import helpline, with_text

LINKS = "helpline.example/t"
SMALL = helpline(short_links=LINKS)


def test_a_discreet_text_is_a_link_to_the_words_that_were_asked_for() -> None:
    body = discreet(SMALL, "complaint_tips")
    assert body == f"Here is your page: {LINKS}/{code('complaint_tips')}"
    assert measure(body).segments == 1


def test_there_is_none_where_the_menus_want_none_or_no_link_can_be_made() -> None:
    assert discreet(helpline(), "complaint_tips") == ""
    assert discreet(replace(SMALL, texting=Texting(discreet=False)), "complaint_tips") == ""
    assert discreet(replace(SMALL, texts={}), "complaint_tips") == ""


def test_there_is_none_where_texts_come_from_a_name_which_says_who_we_are() -> None:
    assert discreet(replace(SMALL, texting=Texting(answerable=False)), "complaint_tips") == ""


def test_there_is_none_where_it_would_not_be_one_plain_message() -> None:
    assert discreet(replace(SMALL, short_links="x" * 140), "complaint_tips") == ""
    assert discreet(with_text(SMALL, "discreet", "Your p\u0175ge: {link}"), "complaint_tips") == ""


def test_it_is_sent_with_plain_signs() -> None:
    assert discreet(with_text(SMALL, "discreet", "Here\u2019s {link}"), "complaint_tips").startswith("Here's helpline")
